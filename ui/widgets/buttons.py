"""Buttons: the one filled action of a page, the bordered others, the quiet ones, and choices."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.icons import icon
from ui.theme.theme import tokens

PRIMARY = "primary"
SECONDARY = "secondary"
QUIET = "quiet"
CHOICE = "choice"
PLACE = "place"
CHOICE_SIDES = 2 * 14 + 2 + 2
"""Padding and border of a choice, as in the style sheet, and a little air."""


class Button(QPushButton):
    """A button of one kind. Reached by Tab; a click leaves the focus where it was."""

    def __init__(
        self, text: str = "", kind: str = SECONDARY, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """A choice is as wide as its text in the weight that it has once it is chosen."""
        hint = super().sizeHint()
        if self.property("kind") == CHOICE:
            chosen = QFont(self.font())
            chosen.setWeight(QFont.Weight.DemiBold)
            wanted = QFontMetrics(chosen).horizontalAdvance(self.text()) + CHOICE_SIDES
            hint.setWidth(max(hint.width(), wanted))
        return hint

    def become(self, kind: str) -> None:
        """Be a button of another kind from now on."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def say(self, text: str) -> None:
        """Show another text; screen readers hear the same."""
        self.setText(text)
        self.setAccessibleName(text)


class IconButton(Button):
    """A quiet button with an icon, with or without a text.

    Without one, `say` names it for screen readers.
    """

    def __init__(self, name: str, *, with_text: bool = False, kind: str = QUIET) -> None:
        super().__init__("", kind)
        self._icon = name
        self._with_text = with_text
        self.setIconSize(QSize(18, 18))
        if not with_text:
            self.setFixedWidth(36)
            self.setStyleSheet("padding: 0;")
        self.repaint_icon()

    def say(self, text: str) -> None:
        """Name it; the text shows only on a button with text, else as its tip."""
        self.setAccessibleName(text)
        if self._with_text:
            self.setText(text)
        else:
            self.setToolTip(text)

    def show_icon(self, name: str) -> None:
        """Another icon from now on."""
        self._icon = name
        self.repaint_icon()

    def repaint_icon(self) -> None:
        """Draw the icon in the colours in use now."""
        self.setIcon(icon(self._icon, tokens().ink2, 18))
