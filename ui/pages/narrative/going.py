"""From a line's source to the page where the evidence is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.narrative import SourceKind
from ui.context import Context

if TYPE_CHECKING:
    from app.usecases.line_sources import WhereFrom
    from app.usecases.vaults import OpenVault
    from ui.pages.rooms import PlaceInRoom

LISTS = {
    SourceKind.NOTE: "timeline",
    SourceKind.INCIDENT: "incidents",
    SourceKind.PAYMENT: "payments",
    SourceKind.LINK: "links",
}


def go_to(context: Context, one: WhereFrom, *, owner: QObject) -> None:
    """Show an item, a room at a message, or the list that a thing told belongs to."""
    case = context.session.case
    if case is None:
        return
    if one.item is not None:
        context.go("item", one.item)
    elif one.source.kind in LISTS:
        context.go(LISTS[one.source.kind], one.source.id)
    else:

        def show(place: PlaceInRoom | None) -> None:
            if place is not None:
                context.go("room", place)

        context.with_vault(lambda vault, _job: _in_room(vault, case.id, one), show, owner=owner)


def _in_room(vault: OpenVault, case_id: str, one: WhereFrom) -> PlaceInRoom | None:
    from app.usecases.line_sources import message_place
    from app.usecases.rooms import list_rooms
    from ui.pages.rooms import PlaceInRoom

    if one.message is not None:
        place = message_place(vault, case_id, one.message)
        return None if place is None else PlaceInRoom(*place)
    row = next((row for row in list_rooms(vault, case_id) if row.room.id == one.room), None)
    return None if row is None else PlaceInRoom(row, None)
