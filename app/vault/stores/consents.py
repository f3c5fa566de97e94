"""Consents of a case, findable by search. Writes happen inside a transaction."""

from __future__ import annotations

from typing import Any

from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)
from app.vault.stores.hidden import ITEMS
from app.vault.stores.told_words import CONSENTS, ToldWords

_COLUMNS = (
    "id, case_id, kind, recipient, item, given_ms, how, witness, text_version, note, withdrawn_ms"
)
_SHOWS = f"(item IS NULL OR item NOT IN {ITEMS})"


class Consents:
    """Adds, withdraws and lists consents. What was given is never changed or removed."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def give(self, consent: Consent) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO consents ({_COLUMNS}) VALUES ({', '.join('?' * 11)})",
            (
                number(consent.id),
                number(consent.case),
                consent.kind,
                consent.recipient,
                maybe_number(consent.item),
                consent.given_ms,
                consent.how,
                consent.witness,
                consent.text_version,
                consent.note,
                consent.withdrawn_ms,
            ),
        )
        self._words.keep(CONSENTS, self._index.connection.last_insert_rowid())

    def withdraw(self, consent_id: str, at_ms: int) -> None:
        """Note since when it does not hold; one that was withdrawn before keeps its time.

        Raises InputProblem INP-100.
        """
        asked = asked_number(consent_id, "consent", "INP-100")
        if self._index.one("SELECT 1 FROM consents WHERE id = ?", (asked,)) is None:
            raise InputProblem("INP-100", id=consent_id)
        sql = "UPDATE consents SET withdrawn_ms = ? WHERE id = ? AND withdrawn_ms IS NULL"
        self._index.write(sql, (at_ms, asked))

    def get(self, consent_id: str, case_id: str) -> Consent:
        """One of a case. Raises InputProblem INP-100."""
        asked = asked_number(consent_id, "consent", "INP-100")
        sql = f"SELECT {_COLUMNS} FROM consents WHERE id = ? AND case_id = ? AND {_SHOWS}"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("INP-100", id=consent_id)
        return _consent(row)

    def in_case(self, case_id: str, *, hidden: bool = False) -> tuple[Consent, ...]:
        """All of a case, withdrawn ones too, oldest first; those of hidden items only if asked."""
        shows = "1" if hidden else _SHOWS
        sql = (
            f"SELECT {_COLUMNS} FROM consents WHERE case_id = ? AND {shows} ORDER BY given_ms, row"
        )
        return tuple(_consent(row) for row in self._index.read(sql, (number(case_id),)))

    def of_other_text(self, version: str) -> dict[str, int]:
        """The cases with consents that hold and were given to another text: since when (UTC ms)."""
        sql = (
            "SELECT case_id, min(given_ms) FROM consents WHERE withdrawn_ms IS NULL "
            f"AND text_version <> ? AND {_SHOWS} GROUP BY case_id"
        )
        return {identifier("case", row[0]): row[1] for row in self._index.read(sql, (version,))}


def _consent(row: tuple[Any, ...]) -> Consent:
    return Consent(
        id=identifier("consent", row[0]),
        case=identifier("case", row[1]),
        kind=ConsentKind(row[2]),
        recipient=row[3],
        item=maybe_identifier("item", row[4]),
        given_ms=row[5],
        how=ConsentHow(row[6]),
        witness=row[7],
        text_version=row[8],
        note=row[9],
        withdrawn_ms=row[10],
    )
