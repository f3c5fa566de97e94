"""The panel of help: what the page beside it is for, its keys, and guides that go with it.

Not a dialog: the page stays as it is and can be worked on. It lies beside the page where there is
room for both, else over its right side. Nothing in it comes out of the vault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.theme.scale import scaled
from ui.widgets.buttons import SECONDARY, Button, IconButton
from ui.widgets.card import Card, clear_layout
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.program.guiding import PageHelp

WIDE = 320
ROOM_FOR_A_PAGE = 740
EDGE = 20
_STEPS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class HelpPanel(QFrame):
    """Shows the help of one page. `closed` comes when it is put away."""

    closed = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("help_panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context = context
        self._topic = ""
        self._before: QWidget | None = None
        self._title = Words("", "strong")
        self.put_away = IconButton("close")
        self.put_away.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, EDGE, EDGE)
        self._column.setSpacing(12)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(EDGE, 28, 0, 0)
        outside.setSpacing(12)
        head.setContentsMargins(0, 0, 12, 0)
        outside.addLayout(head)
        self._area = self._scrolled()
        outside.addWidget(self._area, 1)
        self.hide()

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("inside")
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    @property
    def is_open(self) -> bool:
        """Whether it is shown, or would be if its window were."""
        return not self.isHidden()

    def room_beside(self, whole: int, rail: int) -> int:
        """How much of a frame's width it takes beside the page; 0 where it lies over it."""
        wide = scaled(WIDE)
        return wide if self.is_open and whole - rail - wide >= ROOM_FOR_A_PAGE else 0

    def lay(self, frame: QRect) -> None:
        """Take the right side of the frame."""
        wide = min(scaled(WIDE), frame.width())
        self.setGeometry(frame.right() + 1 - wide, frame.top(), wide, frame.height())
        self.raise_()

    def open_for(self, topic: str) -> None:
        """Show the help of a page, and take the focus; it goes back where it was on closing."""
        self._before = QApplication.focusWidget()
        self.show()
        self.turn_to(topic)
        self.setFocus()

    def turn_to(self, topic: str) -> None:
        """Show the help of another page, leaving the focus where it is."""
        self._topic = topic
        texts = self._context.language.texts

        def read(_job: Job) -> PageHelp | None:
            from app.usecases.program.guiding import (
                help_of,  # loaded on the lane: the window goes on
            )

            return help_of(topic, texts)

        self._context.without_vault(read, self._show, owner=self)

    def retext(self) -> None:
        """In the language in use now."""
        if self.is_open:
            self.turn_to(self._topic)

    def repaint_icons(self) -> None:
        """Draw its icon in the colours in use now."""
        self.put_away.repaint_icon()

    def close_panel(self) -> None:
        """Put it away; the focus goes back to where it came from."""
        if not self.is_open:
            return
        had_focus = self.hasFocus() or self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        before, self._before = self._before, None
        if had_focus and before is not None and _is_there(before):
            before.setFocus()
        self.closed.emit()

    def _show(self, told: PageHelp | None) -> None:
        tr = self._context.tr
        clear_layout(self._column)
        self._title.say(tr("About this page"))
        self.put_away.say(tr("Close this help (Esc)"))
        self.put_away.repaint_icon()
        if told is None:
            return
        self.setAccessibleName(f"{tr('About this page')}: {told.what}")
        self.setAccessibleDescription(" ".join(told.can))
        self._column.addWidget(Words(told.what))
        for sentence in told.can:
            self._column.addWidget(Words(sentence, "soft"))
        if told.guides:
            self._column.addWidget(Words(tr("Step by step"), "strong"))
        for one in told.guides:
            self._link(one.title, "guide", one.id)
        self._column.addWidget(Card("rule"))
        for pressed in told.keys:
            self._column.addWidget(_keys(pressed.keys, pressed.does))
        self._column.addWidget(Card("rule"))
        self._link(tr("All guides"), "guide", "")
        self._link(tr("What this app can't do"), "limits", None)
        self._column.addStretch(1)

    def _link(self, text: str, page: str, subject: object) -> None:
        button = Button("", SECONDARY)
        button.say(text)
        button.clicked.connect(lambda: self._context.go(page, subject))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the panel while the focus is in it, before any shortcut of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away; arrows move what is longer than the window."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif steps is not None:
            self._area.verticalScrollBar().triggerAction(steps)
        else:
            super().keyPressEvent(event)


def _keys(keys: str, does: str) -> QWidget:
    """A line: the keys to the left, what they do to the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    pressed = Words(keys, "code", wrap=False)
    pressed.setMinimumWidth(scaled(92))
    row.addWidget(pressed, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(does, "quiet"), 1)
    return holder


def _is_there(widget: QWidget) -> bool:
    """Whether a widget can still take the focus; Qt may have let go of it meanwhile."""
    from shiboken6 import isValid

    return isValid(widget) and widget.isVisible()
