"""From a place found to the page where it is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.evidence.searching import OF_ITEMS, Kind
from ui.context import Context
from ui.pages.chat.place import ChatPlace

if TYPE_CHECKING:
    from app.usecases.case.searching import Hit

PAGES = {
    Kind.NOTE: "timeline",
    Kind.PERSON: "people",
    Kind.PAYMENT: "payments",
    Kind.LINK: "links",
    Kind.SAID: "reports",
    Kind.CONSENT: "consents",
    Kind.FILING: "ledger",
    Kind.FATE: "fates",
    Kind.LINE: "narrative",
}


def go_to(context: Context, hit: Hit) -> None:
    """Show where a hit is at home: an item, the chat at that message, an account, a list."""
    kind = Kind(hit.kind)
    if kind in OF_ITEMS:
        context.go("item", hit.id)
    elif kind is Kind.ACCOUNT:
        context.go("account", hit.id)
    elif kind in PAGES:
        context.go(PAGES[kind])
    elif kind is Kind.MESSAGE:
        context.go("chat", ChatPlace(message_id=hit.id))
    else:
        context.go("chat", ChatPlace(room_id=hit.id))
