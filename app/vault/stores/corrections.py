"""What a centre knows better of recipients, for the whole vault. Writes inside a transaction.

No case owns it, so the search of a case does not look here: the directory shows it.
"""

from __future__ import annotations

import msgspec

from app.domain.reports.corrections import Correction
from app.vault.index.index import Index
from app.vault.index.tokens import spelt

_Contacts = tuple[tuple[str, str, str], ...]


class Corrections:
    """Keeps one correction a recipient."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def all(self) -> tuple[Correction, ...]:
        """All of them, by the recipient's id."""
        sql = "SELECT recipient, contacts, note, said_ms FROM corrections ORDER BY recipient"
        return tuple(
            Correction(recipient, msgspec.json.decode(contacts, type=_Contacts), note, said_ms)
            for recipient, contacts, note, said_ms in self._index.read(sql)
        )

    def say(self, correction: Correction) -> None:
        """Keep one in place of the former."""
        contacts = [[spelt(text) for text in contact] for contact in correction.contacts]
        self._index.write(
            "INSERT OR REPLACE INTO corrections (recipient, contacts, note, said_ms) "
            "VALUES (?, ?, ?, ?)",
            (
                correction.recipient,
                msgspec.json.encode(contacts).decode("utf-8"),
                correction.note,
                correction.said_ms,
            ),
        )

    def unsay(self, recipient: str) -> None:
        """Take one out; nothing happens where there is none."""
        self._index.write("DELETE FROM corrections WHERE recipient = ?", (recipient,))
