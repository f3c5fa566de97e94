"""The row on an item's page that leads to what part it plays in the case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.item.row import Shown, row


def part_row(shown: Shown) -> QWidget | None:
    """Source photo, tip-off, shows that it is me, what followed, a payment."""
    item, context = shown.details.item, shown.context
    return row(
        context.tr("Say what it is for: a source photo, who told you, a payment and more."),
        context.tr("Say what it is for"),
        lambda: context.go("parts", item.id),
    )
