"""What became of links, findable by search. Writes happen inside a transaction.

A link that only hidden items give shows nowhere, and neither does its fate.
"""

from __future__ import annotations

from typing import Any

from app.domain.follow_up.fates import LinkState, LinkStep
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)
from app.vault.stores.hidden import LINK_SHOWS
from app.vault.stores.told_words import LINK_STEPS, ToldWords

_COLUMNS = f"id, link, case_id, state, {columns('at')}, filing, note, next_check_ms, said_ms"
_SHOWS = f"EXISTS (SELECT 1 FROM links l WHERE l.id = link_steps.link AND {LINK_SHOWS})"


class Fates:
    """Adds, takes back and lists the steps of links."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def step(self, step: LinkStep) -> None:
        """Keep a step."""
        self._index.write(
            f"INSERT INTO link_steps ({_COLUMNS}) VALUES ({', '.join('?' * 13)})",
            (
                number(step.id),
                number(step.link),
                number(step.case),
                step.state,
                *to_columns(step.at),
                maybe_number(step.filing),
                step.note,
                step.next_check_ms,
                step.said_ms,
            ),
        )
        self._words.keep(LINK_STEPS, self._index.connection.last_insert_rowid())

    def take_back(self, step_id: str) -> None:
        """Take a step out again. Raises InputProblem INP-102."""
        asked = asked_number(step_id, "step", "INP-102")
        found = self._index.one("SELECT row FROM link_steps WHERE id = ?", (asked,))
        if found is None:
            raise InputProblem("INP-102", id=step_id)
        self._words.forget(LINK_STEPS, int(found[0]))
        self._index.write("DELETE FROM link_steps WHERE row = ?", found)

    def of_link(self, link_id: str) -> tuple[LinkStep, ...]:
        """The steps of a link in the order they were written down."""
        sql = f"SELECT {_COLUMNS} FROM link_steps WHERE link = ? AND {_SHOWS} ORDER BY said_ms, row"
        return tuple(_step(row) for row in self._index.read(sql, (number(link_id),)))

    def in_case(self, case_id: str) -> tuple[LinkStep, ...]:
        """The steps of all links of a case in the order they were written down."""
        sql = (
            f"SELECT {_COLUMNS} FROM link_steps WHERE case_id = ? AND {_SHOWS} "
            "ORDER BY said_ms, row"
        )
        return tuple(_step(row) for row in self._index.read(sql, (number(case_id),)))

    def looks(self) -> tuple[tuple[str, str, int], ...]:
        """Every link of all cases that is to be looked at again: case, link, day (UTC ms)."""
        sql = (
            "SELECT case_id, link, next_check_ms FROM (SELECT *, row_number() OVER "
            "(PARTITION BY link ORDER BY said_ms DESC, row DESC) AS back FROM link_steps) "
            f"AS link_steps WHERE back = 1 AND next_check_ms IS NOT NULL AND {_SHOWS} "
            "ORDER BY (SELECT l.row FROM links l WHERE l.id = link_steps.link)"
        )
        return tuple(
            (identifier("case", row[0]), identifier("link", row[1]), row[2])
            for row in self._index.read(sql)
        )

    def newest(self, case_id: str) -> dict[str, LinkStep]:
        """The last step of every link that has one, by the link."""
        return {step.link: step for step in self.in_case(case_id)}


def _step(row: tuple[Any, ...]) -> LinkStep:
    return LinkStep(
        id=identifier("step", row[0]),
        link=identifier("link", row[1]),
        case=identifier("case", row[2]),
        state=LinkState(row[3]),
        at=from_columns(*row[4:9]),
        filing=maybe_identifier("filing", row[9]),
        note=row[10],
        next_check_ms=row[11],
        said_ms=row[12],
    )
