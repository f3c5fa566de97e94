"""Take in what recipients gave back: receipts into the ledger, questions to the items.

Every byte was written by somebody else. A file counts only for a bundle that this vault's custody
log says it made, in the case that is open. Nothing is sent from here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.bundle.replies import (
    About,
    Asked,
    Checked,
    Questions,
    kind_of,
    read_questions,
    read_receipt,
)
from app.bundle.replies.questions import FORMAT as QUESTIONS
from app.bundle.replies.signed import MOST_BYTES
from app.domain.custody import Act, CustodyEntry
from app.domain.follow_up.filings import FilingState
from app.domain.follow_up.questions import Question
from app.domain.follow_up.receipts import Receipt
from app.domain.ids import new_id
from app.domain.text.rrn import mask_rrn
from app.domain.text.textsafe import visible_name
from app.domain.times.times import Certainty, Moment, TimeSource
from app.errors import EnvironmentProblem, InputProblem, IntegrityProblem
from app.usecases.follow_up.ledger import FilingRow, StepSaid, add_filing, list_filings, state_step
from app.usecases.vault.vaults import OpenVault
from app.vault.case_seal import seal_of
from crypto.sshsig import fingerprint

__all__ = [
    "CameBack",
    "QuestionsTaken",
    "ReceiptShown",
    "confirm_receipt",
    "fitting_filings",
    "list_receipts",
    "take_questions",
    "take_receipt",
    "take_reply",
]


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """A kept receipt and what it says. `report` is what the bundle was made from.

    `made_ms` is the recipient's clock in UTC milliseconds; `who` is free words of the recipient.
    """

    receipt: Receipt
    report: str
    made_ms: int
    who: str
    checks: Checked


@dataclass(frozen=True, slots=True)
class QuestionsTaken:
    """Questions that were kept, and the exhibits of those that were not: their items are gone.

    One on an item that was set aside is kept and shows when the item does.
    """

    kept: tuple[Question, ...]
    gone: tuple[str, ...]


CameBack = ReceiptShown | QuestionsTaken


def take_reply(vault: OpenVault, case_id: str, path: Path) -> CameBack:
    """Take in a receipt or questions, whichever a file is; raises as `take_receipt` tells."""
    vault.cases.get(case_id)
    data, name = _read(path), visible_name(path.name, 80)
    if _is_questions(kind_of(data, name)):
        return _take_questions(vault, case_id, data, read_questions(data, name))
    return _take_receipt(vault, case_id, data, name)


def take_receipt(vault: OpenVault, case_id: str, path: Path) -> ReceiptShown:
    """Take in a receipt that a recipient gave back for a bundle of this case.

    Raises InputProblem INP-002, INP-003, INP-070, BND-052 (another vault's bundle), BND-053 (no
    bundle that is known), BND-054 (another case's), BND-056 (taken in before); FormatProblem
    BND-050, BND-063; IntegrityProblem BND-051, BND-055 (says something else than the log);
    EnvironmentProblem ENV-003.
    """
    vault.cases.get(case_id)
    return _take_receipt(vault, case_id, _read(path), visible_name(path.name, 80))


def take_questions(vault: OpenVault, case_id: str, path: Path) -> QuestionsTaken:
    """Take in questions that a recipient gave back; raises as `take_receipt` tells."""
    vault.cases.get(case_id)
    data = _read(path)
    return _take_questions(vault, case_id, data, read_questions(data, visible_name(path.name, 80)))


def list_receipts(vault: OpenVault, case_id: str) -> tuple[ReceiptShown, ...]:
    """The receipts of a case, oldest first. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    reports = _reports_of(vault, case_id)
    return tuple(_shown(one, reports) for one in vault.handover.receipts.in_case(case_id))


def fitting_filings(vault: OpenVault, case_id: str, shown: ReceiptShown) -> tuple[FilingRow, ...]:
    """What was handed in and may be what a receipt answers: those of its report first."""
    rows = list_filings(vault, case_id)
    return tuple(sorted(rows, key=lambda row: row.filing.report != shown.report))


def confirm_receipt(
    vault: OpenVault, case_id: str, receipt_id: str, filing_id: str | None = None
) -> FilingRow:
    """Write a receipt into the ledger as a step of what it answers, by the person's word.

    Without `filing_id` the bundle's report is written down as handed in. Raises InputProblem
    INP-003, INP-101, BND-060, BND-064 (it stands there already), INP-120.
    """
    vault.cases.get(case_id)
    receipt = vault.handover.receipts.get(receipt_id, case_id)
    if receipt.filing is not None:
        raise InputProblem("BND-064")
    shown = _shown(receipt, _reports_of(vault, case_id))
    said = StepSaid(FilingState.RECEIVED, _moment(shown), note=shown.who)
    if filing_id is None:
        filing_id = add_filing(vault, case_id, report_id=shown.report, first=said).filing.id
    else:
        state_step(vault, case_id, filing_id, said)
    with vault.transaction():
        vault.handover.receipts.answers(receipt.id, filing_id)
    return next(row for row in list_filings(vault, case_id) if row.filing.id == filing_id)


def _is_questions(kind: str) -> bool:
    return kind.rpartition("-v")[0] == QUESTIONS.rpartition("-v")[0]


def _take_receipt(vault: OpenVault, case_id: str, data: bytes, name: str) -> ReceiptShown:
    said = read_receipt(data, name)
    made = _bundle_of(vault, case_id, said.bundle)
    if vault.handover.receipts.has(data):
        raise InputProblem("BND-056")
    signer = fingerprint(said.public_key)
    receipt = Receipt(
        new_id("receipt"), case_id, None, said.bundle.manifest, signer, data, vault.now_ms()
    )
    told: dict[str, str | int] = {
        "manifest": receipt.manifest,
        "signer": signer,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    with vault.transaction():
        vault.handover.receipts.add(receipt)
        vault.custody.append(Act.RECEIPT_TAKEN, receipt.id, case_id, told)
    vault.custody.checkpoint()
    return _shown(receipt, {receipt.manifest: made.subject})


def _take_questions(vault: OpenVault, case_id: str, data: bytes, said: Questions) -> QuestionsTaken:
    _bundle_of(vault, case_id, said.bundle)
    signer, kept = fingerprint(said.public_key), vault.handover.questions
    if kept.has(case_id, said.bundle.manifest, signer, said.made_ms):
        raise InputProblem("BND-056")
    here, now = kept.items_of(case_id), vault.now_ms()
    taken = [
        _question(case_id, said, one, now)
        for one in said.questions
        if one.item is None or one.item in here
    ]
    told: dict[str, str | int] = {
        "manifest": said.bundle.manifest,
        "signer": signer,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    with vault.transaction():
        for question in taken:
            kept.add(question)
            item: dict[str, str | int] = {"item": question.item} if question.item else {}
            vault.custody.append(Act.QUESTION_TAKEN, question.id, case_id, {**told, **item})
    vault.custody.checkpoint()
    gone = tuple(one.exhibit or "" for one in said.questions if one.item and one.item not in here)
    new = {question.id for question in taken}
    return QuestionsTaken(tuple(one for one in kept.in_case(case_id) if one.id in new), gone)


def _question(case_id: str, said: Questions, one: Asked, now: int) -> Question:
    return Question(
        new_id("question"),
        case_id,
        one.item,
        one.exhibit or "",
        said.bundle.manifest,
        said.who,
        fingerprint(said.public_key),
        mask_rrn(one.text),
        said.made_ms,
        now,
    )


def _bundle_of(vault: OpenVault, case_id: str, about: About) -> CustodyEntry:
    """The log's entry of the bundle that a reply speaks of. Raises as `take_reply` tells."""
    case_key = vault.case_signer(about.case).public_line()
    if fingerprint(about.public_key) not in map(fingerprint, (vault.public_line, case_key)):
        raise InputProblem("BND-052")
    made = next(
        (
            entry
            for entry in vault.custody.entries()
            if entry.act is Act.BUNDLE_MADE and entry.details.get("manifest") == about.manifest
        ),
        None,
    )
    if made is None:
        raise InputProblem("BND-053")
    if made.case != case_id:
        raise InputProblem("BND-054")
    seal = seal_of(vault, case_id)
    is_same_key = fingerprint(about.public_key) == fingerprint(seal.public_line)
    if about.case != case_id or not is_same_key or seal.head_at(about.number) != about.head:
        raise IntegrityProblem("BND-055")
    return made


def _reports_of(vault: OpenVault, case_id: str) -> dict[str, str]:
    """Which report the bundle of a signed list was made from."""
    return {
        str(entry.details["manifest"]): entry.subject
        for entry in vault.custody.entries(case_id)
        if entry.act is Act.BUNDLE_MADE and "manifest" in entry.details
    }


def _shown(receipt: Receipt, reports: Mapping[str, str]) -> ReceiptShown:
    said = read_receipt(receipt.file, "")
    return ReceiptShown(
        receipt, reports.get(receipt.manifest, ""), said.made_ms, said.who, said.checks
    )


def _moment(shown: ReceiptShown) -> Moment:
    """The time that stands in the receipt: another computer's clock, with its zone."""
    return Moment(shown.made_ms, TimeSource.METADATA, Certainty.EXACT, "", 0)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
