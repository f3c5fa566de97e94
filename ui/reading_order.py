"""The order in which Tab goes: as a page is read, whatever of it was made first.

Qt's own order is that of making, in which rows that were read from the vault come last.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is in it, as layouts have it: left to right, top to bottom."""
    yield widget
    if isinstance(widget, QScrollArea):
        inside: list[QWidget | None] = [widget.widget()]
    elif isinstance(widget, QStackedWidget):
        inside = [widget.currentWidget()]
    else:
        placed = list(_placed(widget.layout()))
        known = set(placed)
        others = (one for one in widget.children() if isinstance(one, QWidget))
        inside = [*placed, *(one for one in others if one not in known and not one.isWindow())]
    for one in inside:
        if one is not None and not one.isHidden():
            yield from in_reading_order(one)


def next_in_reading_order(root: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """What Tab comes to after `here`, round and round; None where nothing takes the keyboard.

    Where `here` was put away just now, it goes on inside of what it stood in.
    """
    order = list(in_reading_order(root))
    while here is not None and here not in order:
        here = here.parentWidget()
    at = order.index(here) if here is not None else -1
    turned = order[at + 1 :] + order[: at + 1]
    return next(filter(_takes_tab, turned if forward else reversed(turned[:-1])), None)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll so that it is seen, in every area that it stands in."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _placed(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        entry = layout.itemAt(place) if layout is not None else None
        if entry is None:
            continue
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
