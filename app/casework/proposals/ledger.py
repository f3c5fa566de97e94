"""Reports that were handed in, as an answer: what others ask for under "reports already made"."""

from __future__ import annotations

from app.domain.follow_up.filings import Filing, FilingState, FilingStep
from app.domain.follow_up.ledger_words import FILING_STATES
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.domain.times.times import Moment
from app.errors import InputProblem
from app.i18n import Texts
from app.report.data.recipients import recipient
from app.vault import Vault

_HANDED_IN = (FilingState.SUBMITTED, FilingState.RECEIVED)


def filed(vault: Vault, case_id: str, words: Texts, said: Texts) -> list[Proposed]:
    """`prior.reports` from the ledger; what was only drafted is no report yet."""
    rows: list[Answer] = []
    for filing in vault.filed.filings.in_case(case_id):
        steps = [
            one for one in vault.filed.filings.steps(filing.id)
            if one.state is not FilingState.DRAFTED
        ]  # fmt: skip
        if steps:
            rows.append(_row(filing, steps, words))
    if not rows:
        return []
    return [Proposed("prior.reports", rows, Origin.TOLD, said.tr("From what you handed in"))]


def _row(filing: Filing, steps: list[FilingStep], words: Texts) -> Answer:
    dated = [one.at for one in steps if one.state in _HANDED_IN and one.at is not None]
    receipts = [one.receipt for one in steps if one.receipt]
    row = {
        "recipient": _name(filing.recipient, words.language),
        "date": _day(dated[0]) if dated else "",
        "receipt": receipts[-1] if receipts else "",
        "result": words.tr(FILING_STATES[steps[-1].state]),
        "note": filing.note,
    }
    return {key: value for key, value in row.items() if value}


def _name(recipient_id: str, language: str) -> str:
    try:
        return recipient(recipient_id).name.in_language(language)
    except InputProblem:  # a body that an update took out, or one written by hand
        return recipient_id


def _day(moment: Moment) -> str:
    korea = moment.kst
    return moment.original if korea is None else korea.date().isoformat()
