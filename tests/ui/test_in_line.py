"""What stands in line: quiet buttons with their column, icons with the texts, pages at the top."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.gallery import settle
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.buttons import QUIET, START, Button, IconButton
from ui.widgets.card import Card, ends_row, row_of
from ui.widgets.focus_ring import FocusRing
from ui.widgets.heading import Heading
from ui.widgets.pictures.cover import paint_cover
from ui.widgets.tick import Tick, box
from ui.widgets.words import Words

GUIDES = ("telegram", "what_to_capture")


def written(widget: QWidget) -> tuple[int, int]:
    """The first and the last column of a picture of the widget that holds something."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = picture.pixelColor(0, 0)
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    return columns[0], picture.width() - 1 - columns[-1]


def test_a_quiet_button_that_begins_a_row_stands_flush_with_its_column(desk):
    lone, second = Button("말", QUIET), Button("말", QUIET)
    host = Card()
    host.inside.addLayout(row_of(lone, second))
    host.resize(400, 80)
    host.ensurePolished()
    host.grab()
    assert written(lone)[0] <= 3
    assert written(second)[0] >= 12


def test_a_quiet_button_that_ends_a_row_stands_flush_with_its_column(desk):
    last = Button("말", QUIET)
    host = Card()
    host.inside.addLayout(ends_row(Button("말"), last))
    host.resize(400, 80)
    host.grab()
    assert written(last)[1] <= 3


def test_what_has_no_room_beside_a_title_stands_below_it(desk):
    first, second = Button("하나를 한쪽에 두기", QUIET), Button("모은 것으로", QUIET)
    title = Words("아주 긴 제목이 아닌 제목", "title")
    heading = Heading(title)
    for button in (first, second):
        heading.add(button)
    heading.resize(900, 60)
    heading.grab()
    assert first.y() < title.geometry().bottom()
    heading.resize(360, 120)
    heading.grab()
    assert first.y() > title.geometry().bottom()
    assert written(first)[0] <= 3
    assert second.geometry().right() < 360
    heading.resize(900, 60)
    heading.grab()
    assert first.y() < title.geometry().bottom()


def test_icons_grow_with_the_texts(desk):
    rail = desk.window.frame.rail
    places = [button for button in rail.findChildren(Button) if not button.icon().isNull()]
    before = {button.iconSize().width() for button in places}
    try:
        desk.theme.set_text_size(150)
        grown = {button.iconSize().width() for button in places}
        drawn = {button.icon().actualSize(button.iconSize()).width() for button in places}
    finally:
        desk.theme.set_text_size(100)
    assert before == {20}
    assert grown == drawn == {30}


def test_an_icon_takes_the_colours_that_come(desk):
    eye = IconButton("eye")
    eye.setParent(desk.window)
    eye.show()

    def colours() -> set[str]:
        picture = eye.icon().pixmap(eye.iconSize()).toImage()
        every = (picture.pixelColor(x, y) for x in range(18) for y in range(18))
        return {QColor(one.rgb()).name() for one in every if one.alpha() == 255}

    desk.theme.fix(DARK)
    assert colours() == {DARK.ink2.lower()}
    desk.theme.fix(LIGHT)
    assert colours() == {LIGHT.ink2.lower()}


def test_another_subject_is_shown_from_its_beginning_and_the_same_one_where_it_was_left(desk):
    frame = desk.window.frame
    frame.go("guide", GUIDES[0])
    desk.window.show()
    settle(desk)
    bar = frame.page_called("guide").rolls.verticalScrollBar()
    bar.setValue(200)
    frame.go("help")
    frame.go("guide", GUIDES[0])
    settle(desk)
    assert bar.value() == 200
    frame.go("guide", GUIDES[1])
    settle(desk)
    assert bar.value() == 0


def test_a_caption_has_its_ground_behind_all_of_its_letters_in_every_size(desk):
    def ground() -> int:
        picture = QImage(300, 200, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        painter.setFont(desk.window.font())
        paint_cover(painter, picture.rect(), None, "사진")
        painter.end()
        shades = [picture.pixelColor(11, y).lightness() for y in range(200)]
        return sum(1 for shade in shades if shade < 100)

    try:
        small = ground()
        desk.theme.set_text_size(150)
        assert ground() >= small * 1.4
    finally:
        desk.theme.set_text_size(100)


def test_boxes_grow_with_the_texts(desk):
    tick = Tick()
    tick.say("말")
    small = tick.sizeHint()
    try:
        desk.theme.set_text_size(150)
        assert box() == 30
        assert tick.sizeHint().width() >= small.width() + 10
    finally:
        desk.theme.set_text_size(100)


def test_the_ring_of_a_flush_button_stands_around_its_words(desk):
    desk.window.show()
    desk.window.activateWindow()
    desk.window.frame.go("verify")
    settle(desk)
    lone = next(
        one
        for one in desk.window.frame.page_called("verify").findChildren(Button)
        if one.property("kind") == QUIET and one.property("edge") == START and one.isVisible()
    )
    lone.setFocus(Qt.FocusReason.TabFocusReason)
    settle(desk)
    (ring,) = desk.window.findChildren(FocusRing)
    begins = lone.mapTo(desk.window, lone.rect().topLeft()).x()
    assert ring.isVisible()
    assert begins - ring.geometry().left() >= 8
