"""A fresh window for each test, off the screen, closed again with its lanes."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from ui.building import build_desk
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT


@pytest.fixture(scope="session", autouse=True)
def nothing_stays_on_the_clipboard():
    """Qt lets go of what lies there after Python has ended, which crashes: so it goes before."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture
def desk(qapp, qtbot):
    """The whole window in Korean and light colours, as the program makes it."""
    qapp.setFont(load_fonts())
    theme = Theme(qapp, scheme=LIGHT)
    made = build_desk(qapp, "ko", theme)
    made.window.show()
    yield made
    made.context.session.lock(stop_work=True)
    made.context.lanes.close()
    made.window.close()
    made.window.deleteLater()
    theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def lanes(qtbot):
    """Lanes that are closed at the end."""
    from ui.lanes import Lanes

    made = Lanes()
    yield made
    made.close()
