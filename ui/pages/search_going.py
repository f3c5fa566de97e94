"""From a place found to the page where it is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.searching import OF_ITEMS, Kind
from ui.context import Context

if TYPE_CHECKING:
    from app.usecases.searching import Hit
    from app.usecases.vaults import OpenVault
    from ui.pages.rooms import PlaceInRoom

BEFORE = 5
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


def go_to(context: Context, hit: Hit, *, owner: QObject) -> None:
    """Show where a hit is at home: an item, a room at that message, an account, a list."""
    kind = Kind(hit.kind)
    if kind in OF_ITEMS:
        context.go("item", hit.id)
    elif kind is Kind.ACCOUNT:
        context.go("account", hit.id)
    elif kind in PAGES:
        context.go(PAGES[kind])
    else:

        def show(place: PlaceInRoom | None) -> None:
            if place is not None:
                context.go("room", place)

        context.with_vault(lambda vault, _job: _in_room(vault, hit), show, owner=owner)


def _in_room(vault: OpenVault, hit: Hit) -> PlaceInRoom | None:
    """The room of a message, from a little before it on; or a room from its beginning."""
    from app.usecases.rooms import list_rooms
    from app.usecases.searching import around
    from ui.pages.rooms import PlaceInRoom

    room, after = hit.id, None
    if hit.kind == Kind.MESSAGE:
        place = around(vault, hit, "", messages=BEFORE)
        room = place.messages[place.at].room
        after = place.messages[0].id if place.at == BEFORE else None
    found = next((row for row in list_rooms(vault, hit.case) if row.room.id == room), None)
    return None if found is None else PlaceInRoom(found, after)
