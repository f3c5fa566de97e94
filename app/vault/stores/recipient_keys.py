"""The public keys that bundles can be sealed for, for the whole vault.

Writes happen inside a transaction. No case owns them, so the search of a case does not look here.
"""

from __future__ import annotations

from typing import Any

from app.domain.bundles.recipient_keys import CheckedHow, RecipientKey
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number

_COLUMNS = "id, name, recipient, public_key, note, added_ms, checked_ms, checked_how"


class RecipientKeys:
    """Adds, checks, removes and lists keys. A public key never changes."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, key: RecipientKey) -> None:
        """Keep one. Raises InputProblem BND-023 (name in use), BND-024 (key in use)."""
        for known in self.all():
            if known.public_key == key.public_key:
                raise InputProblem("BND-024", name=known.name)
            if known.name == key.name:
                raise InputProblem("BND-023", name=key.name)
        self._index.write(
            f"INSERT INTO recipient_keys ({_COLUMNS}) VALUES ({', '.join('?' * 8)})",
            (
                number(key.id),
                key.name,
                key.recipient,
                key.public_key,
                key.note,
                key.added_ms,
                key.checked_ms,
                key.checked_how,
            ),
        )

    def check(self, key_id: str, how: CheckedHow, at_ms: int | None) -> None:
        """Keep how and when the numbers of one were compared."""
        self._index.write(
            "UPDATE recipient_keys SET checked_ms = ?, checked_how = ? WHERE id = ?",
            (at_ms, how, number(key_id)),
        )

    def remove(self, key_id: str) -> None:
        """Take one out."""
        self._index.write("DELETE FROM recipient_keys WHERE id = ?", (number(key_id),))

    def named(self, name: str) -> RecipientKey:
        """The one of a name. Raises InputProblem BND-021."""
        sql = f"SELECT {_COLUMNS} FROM recipient_keys WHERE name = ?"
        row = self._index.one(sql, (name,))
        if row is None:
            raise InputProblem("BND-021", name=name)
        return _key(row)

    def all(self) -> tuple[RecipientKey, ...]:
        """All of them, by name."""
        sql = f"SELECT {_COLUMNS} FROM recipient_keys ORDER BY name, row"
        return tuple(_key(row) for row in self._index.read(sql))


def _key(row: tuple[Any, ...]) -> RecipientKey:
    return RecipientKey(
        id=identifier("recipient_key", row[0]),
        name=row[1],
        recipient=row[2],
        public_key=row[3],
        note=row[4],
        added_ms=row[5],
        checked_ms=row[6],
        checked_how=CheckedHow(row[7]),
    )
