"""The pages of what happens next: empty, and with things handed in, links gone and back again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.usecases.follow_up.deadlines import say_day
from app.usecases.follow_up.fates import list_fates, state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing, list_filings, state_step
from app.usecases.intake.linking import add_links
from ui.building import Desk

Settle = Callable[[Desk], None]
POSTS = "\n".join(f"https://t.me/night_room/{number}" for number in range(101, 109))


def write_down(vault: Any, case: str) -> str:
    """Something handed in to the police, the regulator and a site, and links in every state."""
    state, said = FilingState, StepSaid
    police = add_filing(
        vault, case, recipient_id="kr.police.station",
        first=said(state.SUBMITTED, typed_moment("2026-11-02 14:03"), channel="방문"),
    ).filing.id  # fmt: skip
    state_step(
        vault, case, police,
        said(state.RECEIVED, typed_moment("2026-11-04"), receipt="2026-001234", note="김경위"),
    )  # fmt: skip
    add_filing(
        vault, case, recipient_id="kr.kmcsc",
        first=said(state.SUBMITTED, typed_moment("2026-11-21 22:10")),
    )  # fmt: skip
    add_filing(vault, case, recipient_id="겹지인방 신고 창구")
    say_day(vault, case, "follow.investigation_started", "2026-11-06")
    add_links(vault, case, POSTS)
    links = [one.link.id for one in list_fates(vault, case)][-8:]
    state_links(vault, case, links, LinkState.REPORTED, at=typed_moment("2026-11-02"))
    for number, one in enumerate((LinkState.DELETED, LinkState.BLOCKED, LinkState.DEINDEXED)):
        state_links(vault, case, links[number : number + 2], one, at=typed_moment("2026-11-09"))
    state_links(vault, case, links[:1], LinkState.BACK, note="같은 사진")
    return police


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """Each page as it is empty, and with what was written down."""
    frame, vault = desk.window.frame, desk.context.session.vault
    known = next((one.filing.id for one in list_filings(vault, case)), None)
    if known is None:
        for name in ("ledger", "filing", "fates"):
            frame.go(name)
            settle(desk)
            yield f"{name}-none"
    known = known or write_down(vault, case)
    frame.go("ledger")
    settle(desk)
    yield "ledger"
    frame.go("filing", known)
    settle(desk)
    yield "filing"
    frame.go("fates", list_fates(vault, case)[-8].link.id)
    settle(desk)
    page = frame.page_called("fates")
    page._show_all.click()
    settle(desk)
    page._view.opened.emit(page._model.index(page._model.rowCount() - 8, 0))
    settle(desk)
    yield "fates"
    frame.go("figures")
    settle(desk)
    yield "figures"
    frame.go("ledger")
    page = frame.page_called("ledger")
    page._days._turn()
    settle(desk)
    yield "ledger-days"
    frame.go("case")
    settle(desk)
    yield "case-soon"
