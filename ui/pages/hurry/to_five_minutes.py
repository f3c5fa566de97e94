"""The button that leads to the five-minute page, on the pages where a hurry may begin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button


def to_five_minutes(page: Page, folder: Callable[[], Path | None] | None = None) -> Button:
    """A button with a line around it, to be found in a hurry.

    `folder` gives the locked vault that the page knows of.
    """
    tr = page.context.tr
    button = Button("", SECONDARY)
    button.clicked.connect(
        lambda: page.context.go("five_minutes", folder() if folder is not None else None)
    )
    page.say(button.say, lambda: tr("The room is about to vanish"))
    return button
