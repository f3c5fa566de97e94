"""What was handed in and what came back, findable by search. Writes happen inside a transaction."""

from __future__ import annotations

from typing import Any

from app.domain.follow_up.filings import Filing, FilingState, FilingStep
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
from app.vault.stores.told_words import FILING_STEPS, FILINGS, ToldWords

_FILING = "id, case_id, report, template, recipient, note, made_ms"
_STEP = f"id, filing, state, {columns('at')}, receipt, channel, note, said_ms"


class Filings:
    """Adds, changes and lists filings and the steps of their lives."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def add(self, filing: Filing) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO filings ({_FILING}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number(filing.id),
                number(filing.case),
                maybe_number(filing.report),
                filing.template,
                filing.recipient,
                filing.note,
                filing.made_ms,
            ),
        )
        self._words.keep(FILINGS, self._index.connection.last_insert_rowid())

    def change(self, filing: Filing) -> None:
        """Keep another report, template, recipient or note. Raises InputProblem INP-101."""
        row = self._row("filings", filing.id, "filing", "INP-101")
        self._words.forget(FILINGS, row)
        self._index.write(
            "UPDATE filings SET report = ?, template = ?, recipient = ?, note = ? WHERE row = ?",
            (maybe_number(filing.report), filing.template, filing.recipient, filing.note, row),
        )
        self._words.keep(FILINGS, row)

    def remove(self, filing_id: str) -> None:
        """Take one out with its steps; fates and receipts stay. InputProblem INP-101."""
        row = self._row("filings", filing_id, "filing", "INP-101")
        key = number(filing_id)
        for (step,) in self._index.read("SELECT row FROM filing_steps WHERE filing = ?", (key,)):
            self._words.forget(FILING_STEPS, step)
        self._index.write("DELETE FROM filing_steps WHERE filing = ?", (key,))
        self._index.write("UPDATE link_steps SET filing = NULL WHERE filing = ?", (key,))
        self._index.write("UPDATE receipts SET filing = NULL WHERE filing = ?", (key,))
        self._words.forget(FILINGS, row)
        self._index.write("DELETE FROM filings WHERE row = ?", (row,))

    def get(self, filing_id: str, case_id: str) -> Filing:
        """One of a case. Raises InputProblem INP-101."""
        asked = asked_number(filing_id, "filing", "INP-101")
        sql = f"SELECT {_FILING} FROM filings WHERE id = ? AND case_id = ?"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("INP-101", id=filing_id)
        return _filing(row)

    def in_case(self, case_id: str) -> tuple[Filing, ...]:
        """All of a case, oldest first."""
        sql = f"SELECT {_FILING} FROM filings WHERE case_id = ? ORDER BY made_ms, row"
        return tuple(_filing(row) for row in self._index.read(sql, (number(case_id),)))

    def all(self) -> tuple[Filing, ...]:
        """Those of all cases, oldest first."""
        sql = f"SELECT {_FILING} FROM filings ORDER BY made_ms, row"
        return tuple(_filing(row) for row in self._index.read(sql))

    def step(self, step: FilingStep) -> None:
        """Keep a step of a filing."""
        self._index.write(
            f"INSERT INTO filing_steps ({_STEP}) VALUES ({', '.join('?' * 12)})",
            (
                number(step.id),
                number(step.filing),
                step.state,
                *to_columns(step.at),
                step.receipt,
                step.channel,
                step.note,
                step.said_ms,
            ),
        )
        self._words.keep(FILING_STEPS, self._index.connection.last_insert_rowid())

    def take_back(self, step_id: str) -> None:
        """Take a step out again. Raises InputProblem INP-102."""
        row = self._row("filing_steps", step_id, "step", "INP-102")
        self._words.forget(FILING_STEPS, row)
        self._index.write("DELETE FROM filing_steps WHERE row = ?", (row,))

    def steps(self, filing_id: str) -> tuple[FilingStep, ...]:
        """The steps of a filing in the order they were written down."""
        sql = f"SELECT {_STEP} FROM filing_steps WHERE filing = ? ORDER BY said_ms, row"
        return tuple(_step(row) for row in self._index.read(sql, (number(filing_id),)))

    def all_steps(self) -> tuple[FilingStep, ...]:
        """The steps of all filings of all cases, in the order they were written down."""
        sql = f"SELECT {_STEP} FROM filing_steps ORDER BY said_ms, row"
        return tuple(_step(row) for row in self._index.read(sql))

    def _row(self, table: str, known: str, kind: str, code: str) -> int:
        asked = asked_number(known, kind, code)
        found = self._index.one(f"SELECT row FROM {table} WHERE id = ?", (asked,))
        if found is None:
            raise InputProblem(code, id=known)
        return int(found[0])


def _filing(row: tuple[Any, ...]) -> Filing:
    return Filing(
        identifier("filing", row[0]),
        identifier("case", row[1]),
        maybe_identifier("report", row[2]),
        *row[3:],
    )


def _step(row: tuple[Any, ...]) -> FilingStep:
    return FilingStep(
        identifier("step", row[0]),
        identifier("filing", row[1]),
        FilingState(row[2]),
        from_columns(*row[3:8]),
        *row[8:],
    )
