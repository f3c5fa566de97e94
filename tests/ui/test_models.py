"""Lists are read page by page, and keep the rules of item models."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case.timeline import EntryKind, Lane, Timeline, TimelineEntry
from ui.models.paged import ROW, SECOND, PagedModel
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.timeline.time_scale import TimeScale

EVERYTHING = 100_000
PAGE = 200


def wordy(row):
    return f"row {row}", "second", ""


def test_paged_model_keeps_the_rules(qtbot):
    model = PagedModel(wordy)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    asked = []
    model.wanted.connect(asked.append)
    model.begin()
    for offset in (0, 3, 6):
        assert asked.pop() == offset
        model.add(range(offset, offset + 3), complete=offset == 6)
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 9
    assert not model.canFetchMore(QModelIndex())
    model.reword()
    model.clear()
    assert model.rowCount() == 0
    assert tester.model() is model


def test_only_the_pages_that_are_looked_at_are_read(qtbot):
    asked = []
    model = PagedModel(wordy)

    def give(offset):
        asked.append(offset)
        model.add(range(offset, offset + PAGE), complete=offset + PAGE >= EVERYTHING)

    model.wanted.connect(give)
    model.begin()
    assert asked == [0]
    model.fetchMore(QModelIndex())
    assert asked == [0, PAGE]
    assert model.rowCount() == 2 * PAGE


def test_a_page_under_way_is_not_asked_for_twice(qtbot):
    asked = []
    model = PagedModel(wordy)
    model.wanted.connect(asked.append)
    model.begin()
    assert not model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [0]


def test_rows_are_wrapped_not_copied(qtbot):
    rows = [object(), object()]
    model = PagedModel(lambda _row: ("a", "b", "c"))
    model.add(rows, complete=True)
    assert model.index(1).data(ROW) is rows[1]
    assert model.index(1).data(SECOND) == "b"
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "a, b, c"


def test_time_scale_keeps_the_order_and_shortens_long_silence():
    hour = 3_600_000
    year = 365 * 24 * hour
    scale = TimeScale([0, hour, 2 * hour, year])
    shares = [scale.share(at) for at in (0, hour, 2 * hour, year // 2, year)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == pytest.approx(1)
    assert shares[1] > 0.05
    assert scale.breaks == [(2 * hour, year)]


def test_time_scale_of_one_time_stands_in_the_middle():
    assert TimeScale([5]).share(5) == 0.5
    assert TimeScale([]).stops == []


def marks(kind, count):
    """A mark a minute on one line."""
    return tuple(
        TimelineEntry("me", kind, at * 60_000, None, None, None, f"n-{at}", str(at))
        for at in range(count)
    )


def test_a_mark_far_down_is_pointed_at_in_the_list(desk):
    entries = marks(EntryKind.NOTE, 1000)
    page = desk.window.frame.page_called("timeline")
    page._show(Timeline((Lane("me", "", room=None),), entries))
    assert page._model.rowCount() == 200
    page._point_at(entries[777])
    assert page._list.currentIndex().row() == 777
    page._model.fetchMore(QModelIndex())
    assert page._model.rowCount() == 1000
    assert [page._model.row(page._model.index(n)) for n in (0, 500, 999)] == [
        entries[0],
        entries[500],
        entries[999],
    ]


def test_marks_on_the_same_spot_are_drawn_once(desk):
    page = desk.window.frame.page_called("timeline")
    entries = marks(EntryKind.MESSAGES, 20_000)
    page._show(Timeline((Lane("me", "", room=None),), entries))
    assert 20 < len(page._picture.seen()) <= page._picture.width()


def test_a_list_that_hugs_its_rows_is_as_high_as_they_are_and_scrolls_where_there_is_no_room(qtbot):
    model, window = PagedModel(wordy), QWidget()
    qtbot.addWidget(window)
    column, view = QVBoxLayout(window), RowsView()
    view.setModel(model)
    column.addWidget(view.hug(), 1, Qt.AlignmentFlag.AlignTop)
    window.resize(400, 600)
    window.show()
    for rows in (3, 5):
        model.clear()
        model.add(range(rows), complete=True)
        qtbot.waitUntil(lambda: view.height() // row_height() == rows)  # noqa: B023
        assert view.verticalScrollBar().maximum() == 0
    model.add(range(40), complete=True)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.height() < 600
