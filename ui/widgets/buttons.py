"""Buttons: the one filled action of a page, the bordered others, the quiet ones, and choices."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.icons import icon
from ui.theme.scale import scaled
from ui.theme.theme import tokens

PRIMARY = "primary"
SECONDARY = "secondary"
QUIET = "quiet"
CHOICE = "choice"
PLACE = "place"
START, END = "start", "end"
FLUSH = 16 + 1
"""The room beside the words of a quiet button, as in the style sheet, that it loses by leaning."""
ICON, SQUARE = 18, 36
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

    def lean(self, side: str) -> None:
        """Where it is a quiet one, its text stands flush with the `START` or `END` of its column.

        Without a border to be seen, the room around the text would look like a step to the side.
        """
        self.setProperty("edge", side)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
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
        self._grow()
        if not with_text:
            self.setStyleSheet("padding: 0;")
        self.repaint_icon()

    def say(self, text: str) -> None:
        """Name it; the text shows only on a button with text, else as its tip."""
        self.setAccessibleName(text)
        if self._with_text:
            self.setText(text)
        else:
            self.setToolTip(text)

    def lean(self, side: str) -> None:
        """Only with a text; an icon alone stands in the middle of its square."""
        if self._with_text:
            super().lean(side)

    def show_icon(self, name: str) -> None:
        """Another icon from now on."""
        self._icon = name
        self.repaint_icon()

    def repaint_icon(self) -> None:
        """Draw the icon in the colours and the size in use now."""
        self._grow()
        self.setIcon(icon(self._icon, tokens().ink2, scaled(ICON)))

    def changeEvent(self, event: QEvent) -> None:
        """Other colours, or another size of text: the icon follows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_icon"):
            self.repaint_icon()

    def _grow(self) -> None:
        """Icons grow with the texts."""
        self.setIconSize(QSize(scaled(ICON), scaled(ICON)))
        if not self._with_text:
            self.setFixedWidth(scaled(SQUARE))
