"""What imports said of destroyed chats and pages: what was not understood, without its words.

The list of an import quotes the beginning of what could not be read, so it would keep lines of a
chat that nothing else keeps. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from app.domain.custody import Act
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number


def forget_words(index: Index, destroyed: str) -> None:
    """Take the words out of the lists, in the running transaction. `destroyed`: SQL for the items.

    Of each line that speaks of such a chat its name and the kind of the problem stay.
    """
    for import_id, names in _imports(index, destroyed).items():
        row = index.one("SELECT report FROM imports WHERE id = ?", (number(import_id),))
        if row is None:
            continue
        report = msgspec.json.decode(row[0], type=dict[str, Any])
        lines = [_bare(line, names) for line in report.get("not_understood", ())]
        if lines != report.get("not_understood", []):
            text = msgspec.json.encode({**report, "not_understood": lines}).decode()
            index.write("UPDATE imports SET report = ? WHERE id = ?", (text, number(import_id)))


def _imports(index: Index, destroyed: str) -> dict[str, set[str]]:
    """The imports that read destroyed chats and pages, with the names of these."""
    rows = index.read(f"SELECT id, name FROM items WHERE id IN {destroyed}")
    names = {identifier("item", item): name for item, name in rows}
    found: dict[str, set[str]] = {}
    sql = "SELECT subject, details FROM log WHERE act IN (?, ?)"
    acts = (Act.CHAT_IMPORTED.value, Act.PAGE_READ.value)
    for subject, details in index.stream(sql, acts):
        import_id = msgspec.json.decode(details, type=dict[str, Any]).get("import")
        if subject in names and isinstance(import_id, str):
            found.setdefault(import_id, set()).add(names[subject])
    return found


def _bare(line: dict[str, str], names: Collection[str]) -> dict[str, str]:
    for name in names:
        if line["where"] == name or line["where"].startswith(f"{name}: "):
            return {**line, "where": name, "what": line["what"].partition(":")[0]}
    return line
