"""Lists of any length: only what is seen is read, held, measured and drawn."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest

from ui.models.paged import ROW
from ui.models.windowed import WindowModel
from ui.widgets.long_view import UNIT, LongView

MILLION = 1_000_000
PAGE = 200


def wordy(row):
    return f"row {row}", "", ""


class Uneven(LongView):
    """Lines of many heights, known once they are read; as many beside each other as is asked."""

    def __init__(self, count, columns=1, answer=True):
        super().__init__()
        self.beside = columns
        self.measured = set()
        self.asked = []
        self.rows = WindowModel(wordy, self, page=PAGE, most=4)
        self.answers = answer
        self.rows.wanted.connect(self.give)
        self.seen.connect(self.rows.look)
        self.setModel(self.rows)
        self.resize(400, 500)
        self.rows.begin(count)

    def give(self, page):
        self.asked.append(page)
        if self.answers:
            self.rows.fill(page, range(page * PAGE, min((page + 1) * PAGE, self.rows.rowCount())))

    def columns(self):
        return self.beside

    def line_height(self, line):
        self.measured.add(line)
        return 20 if self.rows.row(line * self.beside) is None else 20 + line % 7 * 10

    def in_sight(self):
        return [line for line, _y, _high in self._shown]


@pytest.fixture
def long(qtbot):
    view = Uneven(MILLION)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_the_model_keeps_the_rules_and_asks_for_one_page_at_a_time(qtbot):
    model = WindowModel(wordy, page=3, most=2)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked = []
    model.wanted.connect(asked.append)
    model.begin(10)
    model.look(3, 5)
    assert asked == [1]
    assert model.index(3).data() is None
    model.look(6, 8)
    assert asked == [1]
    model.fill(1, [3, 4, 5])
    assert asked == [1, 2]
    model.fill(2, [6, 7, 8])
    assert model.index(6).data() == "row 6"
    assert asked == [1, 2, 3]
    model.fill(3, [9])
    assert (model.held, model.row(3), model.row(9)) == (4, None, 9)
    assert tester.model() is model


def test_a_page_that_does_not_come_is_not_asked_for_again_and_again(qtbot):
    model = WindowModel(wordy, page=3)
    asked = []
    model.wanted.connect(asked.append)
    model.begin(3)
    model.look(0, 2)
    model.refuse()
    model.look(0, 2)
    assert asked == [0]
    model.begin(3)
    model.look(0, 2)
    assert asked == [0, 0]


def test_rows_that_became_stale_stay_until_the_new_ones_came(qtbot):
    model = WindowModel(wordy, page=3)
    model.begin(3)
    model.look(0, 2)
    model.fill(0, ["a", "b", "c"])
    asked = []
    model.wanted.connect(asked.append)
    model.stale()
    assert asked == [0]
    assert model.row(1) == "b"
    model.fill(0, ["a", "x", "c"])
    assert model.row(1) == "x"


def test_end_and_any_other_place_are_one_page_away_and_memory_stays_flat(long):
    QTest.keyClick(long, Qt.Key.Key_Home)
    QTest.keyClick(long, Qt.Key.Key_End)
    assert long.currentIndex().row() == MILLION - 1
    line, y, high = long._shown[-1]
    assert (line, y + high) == (MILLION - 1, long.viewport().height())
    assert len(long.measured) < 400
    for place in range(0, 100 * UNIT * 5000, 100 * UNIT * 97):
        long.verticalScrollBar().setValue(place)
        assert place // UNIT in long.in_sight()
    assert long.rows.held <= 4 * PAGE
    long.verticalScrollBar().setValue(long.verticalScrollBar().maximum())
    assert long.in_sight()[-1] == MILLION - 1
    assert len(long.measured) < 30_000


def test_a_place_stays_in_the_middle_while_what_is_about_it_is_read(qtbot):
    view = Uneven(MILLION, answer=False)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    view.go_to(500_000)
    view.answers = True
    view.give(view.asked[-1])
    middle = view.visualRect(view.currentIndex()).center().y()
    assert abs(middle - view.viewport().height() // 2) < 3
    assert view.currentIndex().data() == "row 500000"


def test_arrows_and_pages_walk_and_what_is_chosen_stays_in_sight(long):
    long.go_to(0)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(long, key)
        assert long.currentIndex().row() == row
    for _ in range(60):
        QTest.keyClick(long, Qt.Key.Key_PageDown)
        place = long.visualRect(long.currentIndex())
        assert place.top() >= 0
        assert place.bottom() < long.viewport().height()
    assert long.currentIndex().row() > 300
    QTest.keyClick(long, Qt.Key.Key_PageUp)
    assert long.visualRect(long.currentIndex()).isValid()


def test_the_wheel_moves_by_pixels_and_stops_at_both_ends(long):
    long._scroll(35)
    assert (long._top, long._above) == (1, 15)
    long._scroll(-1000)
    assert (long._top, long._above) == (0, 0)
    before = long._top
    long._scroll(10**9)
    assert before < long._top < before + 20 * 500 // 20
    long.go_to(MILLION - 9)
    long._scroll(10**9)
    assert long.in_sight()[-1] == MILLION - 1


def test_a_click_chooses_what_lies_there_also_beside_each_other(qtbot):
    view = Uneven(31, columns=3)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    for row in (0, 4, 14):
        point = view.visualRect(view.rows.index(row)).center()
        assert view.indexAt(point).row() == row
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert view.currentIndex().row() == row
        assert view.visualRegionForSelection(view.selectionModel().selection()).contains(point)
    for key, row in (
        (Qt.Key.Key_Right, 15),
        (Qt.Key.Key_Down, 18),
        (Qt.Key.Key_Left, 17),
        (Qt.Key.Key_End, 30),
        (Qt.Key.Key_Down, 30),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0),
    ):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row
    assert view.lines() == 11
    assert not view.indexAt(QPoint(5, 5000)).isValid()


def test_a_screen_reader_meets_a_list_with_every_row(long):
    interface = QAccessible.queryAccessibleInterface(long)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == MILLION
    assert interface.child(3).text(QAccessible.Text.Name) == "row 3"


def test_letters_read_nothing_and_an_empty_list_is_quiet(long, qtbot):
    before = len(long.asked)
    QTest.keyClicks(long, "row 7")
    assert len(long.asked) == before
    long.rows.clear()
    assert long.in_sight() == []
    assert long.moveCursor(LongView.CursorAction.MoveDown, Qt.KeyboardModifier.NoModifier) == (
        QModelIndex()
    )
    assert long.grab().toImage().pixelColor(3, 3) != QColor()
    assert long.rows.index(0).data(ROW) is None
