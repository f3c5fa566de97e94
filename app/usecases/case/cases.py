"""Cases: add one, list them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.case.minors import Under19, is_protected
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.ids import new_id
from app.domain.reports.reports import Report
from app.usecases.case.case_file import TITLE_LENGTH, give_number
from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class CaseSummary:
    """A case and how much is in it."""

    case: Case
    items: int
    messages: int
    reports: tuple[Report, ...]


def add_case(
    vault: OpenVault,
    title: str,
    *,
    under_19: Under19 = Under19.NOT_SAID,
    school: bool = False,
    minor_mode: bool = False,
) -> Case:
    """Add a case; a title is welcome and not needed (cut at 200 characters).

    `under_19` is the answer to the one question, `school` whether one has to do with it; minor mode
    follows from them, or is asked for by `minor_mode`. The answer stands in the log where it was
    given.
    """
    answer = Under19.YES if minor_mode else under_19
    is_on = is_protected(answer, school=school)
    case = Case(new_id("case"), title.strip()[:TITLE_LENGTH], vault.now_ms(), is_on)
    told: dict[str, str | int] = {"minor_mode": int(is_on)}
    if under_19 is not Under19.NOT_SAID or school:
        told |= {"under_19": answer.value, "school": int(school)}
    with vault.transaction():
        vault.cases.add(case)
        vault.custody.append(Act.CASE_CREATED, case.id, case.id, told)
        give_number(vault, case)
    vault.custody.checkpoint()
    return case


def list_cases(vault: OpenVault) -> tuple[CaseSummary, ...]:
    """All cases, oldest first."""
    return tuple(
        CaseSummary(
            case,
            vault.items.count_in_case(case.id),
            vault.chats.count(case.id),
            tuple(vault.reports.in_case(case.id)),
        )
        for case in vault.cases.all()
    )
