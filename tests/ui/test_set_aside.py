"""Setting aside, bringing back and destroying in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.ui.gallery import settle
from tests.ui.kept import keep, said


@pytest.fixture
def kept(desk, tmp_path):
    return keep(desk, tmp_path)


def choose(kept, count):
    """Choose the first items of the grid as a person does by keyboard."""
    page = kept.page("evidence")
    page._choosing.click()
    page._grid.setFocus()
    for row in range(count):
        if row:
            QTest.keyClick(page._grid, Qt.Key.Key_Right)
        else:
            only = QItemSelectionModel.SelectionFlag.NoUpdate
            page._grid.selectionModel().setCurrentIndex(page._grid.model().index(0, 0), only)
        QTest.keyClick(page._grid, Qt.Key.Key_Space)
    return page


def test_an_item_set_aside_from_its_page_is_gone_and_comes_back_from_the_banner(kept):
    before = kept.items()
    page = kept.page("item", before[0])
    page._set_aside()
    settle(kept.desk)
    assert kept.items() == before[1:]
    assert kept.desk.window.frame.page is kept.desk.window.frame.page_called("evidence")
    banner = kept.desk.window.frame.banner
    assert banner.isVisible()
    banner.offer.click()
    settle(kept.desk)
    assert kept.items() == before


def test_what_was_offered_is_gone_after_a_lock(kept):
    page = kept.page("item", kept.items()[0])
    page._set_aside()
    settle(kept.desk)
    kept.lock()
    banner = kept.desk.window.frame.banner
    assert not banner.isVisible()
    assert banner._offered is None


def test_several_are_chosen_by_keyboard_and_no_picture_is_held_meanwhile(kept):
    page = choose(kept, 2)
    assert len(page._grid.chosen()) == 2
    assert not page._grid._held.isValid()
    assert page._aside.isEnabled()
    page._aside.click()
    settle(kept.desk)
    assert len(kept.items()) == 1
    assert not page._grid.chooses


def test_a_click_ticks_a_picture_and_does_not_show_it(kept):
    page = kept.page("evidence")
    page._choosing.click()
    middle = page._grid.visualRect(page._grid.model().index(1, 0)).center()
    QTest.mousePress(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert not page._grid._held.isValid()
    QTest.mouseRelease(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert len(page._grid.chosen()) == 1
    page._choosing.click()
    QTest.mousePress(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page._grid._held.isValid()
    QTest.mouseRelease(page._grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_what_is_set_aside_is_listed_with_the_day_it_goes_and_comes_back(kept):
    before = kept.items()
    choose(kept, 3)._aside.click()
    settle(kept.desk)
    page = kept.page("removed")
    assert page._model.rowCount() == 3
    assert "KST" in page._model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    page._list.selectAll()
    page._back.click()
    settle(kept.desk)
    assert kept.items() == before
    assert page._empty.isVisible()


def test_destroying_asks_first_and_says_what_stays(kept):
    before = kept.items()
    choose(kept, 1)._aside.click()
    settle(kept.desk)
    page = kept.page("removed")
    assert not page._destroy.isEnabled()
    page._list.selectAll()
    page._destroy.click()
    settle(kept.desk)
    asked = kept.answer(yes=False)
    assert "SSD" in asked
    assert "보관 기록" in asked
    assert page._model.rowCount() == 1
    page._list.selectAll()
    page._destroy.click()
    settle(kept.desk)
    kept.answer()
    assert page._model.rowCount() == 0
    assert len(kept.items()) == len(before) - 1
    assert "파기했어요" in said(kept.desk.window.frame.banner)
