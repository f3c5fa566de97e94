"""The hand-written list of pages."""

from __future__ import annotations

from ui.context import Context
from ui.frame import Frame
from ui.pages.unlock import UnlockPage
from ui.pages.welcome import WelcomePage


def add_pages(frame: Frame, context: Context) -> None:
    """Put every page into the frame, by its name."""
    frame.add("welcome", WelcomePage(context))
    frame.add("unlock", UnlockPage(context))
