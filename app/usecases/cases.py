"""Cases: add one, list them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.items import Case
from app.domain.reports import Report
from app.usecases.vaults import OpenVault

TITLE_LENGTH = 200


@dataclass(frozen=True)
class CaseSummary:
    """A case and how much is in it."""

    case: Case
    items: int
    messages: int
    reports: tuple[Report, ...]


def add_case(vault: OpenVault, title: str, *, minor_mode: bool = False) -> Case:
    """Add a case; a title is welcome and not needed (cut at 200 characters)."""
    case = Case(new_id("case"), title.strip()[:TITLE_LENGTH], vault.now_ms(), minor_mode)
    with vault.transaction():
        vault.cases.add(case)
        vault.custody.append(Act.CASE_CREATED, case.id, case.id, {"minor_mode": int(minor_mode)})
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
