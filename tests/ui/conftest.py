"""A fresh window for each test, off the screen, closed again with its lanes."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.one_window import one_window


@pytest.fixture(scope="session", autouse=True)
def nothing_stays_on_the_clipboard():
    """Qt lets go of what lies there after Python has ended, which crashes: so it goes before."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture
def desk(qapp, qtbot):
    """The whole window in Korean and light colours, as the program makes it."""
    yield from one_window(qapp)


@pytest.fixture
def lanes(qtbot):
    """Lanes that are closed at the end."""
    from ui.lanes import Lanes

    made = Lanes()
    yield made
    made.close()
