"""The page of consent: with nothing agreed to, and with boxes, single items and one taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.reports.consents import ConsentHow, ConsentKind
from app.usecases.items.evidence import list_items
from app.usecases.reports.consenting import ConsentSaid, give, hold_back, list_consents, withdraw
from ui.building import Desk

Settle = Callable[[Desk], None]


def write_down(vault: Any, case: str) -> None:
    """A support centre that may have all but one item, and the police, where it was taken back."""
    kinds = (ConsentKind.PERSONAL, ConsentKind.SENSITIVE, ConsentKind.THIRD_PARTY)
    give(vault, case, ConsentSaid(kinds, "kr.d4u", (), ConsentHow.SPOKEN, "상담원 김"))
    hold_back(vault, case, "kr.d4u", [list_items(vault, case, limit=1)[0].item.id])
    kept = give(vault, case, ConsentSaid((ConsentKind.THIRD_PARTY,), "kr.police.station"))
    withdraw(vault, case, [kept[0].id])


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """The page as it is empty, filled, and with the list of single items."""
    frame, vault = desk.window.frame, desk.context.session.vault
    frame.go("consents")
    settle(desk)
    yield "consents-none"
    if not list_consents(vault, case):
        write_down(vault, case)
    frame.go("consents", "kr.kmcsc")
    settle(desk)
    yield "consents"
    frame.page_called("consents").cards["kr.d4u"].single.click()
    settle(desk)
    yield "consents-items"
