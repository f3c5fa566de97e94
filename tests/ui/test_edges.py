"""What is drawn stands flush with what is above it, is whole, and covers nothing else."""

import pytest
from PySide6.QtCore import QSize, QStringListModel
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.case.timeline import EntryKind, Lane, Timeline
from app.domain.chats.chat_lines import FoundLines
from app.domain.evidence.places_in_words import place_in_words
from tests.ui.gallery import settle
from tests.ui.test_in_line import written
from tests.ui.test_timeline import at
from ui.pages.chat.finding import FindLine
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.pictures.captions import in_lines
from ui.widgets.pictures.cover import paint_cover
from ui.widgets.pictures.evidence_grid import GAP, EvidenceGrid
from ui.widgets.timeline.timeline_view import TimelineView

LANES = (Lane("r-1", "방", "r-1"),)
SEEN = EntryKind.MESSAGES


def test_a_quiet_button_that_begins_a_further_row_stands_flush_with_the_rows_above(desk):
    buttons = [Button(text, QUIET) for text in ("하나 둘 셋 넷", "다섯 여섯 일곱", "여덟 아홉")]
    host = Card()
    host.inside.addLayout(row_of(*buttons))
    host.setParent(desk.window)
    host.show()
    places = []
    for width in (190, 600, 190):
        host.resize(width, 200)
        settle(desk)
        places.append([one.geometry() for one in buttons])
        below = buttons[1].y() > buttons[0].y()
        assert below == (width == 190)
        assert (written(buttons[1])[0] <= 3) == below
    assert places[0] == places[2]
    host.deleteLater()


def test_cards_end_below_the_end_of_the_title_row_whether_a_page_scrolls_or_not(desk):
    desk.window.show()
    page = desk.window.frame.page_called("guide")
    desk.window.frame.go("guide")
    area = page.findChild(QScrollArea)
    widths = []
    for height in (2000, 480):
        desk.window.resize(900, height)
        settle(desk)
        bar = area.verticalScrollBar()
        assert bar.isEnabled() == (bar.maximum() > 0) == (height == 480)
        card = page.findChild(Card)
        right = card.mapTo(page, card.rect().topRight()).x()
        button = page.help_button
        assert right == button.mapTo(page, button.rect().topRight()).x()
        widths.append(card.width())
    assert widths[0] == widths[1]


@pytest.mark.parametrize("width", [420, 777, 984])
def test_tiles_begin_and_end_with_the_width_there_is(qtbot, width):
    grid = EvidenceGrid()
    qtbot.addWidget(grid)
    grid.setModel(QStringListModel(["가"] * 12))
    grid.resize(QSize(width, 900))
    grid.show()
    QApplication.processEvents()
    first, last = (grid.visualRect(grid.model().index(row, 0)) for row in (0, grid.columns() - 1))
    assert grid.columns() > 1
    assert (first.left(), last.right()) == (0, grid.viewport().width() - 1)
    second = grid.visualRect(grid.model().index(1, 0))
    assert second.left() - first.right() - 1 == 2 * GAP


def test_captions_break_where_their_parts_meet_and_lose_nothing(qapp):
    metrics = QFontMetrics(qapp.font())
    said = "Picture · 24 Nov · seen in 2 places"
    width = metrics.horizontalAdvance("seen in 2 places") + 4
    lines = in_lines(said, metrics, width, 3)
    assert lines == ("Picture · 24 Nov", "seen in 2 places")
    assert in_lines(said, metrics, 1000, 3) == (said,)
    assert in_lines(said, metrics, 1, 2) == ("Picture", "24 Nov · seen in 2 places")


@pytest.mark.parametrize("hours", [0.05, 0.3, 1.0, 2.0])
def test_what_an_export_does_not_give_covers_no_number(qtbot, hours):
    """The bar of a gap goes past the mark beside it: the mark looks as it would without the bar."""
    close = [at("r-1", SEEN, 24 + hours + step / 1000, f"m-{step}") for step in range(40)]
    ends = at("r-1", SEEN, 0, "m-a"), at("r-1", SEEN, 24, "m-b"), at("r-1", SEEN, 60, "m-z")
    gap = at("r-1", EntryKind.GAP, 24, "m-b")
    pictures = []
    for more in ((), (gap,)):
        entries = sorted((*ends, *close, *more), key=lambda one: one.order_ms)
        view = TimelineView(lambda _one: "", lambda _one: "", str)
        qtbot.addWidget(view)
        view.show_timeline(Timeline(LANES, tuple(entries)))
        view.resize(560, view.height())
        pictures.append(view.grab().toImage())
    without, with_gap = pictures
    assert without != with_gap
    many = next(spot for spot in view.seen() if len(spot.members) > 1)
    x, y = round(view.x_of(many.at)), round(view.y_of("r-1"))
    covered = [
        (column, row)
        for column in range(x - 12, x + 13)
        for row in range(y - 8, y + 9)
        if without.pixel(column, row) != with_gap.pixel(column, row)
    ]
    assert covered == []


def test_covers_shine_less_where_colours_are_dark(desk):
    def brightest() -> int:
        picture = QImage(120, 90, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        paint_cover(painter, picture.rect(), None, "")
        painter.end()
        return max(picture.pixelColor(x, 45).lightness() for x in range(120))

    desk.theme.fix(LIGHT)
    by_day = brightest()
    desk.theme.fix(DARK)
    assert brightest() < min(by_day, QColor(DARK.ink2).lightness())


@pytest.mark.parametrize("width", [560, 900])
def test_what_is_found_in_a_chat_has_its_whole_line_also_in_a_narrow_window(desk, width):
    """What has no room beside the words stands below them: nothing goes out of the window."""
    page = desk.window.frame.page_called("chat")
    desk.theme.set_text_size(150)
    try:
        line = FindLine(page)
        line.setParent(desk.window)
        line.show_found(FoundLines(9, ("m-1",), 0))
        line.resize(width, 200)
        line.show()
        settle(desk)
        assert line.minimumSizeHint().width() <= width
        every = (line.words, line.back, line.on, line.date)
        assert all(line.rect().contains(one.geometry()) for one in every)
        assert (line.date.y() > line.words.geometry().bottom()) == (width == 560)
    finally:
        desk.theme.set_text_size(100)
        line.deleteLater()


def test_where_a_part_stands_is_said_in_korean_and_names_stay_as_they_are(desk):
    texts = desk.context.language.texts
    assert place_in_words("part 1.2, line 7", texts) == "부분 1.2, 7번째 줄"
    assert place_in_words("my part 2, a/line 3.html, record 4", texts) == (
        "my part 2, a/line 3.html, 4번째 기록"
    )


def test_the_page_of_an_own_key_leads_back_to_the_bundle_that_it_opens(desk):
    frame = desk.window.frame
    frame.go("own_key")
    settle(desk)
    buttons = frame.page._head.findChildren(Button)
    next(one for one in buttons if one.text() == "묶음 확인하기").click()
    settle(desk)
    assert frame.page is frame.page_called("verify")


def test_a_line_of_the_timeline_goes_on_where_marks_do(qtbot):
    entries = tuple(at("r-1", SEEN, hour, f"m-{hour}") for hour in range(0, 960, 24))
    view = TimelineView(lambda _one: "", lambda _one: "", str)
    qtbot.addWidget(view)
    view.show_timeline(Timeline(LANES, entries))
    view.resize(560, view.height())

    def ends() -> tuple[bool, bool]:
        picture, y = view.grab().toImage(), round(view.y_of("r-1"))
        ground = picture.pixel(3, 3)
        return picture.pixel(1, y) != ground, picture.pixel(558, y) != ground

    assert ends() == (False, False)
    view.zoom_to(4.0)
    assert ends() == (True, True)
