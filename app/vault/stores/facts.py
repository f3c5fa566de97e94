"""Single facts about the vault itself, by name: when the last backup was made, what is due."""

from __future__ import annotations

from app.vault.index.index import Index


class Facts:
    """Keeps and finds facts by name. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def get(self, name: str) -> str | None:
        """A fact, None where it is not known."""
        row = self._index.one("SELECT value FROM facts WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def number(self, name: str) -> int | None:
        """A fact that is a whole number, None where it is not known."""
        text = self.get(name)
        return int(text) if text is not None and text.isdecimal() else None

    def beginning(self, head: str) -> dict[str, str]:
        """All facts whose names begin so, by the rest of the name."""
        sql = "SELECT substr(name, ?), value FROM facts WHERE substr(name, 1, ?) = ?"
        rows = self._index.read(sql, (len(head) + 1, len(head), head))
        return {str(name): str(value) for name, value in rows}

    def put(self, name: str, value: str) -> None:
        """Keep a fact, in place of what was known before."""
        self._index.write("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))

    def drop(self, name: str) -> None:
        """Forget a fact; nothing where it is not known."""
        self._index.write("DELETE FROM facts WHERE name = ?", (name,))
