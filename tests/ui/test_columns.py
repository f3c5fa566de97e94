"""Columns share the width where all have room, and go below each other where not."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.columns import Columns


@pytest.fixture
def made(qapp):
    """Three to one, with 300 and 200 pixels at least."""
    holder, columns = QWidget(), Columns(3, 1, gap=10)
    holder.setLayout(columns)
    for column, (wide, high) in zip(columns.columns, ((300, 50), (200, 80)), strict=True):
        widget = QWidget()
        widget.setMinimumSize(wide, high)
        column.addWidget(widget)
    return holder, columns


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (1210, [(0, 0, 900), (910, 0, 300)]),  # by shares
        (610, [(0, 0, 400), (410, 0, 200)]),  # the second needs more than its share
        (510, [(0, 0, 300), (310, 0, 200)]),  # all that all need
        (509, [(0, 0, 509), (0, 60, 509)]),  # one below the other
    ],
    ids=["wide", "tight", "least", "narrow"],
)
def test_columns_stand_beside_each_other_as_long_as_all_have_room(made, width, places):
    _holder, columns = made
    columns.setGeometry(QRect(0, 0, width, 400))
    found = [one.geometry() for one in columns.columns]
    assert [(one.x(), one.y(), one.width()) for one in found] == places


def test_the_height_follows_from_the_width(made):
    _holder, columns = made
    assert columns.heightForWidth(600) == 80
    assert columns.heightForWidth(400) == 50 + 10 + 80
    assert columns.minimumSize().width() == 300
