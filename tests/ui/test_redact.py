"""Covered copies at the window: nothing shows before it is asked for, mouse and keyboard alike."""

import struct

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.evidence.copies import LONGEST_MS, Area, Covering, Recipe, Relation
from app.domain.evidence.items import ItemKind, Method
from app.jobs import Job
from app.usecases.copies.copying import _view_told, copies_of, recipe_of
from app.usecases.intake.adding import add_bytes
from app.usecases.items.evidence import list_items
from tests.ui.gallery import enter, settle
from tests.ui.story import tell
from tests.ui.test_covered import colourful
from tests.ui.walks.copies import _film
from ui.pages.item.masked import _MaskedRow
from ui.widgets.buttons import Button

UNITS = (540, 360)


@pytest.fixture(scope="module")
def story(qapp, tmp_path_factory):
    return tell(tmp_path_factory.mktemp("copies"), "사건 2026-02")


@pytest.fixture
def page(desk, story):
    """The page with a picture of the case, wide enough to be drawn on."""
    enter(desk, story)
    items = list_items(desk.context.session.vault, story.case)
    picture = next(one.item for one in items if one.item.media_type == "image/png")
    desk.window.frame.go("redact", picture.id)
    settle(desk)
    return desk.window.frame.page_called("redact")


def marked(page):
    return page._marks.areas


def press(page, key, keys=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page._board, key, keys)


def test_it_is_covered_then_grey_and_in_colour_only_when_asked(page):
    board, side = page._board, page._side
    covered = board.grab().toImage()
    assert not board.is_shown
    side.show_it.setChecked(True)
    assert board.is_shown
    grey = board.grab().toImage().copy(board._frame())
    assert colourful(grey) <= 1
    assert covered.copy(board._frame()) != grey
    side.in_colour.setChecked(True)
    assert colourful(board.grab().toImage().copy(board._frame())) > 60


def test_another_page_covers_it_again(page, desk):
    page._side.show_it.setChecked(True)
    desk.window.frame.go("evidence")
    desk.window.frame.go("redact")
    settle(desk)
    assert not page._board.is_shown
    assert not page._side.show_it.isChecked()


def test_the_keyboard_alone_marks_moves_changes_and_takes_out(page):
    press(page, Qt.Key.Key_N)
    (area,) = marked(page)
    assert (area.width, area.height) == (108, 72)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = marked(page)[0]
    assert (moved.left - area.left, moved.top - area.top) == (10, -1)
    assert (moved.width, moved.height) == (108, 79)
    press(page, Qt.Key.Key_N)
    assert page._marks.chosen == 1
    press(page, Qt.Key.Key_Return)
    assert page._marks.chosen == 0
    press(page, Qt.Key.Key_Delete)
    assert len(marked(page)) == 1
    for _ in range(6):
        page._side.undo.click()
    assert marked(page) == ()
    assert not page._side.undo.isEnabled()
    assert not page._keep.isEnabled()


def test_a_place_never_leaves_the_picture(page):
    press(page, Qt.Key.Key_N)
    for _ in range(80):
        press(page, Qt.Key.Key_Right)
        press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (area,) = marked(page)
    assert (area.left + area.width, area.top + area.height) == UNITS


def at(page, across, down):
    frame = page._board._frame()
    return QPoint(
        round(frame.left() + frame.width() * across), round(frame.top() + frame.height() * down)
    )


def drag(page, begin, end):
    board = page._board
    QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(board, (begin + end) / 2)
    QTest.mouseMove(board, end)
    QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=end)


def test_the_mouse_draws_and_moves_in_the_units_of_the_original(page):
    drag(page, at(page, 0.25, 0.25), at(page, 0.5, 0.75))
    (area,) = marked(page)
    drawn = (area.left, area.top, area.width, area.height)
    assert drawn == pytest.approx((135, 90, 135, 180), abs=2)
    drag(page, at(page, 0.4, 0.5), at(page, 0.5, 0.5))
    assert marked(page)[0].left == pytest.approx(area.left + 54, abs=3)
    page._side.undo.click()
    assert marked(page) == (area,)


def test_a_click_alone_marks_nothing(page):
    QTest.mouseClick(page._board, Qt.MouseButton.LeftButton, pos=at(page, 0.5, 0.5))
    assert marked(page) == ()
    assert not page._marks.can_go_back


def test_the_copy_is_kept_as_a_new_item_and_shown(page, desk, story):
    original = page._item
    page._marks.add(Area(10, 20, 30, 40))
    page._board.marked.emit()
    page._side.how._buttons[Covering.MOSAIC].click()
    QTest.mouseClick(page._keep, Qt.MouseButton.LeftButton)
    settle(desk)
    vault = desk.context.session.vault
    made = vault.items.in_case(story.case)[-1]
    assert (made.parent, made.relation) == (original.id, "redacted")
    area = Area(10, 20, 30, 40, Covering.MOSAIC)
    assert recipe_of(vault, made.id) == Recipe(Relation.REDACTED, (area,))
    assert desk.window.frame.page_called("item")._details.item.id == made.id


def test_the_same_places_a_second_time_make_nothing_and_say_so(page, desk, story):
    tried, heard = page._item.id, []
    copies = desk.context.session.vault.copies
    before = len(copies.made_from(tried))
    desk.context.messages.said.connect(lambda notice: heard.append(notice.sentence))
    for said in ("사본을 담았어요", "이 사본은 이미 있어요"):
        desk.window.frame.go("redact", tried)
        settle(desk)
        page._marks.add(Area(10, 20, 30, 40))
        page._board.marked.emit()
        QTest.mouseClick(page._keep, Qt.MouseButton.LeftButton)
        settle(desk)
        assert said in heard[-1]
    assert len(copies.made_from(tried)) == before + 1


def test_a_film_is_stepped_through_and_its_places_have_a_time(page, desk, story):
    moving = _film(desk, story)
    desk.window.frame.go("redact", moving)
    settle(desk)
    press(page, Qt.Key.Key_N)
    for _ in range(2):
        page._film.on.click()
        settle(desk)
    page._side.from_here.click()
    page._film.on.click()
    settle(desk)
    page._side.to_here.click()
    (area,) = marked(page)
    assert (area.from_ms, area.to_ms) == (200, 300)
    assert page._board.here() == [0]
    page._film.on.click()
    settle(desk)
    assert page._board.here() == []
    page._film.line.setValue(250)
    settle(desk)
    assert page._board.at_ms == 200
    QTest.mouseClick(page._still, Qt.MouseButton.LeftButton)
    settle(desk)
    made = desk.context.session.vault.items.in_case(story.case)[-1]
    assert (made.parent, made.relation, made.media_type) == (moving, "still", "image/png")


def test_a_lock_lets_go_of_picture_and_places(page, desk):
    page._side.show_it.setChecked(True)
    press(page, Qt.Key.Key_N)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (page._item, page._facing, marked(page)) == (None, None, ())
    assert page._board._image is None
    assert page._board._grey is None


def test_a_text_is_kept_beside_its_original(page, desk, story):
    original = page._item.id
    desk.window.frame.go("retell", original)
    settle(desk)
    text = desk.window.frame.page_called("retell")
    assert not text._keep.isEnabled()
    text._text.setPlainText("번호 900101-1234568")
    text._keep.click()
    settle(desk)
    assert text._problem.isVisible()
    text._text.setPlainText("내일까지라고 했다")
    text._keep.click()
    settle(desk)
    made = desk.context.session.vault.items.in_case(story.case)[-1]
    assert (made.parent, made.relation) == (original, "transcript")
    assert text._text.toPlainText() == ""


def test_a_text_with_a_number_offers_a_copy_and_one_without_does_not(desk, story):
    enter(desk, story)
    vault, frame = desk.context.session.vault, desk.window.frame
    number, plain = (
        add_bytes(
            vault, story.case, data, Job(), name="a.csv", kind=ItemKind.TEXT, method=Method.FILE
        ).item
        for data in (b"a,900101-1234567\n", b"a,b\n")
    )
    frame.go("item", plain.id)
    settle(desk)
    page = frame.page_called("item")
    (row,) = page.findChildren(_MaskedRow)
    assert not row.findChildren(Button)
    frame.go("item", number.id)
    settle(desk)
    (row,) = (one for one in page.findChildren(_MaskedRow) if one.findChildren(Button))
    row.findChildren(Button)[0].click()
    settle(desk)
    (copy,) = copies_of(vault, number.id)
    assert copy.relation == "masked"
    assert page._details.item.id == copy.id
    page.clear()


def test_a_line_of_time_holds_what_a_film_says_of_itself_however_large(page):
    facing = b'{"width":10,"height":10,"at_ms":5,"length_ms":4611686018427387904}'
    seen = _view_told(struct.pack(">I", len(facing)) + facing, "film")
    page._seen(page._item.id, seen)
    assert page._film.line.maximum() == LONGEST_MS
