"""One window for all the tests of a file: where making it anew each time would be most of the work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.building import Desk, build_desk
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT


def one_window(application: QApplication) -> Iterator[Desk]:
    """The window, in Korean and light colours; locked and closed at the end."""
    application.setFont(load_fonts())
    theme = Theme(application, scheme=LIGHT)
    made = build_desk(application, "ko", theme)
    made.window.show()
    yield made
    made.context.session.lock(stop_work=True)
    made.context.lanes.close()
    made.window.close()
    made.window.deleteLater()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def window_of_the_file(qapp: QApplication) -> Iterator[Desk]:
    """One window for all tests of a file, which says `desk = window_of_the_file`."""
    yield from one_window(qapp)
