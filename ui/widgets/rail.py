"""The rail: six places, and at its foot help, the quick lock and the way out, always there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.context import Context
from ui.places import HELP, LEAVE, LOCK, PLACES, Placement
from ui.theme.icons import icon
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.buttons import PLACE, Button

WIDTH = 208
ICON = 20


class Rail(QFrame):
    """Emits `chosen` with a page's name, `lock` for the quick lock, `leave` for leaving at once."""

    chosen = Signal(str)
    lock = Signal()
    leave = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("rail")
        self._mark = QLabel()
        self._mark.setTextFormat(Qt.TextFormat.PlainText)
        self._mark.setObjectName("mark")
        self._buttons: dict[str, tuple[Button, Placement]] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 24, 14, 24)
        inside.setSpacing(4)
        inside.addWidget(self._mark)
        inside.addSpacing(16)
        for place in PLACES:
            inside.addWidget(self._add(place, checkable=True))
        inside.addStretch(1)
        inside.addWidget(self._add(HELP, checkable=True))
        inside.addWidget(self._add(LOCK, checkable=False))
        inside.addWidget(self._add(LEAVE, checkable=False))
        self.retext()
        self.repaint_icons()

    def _add(self, place: Placement, *, checkable: bool) -> Button:
        button = Button("", PLACE)
        button.setCheckable(checkable)
        if checkable:
            button.clicked.connect(lambda: self.chosen.emit(place.page))
        else:
            button.clicked.connect(self.lock if place is LOCK else self.leave)
        self._buttons[place.page] = (button, place)
        return button

    def show_here(self, page: str) -> None:
        """Mark the place that is shown; a page that is no place marks none.

        No button group: with one, Qt lets Tab come to the marked place only.
        """
        for name, (button, _place) in self._buttons.items():
            if button.isCheckable():
                button.setChecked(name == page)

    def allow(self, *, with_vault: bool, with_case: bool) -> None:
        """Without an open vault only help and the way out; without a case, the cases too."""
        for name, (button, _place) in self._buttons.items():
            if name in (HELP.page, LEAVE.page):
                continue
            button.setEnabled(with_vault and (with_case or name in ("case", "lock")))
        self.repaint_icons()

    def retext(self) -> None:
        """Read the texts anew."""
        self._mark.setText(self._context.tr("Ongi"))
        for button, place in self._buttons.values():
            button.setText(f"  {self._context.tr(place.text)}")
            button.setAccessibleName(self._context.tr(place.text))
        lock, _place = self._buttons[LOCK.page]
        what = self._context.tr("Locks at once (Ctrl+L). What is under way stops where it is safe.")
        lock.setToolTip(what)
        lock.setAccessibleDescription(what)
        leave, _place = self._buttons[LEAVE.page]
        what = self._context.tr(
            "Locks and shows a page that tells nothing (Ctrl+Shift+L, or Esc three times). "
            "Ctrl+Shift+L also brings back."
        )
        leave.setToolTip(what)
        leave.setAccessibleDescription(what)

    def repaint_icons(self) -> None:
        """Draw the icons in the colours, and be as wide as the size of text in use now needs."""
        self.setFixedWidth(scaled(WIDTH))
        for button, place in self._buttons.values():
            button.setIconSize(QSize(scaled(ICON), scaled(ICON)))
            button.setIcon(icon(place.icon, tokens().ink2, scaled(ICON), here=tokens().accent))
