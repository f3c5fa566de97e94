"""The row on an item's page that leads to looking at it: large, as a chat, as a saved page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.evidence.items import ItemKind
from app.domain.evidence.sights import can_be_heard, can_be_looked_at
from ui.pages.chat.place import ChatPlace
from ui.pages.item.row import Shown, row


def chat_row(shown: Shown) -> QWidget | None:
    """For an export that is a chat."""
    item, context = shown.details.item, shown.context
    if item.kind is not ItemKind.CHAT:
        return None
    return row(
        context.tr("Read it as a chat, line by line, with where each line is from."),
        context.tr("Open"),
        lambda: context.go("chat", ChatPlace(item_id=item.id)),
    )


def view_row(shown: Shown) -> QWidget | None:
    """For pictures, PDFs, films and sounds; covered and silent until asked for there."""
    item, context = shown.details.item, shown.context
    if not can_be_looked_at(item):
        return None
    if can_be_heard(item):
        return row(
            context.tr("Listen to it here. It stays silent until you press."),
            context.tr("Open"),
            lambda: context.go("view", item.id),
        )
    return row(
        context.tr("Look at it large. It stays covered and grey until you ask to see it."),
        context.tr("Open"),
        lambda: context.go("view", item.id),
    )
