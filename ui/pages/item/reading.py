"""Rows on an item's page: marks of picture generators, and a part of a chat as a copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.evidence.items import ItemKind
from ui.pages.item.row import Shown, row

_MADE_BY_PROGRAMS = frozenset({ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO, ItemKind.DOCUMENT})


def traces_row(shown: Shown) -> QWidget | None:
    """Where programs that make pictures leave marks, and labels that were seen."""
    item, context = shown.details.item, shown.context
    if item.kind not in _MADE_BY_PROGRAMS:
        return None
    return row(
        context.tr("Programs that make pictures may leave marks in it, or a label was shown."),
        context.tr("Look for marks"),
        lambda: context.go("traces", item.id),
    )


def excerpt_row(shown: Shown) -> QWidget | None:
    """A part of a chat as a copy."""
    item, context = shown.details.item, shown.context
    if item.kind is not ItemKind.CHAT or item.parent is not None:
        return None
    return row(
        context.tr("Only a part of this chat can be handed over as a copy."),
        context.tr("Cut out a part"),
        lambda: context.go("excerpt", item.id),
    )
