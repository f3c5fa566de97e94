"""What was handed in and what came back: write it down step by step. Nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.custody import Act
from app.domain.follow_up.filings import Filing, FilingState, FilingStep
from app.domain.ids import new_id
from app.domain.times.times import Moment, iso_kst, vault_moment
from app.errors import InputProblem
from app.report.data.recipients import recipient
from app.report.data.templates import known_templates, load_template
from app.report.data.what_next import what_follows
from app.usecases.reports.reporting import get_report, template_list
from app.usecases.told.told_texts import TEXT, kept_text, kept_time
from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class FilingRow:
    """A filing with its life; `steps` in the order they were written down."""

    filing: Filing
    steps: tuple[FilingStep, ...]

    @property
    def state(self) -> FilingState:
        """Where it stands by the newest step."""
        return self.steps[-1].state if self.steps else FilingState.DRAFTED

    @property
    def receipt(self) -> str:
        """The newest number that the recipient gave, or nothing."""
        return next((one.receipt for one in reversed(self.steps) if one.receipt), "")


@dataclass(frozen=True)
class StepSaid:
    """What somebody says of one step. `at` None: now."""

    state: FilingState
    at: Moment | None = None
    receipt: str = ""
    channel: str = ""
    note: str = ""


@dataclass(frozen=True)
class Offered:
    """A report that was put into a bundle or a document, and may have been handed in since."""

    report: str
    template: str
    recipient: str
    made_ms: int


def list_filings(vault: OpenVault, case_id: str) -> tuple[FilingRow, ...]:
    """All of a case, oldest first. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return tuple(
        FilingRow(one, vault.filed.filings.steps(one.id))
        for one in vault.filed.filings.in_case(case_id)
    )


def get_filing(vault: OpenVault, case_id: str, filing_id: str) -> FilingRow:
    """One of a case. Raises InputProblem INP-003, INP-101."""
    vault.cases.get(case_id)
    filing = vault.filed.filings.get(filing_id, case_id)
    return FilingRow(filing, vault.filed.filings.steps(filing.id))


def add_filing(
    vault: OpenVault,
    case_id: str,
    *,
    recipient_id: str = "",
    report_id: str | None = None,
    note: str = "",
    first: StepSaid | None = None,
) -> FilingRow:
    """Keep one, with its first step (being written, unless told otherwise).

    A report brings its template and, where none is named, its recipient. A body that is not in the
    directory is named as it was typed. Raises InputProblem: INP-003, INP-004 no such report,
    INP-070, INP-071, INP-120 to nobody.
    """
    vault.cases.get(case_id)
    report = None if report_id is None else get_report(vault, case_id, report_id)
    template = "" if report is None else report.template
    to_whom = kept_text(recipient_id) or home_of(template)
    if not to_whom:
        raise InputProblem("INP-120")
    filing = Filing(
        new_id("filing"),
        case_id,
        None if report is None else report.id,
        template,
        to_whom,
        kept_text(note, longest=TEXT),
        vault.now_ms(),
    )
    step = _step(vault, filing.id, first or StepSaid(FilingState.DRAFTED))
    with vault.transaction():
        vault.filed.filings.add(filing)
        vault.filed.filings.step(step)
        vault.custody.append(Act.FILING_ADDED, filing.id, case_id)
        _log_step(vault, case_id, step)
    vault.custody.checkpoint()
    return FilingRow(filing, (step,))


def state_step(vault: OpenVault, case_id: str, filing_id: str, said: StepSaid) -> FilingStep:
    """Write down a further step. Raises InputProblem INP-003, INP-101, INP-070, INP-071."""
    vault.cases.get(case_id)
    filing = vault.filed.filings.get(filing_id, case_id)
    step = _step(vault, filing.id, said)
    with vault.transaction():
        vault.filed.filings.step(step)
        _log_step(vault, case_id, step)
    vault.custody.checkpoint()
    return step


def take_back_step(
    vault: OpenVault, case_id: str, filing_id: str, step_id: str | None = None
) -> FilingStep:
    """Take a step out again: the one named, else the newest. What was logged stays logged.

    Raises InputProblem INP-003, INP-101, INP-102 no such step, INP-121 nothing to take back.
    """
    row = get_filing(vault, case_id, filing_id)
    if step_id is not None:
        step = next((one for one in row.steps if one.id == step_id), None)
        if step is None:
            raise InputProblem("INP-102", id=step_id)
    elif row.steps:
        step = row.steps[-1]
    else:
        raise InputProblem("INP-121")
    with vault.transaction():
        vault.filed.filings.take_back(step.id)
        told: dict[str, str | int] = {"what": "taken_back", "state": step.state.value}
        vault.custody.append(Act.FILING_STEP, filing_id, case_id, told)
    vault.custody.checkpoint()
    return step


def remove_filing(vault: OpenVault, case_id: str, filing_id: str) -> None:
    """Take one out with its steps; the report and the links' states stay. Raises as above."""
    vault.cases.get(case_id)
    filing = vault.filed.filings.get(filing_id, case_id)
    with vault.transaction():
        vault.filed.filings.remove(filing.id)
        vault.custody.append(Act.FILING_REMOVED, filing.id, case_id)
    vault.custody.checkpoint()


def offered(vault: OpenVault, case_id: str) -> tuple[Offered, ...]:
    """Reports made into a bundle or document of which nothing is written down yet, newest first.

    Nothing is written down by this. Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    told = {one.report for one in vault.filed.filings.in_case(case_id)}
    made: dict[str, int] = {}
    for entry in vault.custody.entries(case_id):
        if entry.act in (Act.BUNDLE_MADE, Act.DOCUMENT_MADE):
            made[entry.subject] = entry.at_ms
    found = (
        Offered(one.id, one.template, home_of(one.template), made[one.id])
        for one in vault.reports.in_case(case_id)
        if one.id in made and one.id not in told
    )
    return tuple(sorted(found, key=lambda one: -one.made_ms))


def bodies(language: str) -> tuple[tuple[str, str], ...]:
    """Those that the templates' reports go to: identifier and name, by name."""
    homes = {home_of(one) for one in known_templates()} - {""}
    named = ((one, recipient_name(one, language)) for one in homes)
    return tuple(sorted(named, key=lambda one: one[1]))


def written_reports(vault: OpenVault, case_id: str, language: str) -> tuple[tuple[str, str], ...]:
    """The reports of a case: identifier, and title with the day it was saved; newest first."""
    titles = {one.id: one.title for one in template_list(language)}
    reports = sorted(vault.reports.in_case(case_id), key=lambda one: -one.saved_ms)
    return tuple(
        (one.id, f"{titles.get(one.template, one.template)} ({iso_kst(one.saved_ms)[:16]})")
        for one in reports
    )


def follows(row: FilingRow, language: str) -> str:
    """What the recipient usually does next, in plain words."""
    return what_follows(row.filing.recipient, row.state).says.in_language(language)


def home_of(template_id: str) -> str:
    """To whom a template's reports go; empty for one that is not known (any more)."""
    try:
        return load_template(template_id).recipient if template_id else ""
    except InputProblem:
        return ""


def recipient_name(recipient_id: str, language: str) -> str:
    """The name of a body of the directory, or what was typed for one that is not in it."""
    try:
        return recipient(recipient_id).name.in_language(language)
    except InputProblem:
        return recipient_id


def _step(vault: OpenVault, filing_id: str, said: StepSaid) -> FilingStep:
    now = vault.now_ms()
    return FilingStep(
        new_id("step"),
        filing_id,
        said.state,
        kept_time(said.at) or vault_moment(now),
        kept_text(said.receipt),
        kept_text(said.channel),
        kept_text(said.note, longest=TEXT),
        now,
    )


def _log_step(vault: OpenVault, case_id: str, step: FilingStep) -> None:
    told: dict[str, str | int] = {"what": "said", "state": step.state.value}
    vault.custody.append(Act.FILING_STEP, step.filing, case_id, told)
