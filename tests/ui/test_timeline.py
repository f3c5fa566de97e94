"""The timeline as a picture: walked by keys, zoomed, dragged, filtered; the list follows it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest

from app.domain.case.timeline import EntryKind, Kind, Lane, Timeline, TimelineEntry
from app.domain.times.times import Certainty, Moment, TimeSource
from tests.ui.access import tree, unheard
from tests.ui.gallery import settle
from tests.ui.one_window import window_of_the_file
from ui.models.paged import ROW
from ui.widgets.timeline import timeline_marks

KEY = Qt.Key
LANES = (Lane("r-1", "겹지인방", "r-1"), Lane("r-2", "대피소", "r-2"), Lane("me", "", None))
HOUR = 3_600_000
desk = window_of_the_file


def at(lane, kind, hour, subject, **more):
    shown = Moment(hour * HOUR, TimeSource.PLATFORM, Certainty.EXACT, "", 540)
    return TimelineEntry(
        lane, kind, hour * HOUR, shown=shown, captured=None, entered=None, subject=subject, **more
    )


ENTRIES = (
    at("r-1", EntryKind.MESSAGES, 0, "m-1"),
    at("r-1", EntryKind.MEDIA, 24, "i-1"),
    at("me", EntryKind.NOTE, 30, "n-1", label="알게 됨"),
    at("r-1", EntryKind.MOVED, 40, "r-2", to_lane="r-2"),
    at("r-2", EntryKind.MEDIA, 48, "i-1"),
    at("r-2", EntryKind.MESSAGES, 72, "m-2"),
    at("me", EntryKind.DEED, 73, "m-2", happening="threat"),
    at("me", EntryKind.FILED, 120, "y-1", happening="drafted"),
)


def wheel(x, y):
    """Two notches upwards; a positional argument is all that Qt takes for the last one."""
    at, none = QPointF(x, y), Qt.MouseButton.NoButton
    plain, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(at, at, QPoint(), QPoint(0, 240), none, plain, phase, False)


@pytest.fixture
def page(desk):
    page = desk.window.frame.page_called("timeline")
    desk.window.frame._stack.setCurrentWidget(page)
    page.clear()
    page._show(Timeline(LANES, ENTRIES))
    settle(desk)
    page._picture.setFocus()
    return page


def walk(page, *keys):
    for key in keys:
        QTest.keyClick(page._picture, key)
    return page._picture.current


def test_left_and_right_walk_in_time_home_and_end_to_the_ends(page):
    assert walk(page, KEY.Key_Right) is ENTRIES[0]
    assert walk(page, KEY.Key_Right, KEY.Key_Right) is ENTRIES[2]
    assert walk(page, KEY.Key_Left) is ENTRIES[1]
    assert walk(page, KEY.Key_End) is ENTRIES[-1]
    assert walk(page, KEY.Key_Right) is ENTRIES[-1]
    assert walk(page, KEY.Key_Home) is ENTRIES[0]


def test_up_and_down_go_to_the_line_beside(page):
    assert walk(page, KEY.Key_Home, KEY.Key_Down) is ENTRIES[4]
    assert walk(page, KEY.Key_Down) is ENTRIES[2]
    assert walk(page, KEY.Key_Up, KEY.Key_Up).lane == "r-1"


def test_each_step_is_said_and_the_list_follows(page):
    walk(page, KEY.Key_End)
    said = QAccessible.queryAccessibleInterface(page._picture).text(QAccessible.Text.Description)
    assert said.startswith("나, ")
    assert page._list.currentIndex().data(ROW) is ENTRIES[-1]
    assert page._here.entry is ENTRIES[-1]


def marks_told(page):
    """The names that assistive technology finds below the picture."""
    page._picture._children.lay()
    _picture, *below = tree(page._picture)
    return [one.text(QAccessible.Text.Name) for one in below]


def test_each_mark_is_a_named_child_that_a_screen_reader_finds(page, desk):
    told = marks_told(page)
    assert len(told) == 7  # the move between two rooms is a line and no mark
    spread = {"겹지인방, 대화에서 보임, 1월 2일", "대피소, 대화에서 보임, 1월 3일"}
    assert {*spread, "나, 알게 됨, 1월 2일"} <= set(told), told
    assert list(unheard(desk.window)) == []
    page._see(Kind.SPREAD)
    assert set(marks_told(page)) == spread
    page._show(Timeline((), ()))
    assert list(tree(page._picture))[1:] == []


def test_the_marks_are_told_in_the_language_in_use(page, desk):
    marks_told(page)
    desk.context.language.set("en")
    try:
        assert all("월" not in name and name.strip() for name in marks_told(page))
    finally:
        desk.context.language.set("ko")


def test_a_mark_that_is_given_the_focus_is_stood_on(page):
    marks_told(page)
    child = next(one for one in page._picture._children._made if one.number == 4)
    child.setFocus()
    assert page._picture.current is ENTRIES[4]
    assert page._picture.hasFocus()


def test_ten_thousand_entries_have_few_children_and_each_stands_for_all_of_its_own(page):
    lanes = tuple(Lane(f"r-{n}", f"방 {n}", f"r-{n}") for n in range(30))
    many = tuple(
        at(f"r-{number % 30}", EntryKind.MEDIA, number, f"i-{number}") for number in range(10_000)
    )
    page._show(Timeline(lanes, many))
    told = marks_told(page)
    assert 20 < len(told) <= timeline_marks.MOST
    assert all("모두" in name for name in told)
    page._picture.zoom_to(400)
    page._picture.stand_on(5_000)
    assert any(name.startswith("방 20, ") for name in marks_told(page))


def test_a_report_goes_by_the_name_of_its_form(page):
    known = at("me", EntryKind.REPORT, 120, "y-2", label="kr.police.statement")
    assert page._words.row(known)[1].startswith("나 · ")
    assert "kr.police" not in page._words.row(known)[1]
    gone = at("me", EntryKind.REPORT, 120, "y-2", label="zq.nowhere.form")
    assert page._words.row(gone)[1] == "나 · zq.nowhere.form"


def test_the_picture_follows_the_list(page):
    page._list.setCurrentIndex(page._model.index(2))
    assert page._picture.current is ENTRIES[2]
    assert "알게 됨" in page._here._what.accessibleName()
    assert "UTC" in page._here._when.accessibleName()


def test_zoom_keeps_what_is_stood_on_in_place_and_shows_all_again(page):
    walk(page, KEY.Key_Home, KEY.Key_Right)
    number = ENTRIES.index(page._picture.current)
    before = page._picture.point(number).x()
    walk(page, KEY.Key_Plus)
    assert page._picture.zoom > 1
    assert abs(page._picture.point(number).x() - before) < 2
    walk(page, KEY.Key_0)
    assert page._picture.zoom == 1


def test_walking_brings_what_is_out_of_sight_into_sight(page):
    walk(page, KEY.Key_Home)
    page._picture.zoom_to(40, 0)
    walk(page, KEY.Key_End)
    assert 0 < page._picture.point(len(ENTRIES) - 1).x() < page._picture.width()


def test_the_wheel_zooms_and_a_drag_moves_along(page, desk):
    picture = page._picture
    turn = wheel(300, 40)
    picture.wheelEvent(turn)
    assert turn.isAccepted()
    assert picture.zoom > 1.4
    before = picture.point(0).x()
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(300, 5))
    QTest.mouseMove(picture, QPoint(240, 5))
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=QPoint(240, 5))
    assert picture.point(0).x() < before
    assert picture.current is None  # a drag chooses nothing


def test_a_click_on_a_mark_that_stands_for_several_opens_it(page):
    many = tuple(at("r-1", EntryKind.MEDIA, hour, f"i-{hour}") for hour in range(300))
    page._show(Timeline(LANES, many))
    picture = page._picture
    spot = picture.seen()[3]
    QTest.mouseClick(
        picture, Qt.MouseButton.LeftButton,
        pos=QPointF(picture.x_of(spot.at), picture.y_of(spot.lane)).toPoint(),
    )  # fmt: skip
    opened = picture.layout_now.spot_of(spot.members[0], picture.width_now())
    assert len(opened.members) < len(spot.members)


def test_one_kind_alone_in_picture_and_list(page):
    page._kind_buttons[Kind.SPREAD].click()
    assert [one.subject for one in page._entries] == ["i-1", "i-1"]
    assert page._model.rowCount() == 2
    page._kind_buttons[Kind.THREATS].click()
    assert [one.kind for one in page._entries] == [EntryKind.NOTE, EntryKind.DEED]
    page.clear()
    assert page._picture.kind is Kind.ALL


def test_labels_never_overlap_at_any_zoom(page, monkeypatch):
    from ui.widgets.timeline import timeline_drawing

    many = tuple(at("me", EntryKind.NOTE, hour, f"n-{hour}", label="같은 말") for hour in range(80))
    page._show(Timeline(LANES, many))
    drawn = []

    class Noting(timeline_drawing.QPainter):
        def drawText(self, place, *rest):
            if isinstance(place, QPointF):
                drawn.append((place.x(), place.y(), rest[-1]))
            super().drawText(place, *rest)

    monkeypatch.setattr(timeline_drawing, "QPainter", Noting)
    for zoom in (1, 3, 9, 27):
        drawn.clear()
        page._picture.zoom_to(zoom)
        page._picture.grab()
        labels = sorted((x, y) for x, y, text in drawn if text == "같은 말")
        wide = timeline_drawing.QFontMetrics(page._picture.font_now()).horizontalAdvance("같은 말")
        assert all(right[0] - left[0] > wide for left, right in zip(labels, labels[1:]))  # noqa: B905, RUF007
        assert labels or zoom < 9


def test_ten_thousand_entries_walk_and_zoom_without_a_hitch(page):
    many = tuple(at("r-1", EntryKind.MEDIA, hour, f"i-{hour}") for hour in range(10_000))
    page._show(Timeline(LANES, many))
    picture, longest = page._picture, 0.0
    picture.grab()
    for key in (KEY.Key_End, KEY.Key_Left, KEY.Key_PageUp, KEY.Key_Plus, KEY.Key_Plus, KEY.Key_0):
        began = time.thread_time()
        QTest.keyClick(picture, key)
        picture.grab()
        longest = max(longest, time.thread_time() - began)
    assert longest < 0.5  # generous: a tenth of it where this was written


def test_home_shows_all_of_it_and_leaves_the_wheel_to_the_page(desk):
    picture = desk.window.frame.page_called("case")._picture
    turn = wheel(30, 4)
    picture.wheelEvent(turn)
    assert (turn.isAccepted(), picture.zoom) == (False, 1.0)
