"""Figures over all cases of a vault that tell of nobody: for a centre's own accounts (domain 12.6).

Only months and words of closed lists are counted: no identifier, no typed text, no address. Small
numbers stay hidden, see `app.casework.counting`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.casework.counting import SMALL, Cell, Seen, Table, middle, table
from app.casework.deadlines import days_to_removal
from app.domain.case.case_desk import CASE_STATES, CaseState
from app.domain.chats.chats import Platform
from app.domain.chats.platform_names import PLATFORMS
from app.domain.follow_up.filings import FilingState
from app.domain.follow_up.ledger_words import FILING_STATES, LINK_STATES, REMOVED
from app.domain.reports.reports import Answer
from app.domain.text.textsafe import spreadsheet_cell
from app.domain.times.periods import korean_day
from app.errors import InputProblem
from app.i18n import N_, Texts
from app.report.data.dictionary import known_field
from app.report.data.recipients import recipient
from app.usecases.follow_up.fates import FateRow, list_fates
from app.usecases.follow_up.ledger import FilingRow, list_filings
from app.usecases.vault.vaults import OpenVault

__all__ = ["Cell", "Seen", "Statistics", "Table", "name_of", "statistics", "statistics_csv"]

AGE, HARM = "person.age_at_event", "event.type"
NOT_SAID, NOT_YET, ELSEWHERE, BACK_TOO = "not_said", "not_yet", "elsewhere", "+back"

TABLES: dict[str, str] = {
    "cases.month": N_("Cases, by the month they were begun"),
    "cases.state": N_("Cases, by where they stand"),
    "cases.harm": N_("Cases, by kind of harm (several may apply)"),
    "cases.age": N_("Cases, by age at the time"),
    "filings.recipient": N_("Handed in, by recipient"),
    "filings.state": N_("Handed in, by where it stands"),
    "filings.month": N_("Handed in, by month"),
    "links.platform": N_("Links, by platform"),
    "links.state": N_("Links, by where they stand"),
    "links.month": N_("Links, by the month they were found"),
}
"""The tables in their order, with their titles (message ids)."""

_OTHER: dict[str, str] = {
    NOT_SAID: N_("not said"),
    NOT_YET: N_("not handed in yet"),
    ELSEWHERE: N_("a body outside the directory"),
}


@dataclass(frozen=True)
class Statistics:
    """The tables, and the days after which half of the links that are gone were (None: under 5)."""

    tables: tuple[Table, ...]
    half_gone_in_days: int | None


def statistics(vault: OpenVault) -> Statistics:
    """Count over all cases of the vault. Nothing is kept of it."""
    values: dict[str, list[str]] = {name: [] for name in TABLES}
    days: list[int] = []
    states = vault.desk.states.newest()
    for case in vault.cases.all():
        values["cases.month"].append(_month(case.created_ms))
        stands = states.get(case.id)
        values["cases.state"].append(NOT_SAID if stands is None else stands.state.value)
        answers = _answers(vault, case.id)
        values["cases.harm"] += _chosen(HARM, answers)
        values["cases.age"] += _chosen(AGE, answers)
        for row in list_filings(vault, case.id):
            for name, value in _of_filing(row).items():
                values[name].append(value)
        for link in list_fates(vault, case.id):
            for name, value in _of_link(link).items():
                values[name].append(value)
            days += [
                one for one in [days_to_removal(link.steps, link.link.seen_ms)] if one is not None
            ]
    return Statistics(tuple(table(name, found) for name, found in values.items()), middle(days))


def statistics_csv(found: Statistics, texts: Texts) -> bytes:
    """The tables as one CSV (UTF-8 with a mark, guarded cells), with words in one language."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    tr = texts.tr
    writer.writerow([tr("Table"), tr("Value"), tr("Count")])
    for one in found.tables:
        title = tr(TABLES[one.name])
        rows = [(name_of(one.name, cell.name, texts), shown(cell, texts)) for cell in one.cells]
        rows.append((tr("together"), f"<{SMALL}" if one.total is None else str(one.total)))
        writer.writerows([spreadsheet_cell(part) for part in (title, *row)] for row in rows)
    half = found.half_gone_in_days
    said = tr("too few to show") if half is None else str(half)
    writer.writerow([tr("Links that are gone"), tr("half of them within this many days"), said])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "backslashreplace")


def shown(cell: Cell, texts: Texts) -> str:
    """A count as it is shown: the number, `<5`, or a word where it is kept back."""
    if cell.seen is Seen.SHOWN:
        return str(cell.count)
    return f"<{SMALL}" if cell.seen is Seen.SMALL else texts.tr("kept back")


def name_of(table_name: str, value: str, texts: Texts) -> str:
    """A counted value in words."""
    if value in _OTHER:
        return texts.tr(_OTHER[value])
    if table_name == "filings.recipient":
        return recipient(value).name.in_language(texts.language)
    if table_name == "links.platform":
        return texts.tr(PLATFORMS[Platform(value)])
    if table_name == "links.state":
        return _link_state(value, texts)
    if table_name == "filings.state":
        return texts.tr(FILING_STATES[FilingState(value)])
    if table_name == "cases.state":
        return texts.tr(CASE_STATES[CaseState(value)])
    field = known_field({"cases.harm": HARM, "cases.age": AGE}.get(table_name, ""))
    choices = () if field is None else field.choices
    return next(
        (one.label.in_language(texts.language) for one in choices if one.id == value), value
    )


def _link_state(value: str, texts: Texts) -> str:
    state = value.removesuffix(BACK_TOO)
    word = texts.tr(LINK_STATES[next(one for one in LINK_STATES if one.value == state)])
    return (
        texts.tr("{state}, after it had been there again", state=word) if state != value else word
    )


def _answers(vault: OpenVault, case_id: str) -> Mapping[str, Answer]:
    """What was said of the case, the newest answers of its reports where nothing else was."""
    found: dict[str, Answer] = {}
    for report in sorted(vault.reports.in_case(case_id), key=lambda one: one.saved_ms):
        found |= {
            field: report.answers[field] for field in (AGE, HARM) if report.answers.get(field)
        }
    said = vault.filed.said.of_case(case_id)
    return found | {field: said[field].answer for field in (AGE, HARM) if field in said}


def _chosen(field_id: str, answers: Mapping[str, Answer]) -> Iterator[str]:
    """The choices of a field that were made, of those that it has; else that none was."""
    field = known_field(field_id)
    known = set() if field is None else {one.id for one in field.choices}
    answer = answers.get(field_id)
    given: Iterable[Answer] = answer if isinstance(answer, list) else [answer]
    made = sorted({one for one in given if isinstance(one, str) and one in known})
    yield from made or [NOT_SAID]


def _of_filing(row: FilingRow) -> dict[str, str]:
    handed_in = next((one for one in row.steps if one.state is not FilingState.DRAFTED), None)
    when = None if handed_in is None else handed_in.at
    return {
        "filings.recipient": _listed(row.filing.recipient),
        "filings.state": row.state.value,
        "filings.month": NOT_YET if handed_in is None else _month(when.at_ms if when else None),
    }


def _of_link(row: FateRow) -> dict[str, str]:
    again = BACK_TOO if row.came_back and row.state in REMOVED else ""
    head = row.link.kind.partition(".")[0]
    platform = head if head in {one.value for one in Platform} else Platform.OTHER.value
    return {
        "links.platform": platform,
        "links.state": row.state.value + again,
        "links.month": _month(row.link.seen_ms),
    }


def _listed(recipient_id: str) -> str:
    try:
        return recipient(recipient_id).id
    except InputProblem:
        return ELSEWHERE


def _month(at_ms: int | None) -> str:
    """Year and month of Korea; `not_said` for a time that no calendar holds."""
    try:
        return NOT_SAID if at_ms is None else korean_day(at_ms).isoformat()[:7]
    except (OverflowError, ValueError, OSError):
        return NOT_SAID
