"""The window's part of the selftest sees what it is to see: pages that break, show or keep something."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from ui import trying
from ui.pages.help import HelpPage
from ui.widgets.pictures.covered_picture import CoveredPicture

SECRET = "아무도 모를 이름"


@pytest.fixture
def tried(desk, monkeypatch):
    """Two pages that need no vault, and nothing that is shown on them."""
    monkeypatch.setattr(trying, "PAGES", {"help": None, "law": None})
    monkeypatch.setattr(trying, "_subjects", lambda _desk, _summary: {})
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return trying._Trying(desk)


def test_a_window_in_order_has_nothing_to_tell(tried):
    tried.show_all(None)
    tried.lock([SECRET])
    told = tried.told
    assert (told.shown, told.titles) == (2, ["온기"])
    assert (told.broken, told.uncovered, told.left) == ([], [], [])


@pytest.mark.filterwarnings("ignore")
def test_a_page_that_breaks_a_moment_later_is_named(tried, monkeypatch):
    def breaks(page, subject=None):
        QTimer.singleShot(0, lambda: sys.excepthook(ValueError, ValueError(), None))

    monkeypatch.setattr(HelpPage, "refresh", breaks)
    tried.show_all(None)
    assert tried.told.broken == ["help"]


def test_work_that_breaks_is_named_by_its_page(tried, monkeypatch, desk):
    def refresh(page, subject=None):
        page.context.without_vault(lambda _job: 1 / 0, print, owner=page)

    desk.context.lanes.broken.disconnect(desk.context.errors.show_bug)
    monkeypatch.setattr(HelpPage, "refresh", refresh)
    tried.show_all(None)
    assert tried.told.broken == ["help"]


def test_a_picture_that_can_be_seen_is_named_by_its_page(tried, desk):
    picture = CoveredPicture("")
    picture._held, picture._image = True, QImage(8, 8, QImage.Format.Format_RGB32)
    desk.window.frame.page_called("law").layout().addWidget(picture)
    tried.show_all(None)
    assert "law" in tried.told.uncovered


def test_words_that_stay_after_a_lock_are_named_by_their_page(tried, desk):
    page = desk.window.frame.page_called("law")
    label = QLabel(f"… {SECRET} …", page)
    label.hide()
    tried.lock([SECRET])
    assert tried.told.left == ["law"]
