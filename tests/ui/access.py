"""What a page owes to those who hear it, type Hangul into it, or read it in large letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_OURS = dict.fromkeys(map(ord, "\u2060\u200b"))
_MOST = 4000


def tree(root: QWidget) -> Iterator[QAccessibleInterface]:
    """What assistive technology is told of a window, from the window down, shown things only."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop()
        if one is None or not one.isValid() or one.state().invisible:
            continue
        yield one
        waiting += [one.child(place) for place in range(min(one.childCount(), 200))]
    raise AssertionError("the tree of the window has no end")


def unheard(window: QWidget) -> Iterator[str]:
    """What can have the focus and says nothing when it does, or says what nobody can hear."""
    for one in tree(window):
        name = one.text(QAccessible.Text.Name)
        owner = one.object()
        kind = type(owner).__name__ if owner is not None else "part"
        of_qt = isinstance(owner, QWidget) and owner.objectName().startswith("qt_")
        if one.state().focusable and not name.strip() and not of_qt:
            yield f"{kind} {one.role()} has no name"
        if _UNSEEN.search(name):
            yield f"{kind} is named {name[:60]!r}"


def deaf_to_hangul(window: QWidget) -> Iterator[str]:
    """Fields that input methods are switched off for: Hangul could not be composed there."""
    for field in window.findChildren(QWidget):
        if not isinstance(field, QLineEdit | QPlainTextEdit) or not field.isVisible():
            continue
        if field.isReadOnly() or not field.isEnabled():
            continue
        if not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            yield f"{type(field).__name__} {field.accessibleName()!r}"


def not_plain(window: QWidget) -> Iterator[str]:
    """Texts that would be read as markup, or that hold signs that turn or hide others."""
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        text = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
        if isinstance(one, QLabel) and text and one.textFormat() != Qt.TextFormat.PlainText:
            yield f"label of no plain text: {text[:60]!r}"
        if _UNSEEN.search(text.translate(_OURS)):
            yield f"unseen signs in {text[:60]!r}"
        if re.search(r"<[A-Za-z!/]", one.toolTip()):
            yield f"markup in the tip {one.toolTip()[:60]!r}"


def two_filled(window: QWidget) -> Iterator[str]:
    """Filled buttons that are seen at once, where there is more than one."""
    filled = [
        one.text()
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.property("kind") == "primary"
    ]
    if len(filled) > 1:
        yield f"filled at once: {filled}"


class StrayWindows(QObject):
    """Notes every window beside the one there is: a widget shown before it had its place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self._window:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


def too_wide(window: QWidget) -> Iterator[str]:
    """Pages that stand out over the window's edge, where nobody could scroll to."""
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and area.viewport().width() < inside.width():
            yield f"{inside.width()} in {area.viewport().width()}"
