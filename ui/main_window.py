"""The window.

Neutral title and icon, shortcuts, and a way to close that waits for what must finish.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.domain.care import Care
from ui.context import Context
from ui.frame import Frame
from ui.places import PLACES
from ui.theme.icons import icon
from ui.theme.theme import Theme, tokens
from ui.widgets.focus_ring import FocusRing

SIZE = QSize(1280, 800)
SMALLEST = QSize(960, 600)


class MainWindow(QMainWindow):
    """Frames and closes; everything else is in the frame and its pages."""

    def __init__(self, context: Context, theme: Theme) -> None:
        super().__init__()
        self._context = context
        self._wants_to_close = False
        self._left = False
        self.frame = Frame(context)
        self.setCentralWidget(self.frame)
        self.resize(SIZE)
        self.setMinimumSize(SMALLEST)
        self._ring = FocusRing(self)
        context.messages.attach(self)
        context.language.changed.connect(self._retitle)
        context.lanes.drained.connect(self._close_when_drained)
        theme.changed.connect(self._recolour)
        self._retitle()
        self._recolour()
        self._shortcut("Ctrl+L", lambda: context.session.lock(stop_work=True))
        self._shortcut("Ctrl+F", lambda: context.go("search"))
        self._shortcut("F1", context.ways.explain.emit)
        for number, place in enumerate(PLACES, 1):
            self._shortcut(f"Ctrl+{number}", lambda page=place.page: context.go(page))

    @property
    def care(self) -> Care:
        """What the person chose; see `ui.widgets.pictures.cared_for`."""
        return self._context.session.care

    def tell_opened(self) -> None:
        """Something was uncovered."""
        self._context.session.opened_count.tell_opened()

    def _shortcut(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def look_left(self, *, left: bool) -> None:
        """Show the neutral page, with a title and an icon like it, or the way in again."""
        self._left = left
        self.frame.look_left(left=left)
        self._retitle()
        self._draw_icon()

    def _retitle(self) -> None:
        tr = self._context.tr
        self.setWindowTitle(tr("Letter count") if self._left else tr("Ongi"))

    def _draw_icon(self) -> None:
        self.setWindowIcon(icon("pad" if self._left else "mark", tokens().ink2, 32))

    def _recolour(self) -> None:
        self._draw_icon()
        self.frame.repaint_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock first; close when nothing runs any more, saying so meanwhile."""
        self._context.session.lock(stop_work=True)
        if not self._context.lanes.busy:
            event.accept()
            return
        event.ignore()
        self._wants_to_close = True
        self._context.lanes.cancel_all()
        self._context.messages.info(
            self._context.tr("Finishing what is under way."),
            self._context.tr("The window closes by itself in a moment."),
        )

    def _close_when_drained(self) -> None:
        if self._wants_to_close:
            self.close()
