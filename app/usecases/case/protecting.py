"""Minor mode of a case: the one question, turning it on and off, the duty of counsellors.

See THREATS.md, section "Minor mode", and facts, domain 8.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.casework.minor import held_back, keep_covered
from app.domain.case.minors import Under19, is_protected
from app.domain.custody import Act, CustodyEntry
from app.domain.evidence.items import Case
from app.domain.text.rrn import find_rrn
from app.errors import InputProblem
from app.report.data.templates import warnings
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "DUTY", "Protection", "answer_the_question", "duty_seen", "duty_words", "keep_covered",
    "may_be_under_19", "protect", "protection", "unprotect", "waits_for_the_question",
]  # fmt: skip

REASON_LENGTH = 500
DUTY = "W-MANDATORY"
"""The notice on the duty to report, by its name in the templates' dictionary."""


@dataclass(frozen=True)
class Protection:
    """How it stands with minor mode in a case.

    `held_back`: things that came in before it was on; they are shown nowhere and given to nobody.
    `changes` are the log's entries about it, oldest first; `duty_seen_ms` is when a counsellor saw
    the notice last (UTC milliseconds), None where nobody did.
    """

    case: Case
    held_back: int
    changes: tuple[CustodyEntry, ...]
    duty_seen_ms: int | None


def protection(vault: OpenVault, case_id: str) -> Protection:
    """How it stands. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    told = vault.custody.of_subject(case_id)
    changes = tuple(entry for entry in told if entry.act is not Act.DUTY_SEEN)
    seen = [entry.at_ms for entry in told if entry.act is Act.DUTY_SEEN]
    items = [row.item for row in vault.items.rows(case_id, limit=None, offset=0)]
    return Protection(case, len(held_back(vault, case, items)), changes, seen[-1] if seen else None)


def protect(vault: OpenVault, case_id: str) -> Protection:
    """Turn minor mode on. Nothing that is there is deleted; it is covered and stays here.

    Raises InputProblem INP-003, COL-094 where it is on.
    """
    return _change(vault, case_id, {}, minor_mode=True)


def unprotect(vault: OpenVault, case_id: str, reason: str) -> Protection:
    """Turn minor mode off; the reason stands in the custody log, and goes along with bundles.

    Raises InputProblem: INP-003, COL-090 no reason, COL-095 longer than 500 characters, INP-022 a
    resident registration number in it, COL-094 where it is off.
    """
    said = " ".join(reason.split())
    if not said:
        raise InputProblem("COL-090")
    if len(said) > REASON_LENGTH:
        raise InputProblem("COL-095", limit=REASON_LENGTH)
    if find_rrn(said):
        raise InputProblem("INP-022")
    return _change(vault, case_id, {"reason": said}, minor_mode=False)


def waits_for_the_question(vault: OpenVault, case_id: str) -> bool:
    """Whether the case began in a hurry and the question about age was not asked since.

    Raises InputProblem INP-003.
    """
    case = vault.cases.get(case_id)
    told = [
        str(entry.details["under_19"])
        for entry in vault.custody.of_subject(case_id)
        if "under_19" in entry.details
    ]
    return not case.minor_mode and told[-1:] == [Under19.NOT_ASKED.value]


def may_be_under_19(vault: OpenVault, case_id: str) -> bool:
    """Whether somebody under 19 is or may be shown: so unless it was answered with no.

    Minor mode that was turned off with a reason is such an answer. Raises InputProblem INP-003.
    """
    if vault.cases.get(case_id).minor_mode:
        return True
    for entry in reversed(vault.custody.of_subject(case_id)):
        if "under_19" in entry.details:
            return str(entry.details["under_19"]) != Under19.NO.value
        if "reason" in entry.details and "minor_mode" in entry.details:
            return False
    return True


def answer_the_question(
    vault: OpenVault, case_id: str, answer: Under19, *, school: bool = False
) -> Case:
    """Keep what was answered, `NOT_SAID` where it was left open; minor mode may follow from it.

    Raises InputProblem INP-003, COL-094 where nothing waits for an answer.
    """
    if not waits_for_the_question(vault, case_id):
        raise InputProblem("COL-094")
    case = replace(vault.cases.get(case_id), minor_mode=is_protected(answer, school=school))
    told: dict[str, str | int] = {
        "minor_mode": int(case.minor_mode), "under_19": answer.value, "school": int(school),
    }  # fmt: skip
    with vault.transaction():
        vault.cases.update(case)
        vault.custody.append(Act.CASE_CHANGED, case_id, case_id, told)
    vault.custody.checkpoint()
    return case


def duty_words(language: str) -> str:
    """The notice itself, with its provision. Raises FormatProblem RPT-001."""
    return warnings()[DUTY].text.in_language(language)


def duty_seen(vault: OpenVault, case_id: str) -> int:
    """Record that a counsellor saw the notice on the duty to report; when, in UTC milliseconds.

    Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    with vault.transaction():
        entry = vault.custody.append(Act.DUTY_SEEN, case_id, case_id, {"notice": DUTY})
    vault.custody.checkpoint()
    return entry.at_ms


def _change(
    vault: OpenVault, case_id: str, details: dict[str, str | int], *, minor_mode: bool
) -> Protection:
    case = vault.cases.get(case_id)
    if case.minor_mode is minor_mode:
        raise InputProblem("COL-094")
    told = {"minor_mode": int(minor_mode), **details}
    with vault.transaction():
        vault.cases.update(replace(case, minor_mode=minor_mode))
        vault.custody.append(Act.CASE_CHANGED, case_id, case_id, told)
    vault.custody.checkpoint()
    return protection(vault, case_id)
