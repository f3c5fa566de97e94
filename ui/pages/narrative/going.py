"""From a line's source to the page where the evidence is at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.reports.narrative import SourceKind
from ui.context import Context
from ui.pages.chat.place import ChatPlace

if TYPE_CHECKING:
    from app.usecases.reports.line_sources import WhereFrom

LISTS = {
    SourceKind.NOTE: "timeline",
    SourceKind.INCIDENT: "incidents",
    SourceKind.PAYMENT: "payments",
    SourceKind.LINK: "links",
}


def go_to(context: Context, one: WhereFrom) -> None:
    """Show an item, a room at a message, or the list that a thing told belongs to."""
    if context.session.case is None:
        return
    if one.item is not None:
        context.go("item", one.item)
    elif one.source.kind in LISTS:
        context.go(LISTS[one.source.kind], one.source.id)
    elif one.message is not None:
        context.go("chat", ChatPlace(message_id=one.message))
    elif one.room is not None:
        context.go("chat", ChatPlace(room_id=one.room))
