"""The page of a case: one next step at a time, tiles of what is there, all of it in one window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea

from tests.ui.gallery import enter, settle
from tests.ui.one_window import one_window
from tests.ui.story import tell
from ui.models.paged import ICON, SECOND
from ui.theme.theme import tokens
from ui.widgets.buttons import Button
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.pictures.kind_tile import KindTile


@pytest.fixture(scope="module")
def story(qapp, tmp_path_factory):
    return tell(tmp_path_factory.mktemp("home"), "사건 2026-01")


@pytest.fixture(scope="module")
def desk(qapp, story):
    for made in one_window(qapp):
        enter(made, story)
        yield made


@pytest.fixture
def home(desk):
    desk.window.frame.page_called("case").clear()
    desk.window.frame.go("case")
    settle(desk)
    return desk, desk.window.frame.page


def test_all_of_an_everyday_case_is_seen_at_once_in_the_usual_window(home):
    desk, page = home
    desk.window.resize(1280, 800)
    settle(desk)
    assert page.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    desk.window.resize(1280, 720)
    settle(desk)
    assert page.findChild(QScrollArea).verticalScrollBar().maximum() > 0  # scrolled, not cut


def test_tiles_say_what_is_there_and_lead_to_it(home):
    desk, page = home
    tiles = page._tiles.findChildren(KindTile)
    assert [tile.text() for tile in tiles] == ["텔레그램 대화 · 14", "링크 · 14", "메모 · 2"]
    picture = page._tiles.findChild(CoveredPicture)
    assert (picture.accessibleName(), picture.is_shown) == ("사진 · 3", False)
    tiles[1].click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("links")


def test_what_has_no_picture_is_no_covered_picture_and_all_are_told_apart_by_name(home):
    desk, _page = home
    desk.window.frame.go("evidence")
    settle(desk)
    model = desk.window.frame.page._model
    rows = [model.index(place) for place in range(model.rowCount())]
    told = [(one.data(ICON), one.data(SECOND)) for one in rows]
    assert told[0] == ("chat", "result.json")
    assert [name for icon, name in told if icon is None] == [f"화면 {one}.png" for one in (1, 2, 3)]
    chat, picture = desk.window.frame.page._grid.visualRect(rows[0]), rows[-1]
    drawn = desk.window.frame.page._grid.viewport().grab().toImage()
    ground = drawn.pixelColor(chat.left() + 12, chat.top() + 12).name().upper()
    assert ground == tokens().slate_tint
    covered = desk.window.frame.page._grid.visualRect(picture)
    cover = drawn.pixelColor(covered.left() + 12, covered.top() + 12).name().upper()
    assert cover != ground


def test_later_shows_the_next_step_and_in_the_end_that_nothing_has_to_be_done(home):
    desk, page = home
    assert page._next.step == "note_handed"
    seen = []
    while page._next.step:
        seen.append(page._next.step)
        page._next.later.click()
    assert len(seen) == len(set(seen)) >= 1
    assert not page._next.go.isVisible()
    desk.window.frame.go("timeline")
    desk.window.frame.go("case")
    settle(desk)
    assert page._next.step == ""  # what was left for later stays so until the next opening
    page.clear()
    desk.window.frame.go("case")
    settle(desk)
    assert page._next.step == seen[0]


def test_where_the_card_says_collect_the_head_does_not_say_it_too(home):
    _desk, page = home
    assert page._collect.isVisible()
    page._next.worded.emit("collect")
    assert not page._collect.isVisible()
    page._next.later.click()
    assert page._collect.isVisible()


def test_the_next_step_leads_where_it_says(home):
    desk, page = home
    page._next.go.click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("ledger")


def test_the_button_above_leads_to_the_settings_of_the_case(home):
    desk, page = home
    buttons = {one.text(): one for one in page.findChildren(Button)}
    buttons["사건 설정"].click()
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("case_file")
