"""How the screen looks: size of texts, colours, language. Read at unlocking, kept when chosen.

With no vault open a choice holds for this sitting and is written nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.theme.scale import SIZES, text_size
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, Tokens

if TYPE_CHECKING:
    from app.usecases.settings.displaying import Display
    from ui.context import Context

FOLLOWING, IN_LIGHT, IN_DARK = "system", "light", "dark"
_SETS: dict[str, Tokens | None] = {FOLLOWING: None, IN_LIGHT: LIGHT, IN_DARK: DARK}


class Showing(QObject):
    """The one place that changes how the screen looks. `changed` comes after it is in force."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._context: Context | None = None

    def attach(self, context: Context) -> None:
        """Read what an opened vault says; keep what is chosen while it is open."""
        self._context = context
        context.session.opened.connect(self._read)

    @property
    def text_size(self) -> int:
        """In percent."""
        return text_size()

    @property
    def colours(self) -> str:
        """`system`, `light` or `dark`."""
        kept = self._theme.fixed
        return FOLLOWING if kept is None else (IN_DARK if kept.dark else IN_LIGHT)

    def choose_text_size(self, percent: int) -> None:
        """Draw texts in this size from now on."""
        if percent != text_size():
            self._theme.set_text_size(percent)
            self._keep(text_size=percent)

    def step_text_size(self, steps: int) -> None:
        """So many sizes larger, or smaller below 0, as far as there are any."""
        place = SIZES.index(text_size()) + steps
        self.choose_text_size(SIZES[max(0, min(len(SIZES) - 1, place))])

    def choose_colours(self, name: str) -> None:
        """Light, dark, or as the system."""
        if name != self.colours:
            self._theme.fix(_SETS[name])
            self._keep(colours=name)

    def choose_language(self, language: str) -> None:
        """Speak this language from now on (`ko` or `en`)."""
        if self._context is not None:
            self._context.language.set(language)
        self._keep(language=language)

    def _read(self) -> None:
        from app.usecases.settings.displaying import display_of

        if self._context is not None:
            self._context.with_vault(lambda vault, _job: display_of(vault), self._use, owner=self)

    def _use(self, display: Display) -> None:
        if display.text_size is not None and display.text_size != text_size():
            self._theme.set_text_size(display.text_size)
        if display.colours is not None and display.colours.value != self.colours:
            self._theme.fix(_SETS[display.colours.value])
        if display.language is not None and self._context is not None:
            self._context.language.set(display.language)
        self.changed.emit()

    def _keep(
        self,
        *,
        text_size: int | None = None,
        colours: str | None = None,
        language: str | None = None,
    ) -> None:
        self.changed.emit()
        if self._context is None or not self._context.session.is_open:
            return
        from app.usecases.settings.displaying import Colours, Display, set_display

        chosen = Display(text_size, Colours(colours) if colours else None, language)
        self._context.with_vault(
            lambda vault, _job: set_display(vault, chosen), lambda _done: None, owner=self
        )
