"""Reports as they were last saved, and the lists that imports ended with."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.evidence.intake import IntakeReport
from app.domain.reports.reports import Report
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.index.tokens import spelt
from crypto import canon

_COLUMNS = "id, case_id, template, template_version, answers, saved_ms"


class Reports:
    """Saves and finds reports. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def save(self, report: Report) -> None:
        """Keep a report, in place of its former state if it has one.

        Answers are texts, whole numbers, yes or no, lists and groups. Raises
        `crypto.errors.BadEncoding` for others.
        """
        self._index.write(
            f"INSERT OR REPLACE INTO reports ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                number(report.id),
                number(report.case),
                report.template,
                report.template_version,
                canon.dumps(report.answers).decode("utf-8"),
                report.saved_ms,
            ),
        )

    def get(self, report_id: str) -> Report:
        """A report by its identifier. Raises InputProblem INP-004."""
        asked = asked_number(report_id, "report", "INP-004")
        row = self._index.one(f"SELECT {_COLUMNS} FROM reports WHERE id = ?", (asked,))
        if row is None:
            raise InputProblem("INP-004", id=report_id)
        return _report(row)

    def in_case(self, case_id: str) -> tuple[Report, ...]:
        """The reports of a case, last saved last."""
        sql = f"SELECT {_COLUMNS} FROM reports WHERE case_id = ? ORDER BY saved_ms, id"
        return tuple(_report(row) for row in self._index.read(sql, (number(case_id),)))


class Imports:
    """Keeps what each import said at its end. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def save(self, report: IntakeReport, case_id: str, at_ms: int) -> None:
        """Keep the list of one import, in place of what it was when the import was stopped."""
        self._index.write(
            "INSERT OR REPLACE INTO imports (id, case_id, at_ms, report) VALUES (?, ?, ?, ?)",
            (number(report.import_id), number(case_id), at_ms, _encoded(report)),
        )

    def get(self, import_id: str) -> IntakeReport:
        """The list of one import. KeyError where there is none."""
        row = self._index.one("SELECT report FROM imports WHERE id = ?", (number(import_id),))
        if row is None:
            raise KeyError(import_id)
        return _decoded(row[0])

    def in_case(self, case_id: str) -> tuple[IntakeReport, ...]:
        """The lists of all imports into a case, oldest first."""
        sql = "SELECT report FROM imports WHERE case_id = ? ORDER BY at_ms, rowid"
        return tuple(_decoded(row[0]) for row in self._index.read(sql, (number(case_id),)))


def _report(row: tuple[Any, ...]) -> Report:
    answers = msgspec.json.decode(row[4], type=dict[str, Any])
    return Report(
        identifier("report", row[0]), identifier("case", row[1]), row[2], row[3], answers, row[5]
    )


def _encoded(report: IntakeReport) -> str:
    told = msgspec.to_builtins(report)
    try:
        return msgspec.json.encode(told).decode("utf-8")
    except UnicodeEncodeError:  # a name or a place in a source that is no UTF-8
        plain = {
            **told,
            "refused": [_spelt(one) for one in told["refused"]],
            "not_understood": [_spelt(one) for one in told["not_understood"]],
        }
        return msgspec.json.encode(plain).decode("utf-8")


def _spelt(texts: dict[str, str]) -> dict[str, str]:
    return {name: spelt(text) for name, text in texts.items()}


def _decoded(text: str) -> IntakeReport:
    return msgspec.json.decode(text, type=IntakeReport)
