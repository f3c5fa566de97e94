"""The row on an item's page that leads to reading a saved page or a mail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.item.row import Shown, row


def saved_row(shown: Shown) -> QWidget | None:
    """For whatever has an inside that was read."""
    details, context = shown.details, shown.context
    if details.inside is None or not details.inside.text:
        return None
    return row(
        context.tr("Read its words. Nothing in it runs, and no link opens."),
        context.tr("Open"),
        lambda: context.go("saved_page", details.item.id),
    )
