"""Follows the system's light or dark, live, and hands the colours to whoever paints.

The style-hints object is kept in a variable: asked for in one expression it is already deleted
(facts: models 5.2, T7).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import TEXT_PX
from ui.theme.scale import SIZES, scaled, text_size, use_text_size
from ui.theme.sheet import style_sheet
from ui.theme.tokens import DARK, LIGHT, Tokens

_COLOURS = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "paper",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "line",
}

_current: list[Tokens] = [LIGHT]


def tokens() -> Tokens:
    """The colours in use now, for painters. Like the style sheet, one for the whole application."""
    return _current[0]


class Theme(QObject):
    """The application's colours. `changed` comes after the sheet is in place."""

    changed = Signal()

    def __init__(self, application: QApplication, *, scheme: Tokens | None = None) -> None:
        """Follow the system, or keep to `scheme` where one is given."""
        super().__init__(application)
        self._application = application
        self._fixed = scheme
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        application.setStyle("Fusion")
        self._follow(self._hints.colorScheme())

    def fix(self, scheme: Tokens | None) -> None:
        """Keep to one set of colours from now on, or follow the system again with None."""
        self._fixed = scheme
        self._follow(self._hints.colorScheme())

    @property
    def fixed(self) -> Tokens | None:
        """The set of colours that is kept to, or None where the system is followed."""
        return self._fixed

    def set_text_size(self, percent: int) -> None:
        """Draw all texts in this size from now on: one of `SIZES`."""
        use_text_size(percent)
        font = QFont(self._application.font())
        font.setPixelSize(scaled(TEXT_PX))
        self._application.setFont(font)
        self._follow(self._hints.colorScheme())

    def step_text_size(self, steps: int) -> None:
        """So many sizes larger, or smaller below 0, as far as there are any."""
        place = SIZES.index(text_size()) + steps
        self.set_text_size(SIZES[max(0, min(len(SIZES) - 1, place))])

    def _follow(self, of_system: Qt.ColorScheme) -> None:
        dark = of_system == Qt.ColorScheme.Dark
        self._apply(self._fixed or (DARK if dark else LIGHT))

    def _apply(self, scheme: Tokens) -> None:
        _current[0] = scheme
        palette = QPalette()
        for role, name in _COLOURS.items():
            palette.setColor(role, QColor(getattr(scheme, name)))
        sheet = style_sheet(scheme, text_size())
        if self._application.styleSheet() != sheet:
            self._application.setPalette(palette)
            self._application.setStyleSheet(sheet)
        self.changed.emit()
