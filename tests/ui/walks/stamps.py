"""Where a bundle is handed over: the switch for a time stamp, and what has not come yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QScrollArea

from app.domain.bundles.stamps import StampAsked, StampState
from app.domain.ids import new_id
from app.vault import Vault
from ui.building import Desk

Settle = Callable[[Desk], None]


def waiting(vault: Vault, case: str, authority: str = "freetsa") -> StampAsked:
    """One that nobody answered, as the store keeps it; the same once for all walks."""
    known = vault.handover.stamps.in_case(case)
    if known:
        return known[0]
    made = StampAsked(
        new_id("stamp"), case, "ab" * 32, authority, StampState.PENDING, "NET-001", bytes(16),
        None, vault.now_ms(), None,
    )  # fmt: skip
    with vault.transaction():
        vault.handover.stamps.add(made)
    return made


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """Switched on, for both authorities, with one that is still open."""
    desk.context.with_vault(
        lambda vault, _job: waiting(vault, case), lambda _made: None, owner=desk.window
    )
    settle(desk)
    desk.window.frame.go("hand_over")
    settle(desk)
    page = desk.window.frame.page_called("hand_over")
    page._stamps.read(case)
    page._stamps.switch.setChecked(True)
    page._stamps.asked["digicert"].setChecked(True)
    settle(desk)
    for area in desk.window.findChildren(QScrollArea):
        if area.isAncestorOf(page._stamps):
            area.ensureWidgetVisible(page._stamps)
    yield "hand_over-stamp"
    page._stamps.put_away()
