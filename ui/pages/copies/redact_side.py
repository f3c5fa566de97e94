"""The controls beside the picture: seeing it, how places are covered, when, and the sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.evidence.copies import Area, Covering, Sound
from app.i18n import N_
from ui.pages.page import Page
from ui.pages.viewing.way import clock_of
from ui.widgets.buttons import CHOICE, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.tick import Tick
from ui.widgets.words import Words

WIDTH = 320
HOWS = {Covering.FILL: N_("One dark colour"), Covering.MOSAIC: N_("Mosaic")}
SOUNDS = {
    Sound.KEPT: N_("Keep the sound"),
    Sound.SILENT: N_("Silent while covered"),
    Sound.NONE: N_("No sound"),
}


class Choices(QWidget):
    """A few choices of which one holds. `chosen` tells which by the person's hand."""

    chosen = Signal(object)

    def __init__(self, page: Page, texts: Mapping[Any, str]) -> None:
        super().__init__()
        flow = Flow(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[object, Button] = {}
        for value, text in texts.items():
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, value))
            page.say(button.say, partial(page.context.tr, text))
            self._group.addButton(button)
            self._buttons[value] = button
            flow.addWidget(button)
        self._buttons[next(iter(texts))].setChecked(True)

    def _choose(self, value: object, *_on: object) -> None:
        self.chosen.emit(value)

    def show_chosen(self, value: object) -> None:
        """Show which one holds."""
        self._buttons[value].setChecked(True)

    def show_none(self) -> None:
        """Show that nothing was chosen yet."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    @property
    def value(self) -> object:
        """The one that holds."""
        return next(value for value, button in self._buttons.items() if button.isChecked())


class RedactSide(Card):
    """A card of controls; the page listens to their buttons."""

    def __init__(self, page: Page) -> None:
        super().__init__(spacing=10)
        self.setFixedWidth(WIDTH)
        self._tr: Callable[..., str] = page.context.tr
        tr = page.context.tr
        self.show_it, self.in_colour = Tick(), Tick()
        self.every_page, self.sure = Tick(), Tick()
        self.how = Choices(page, HOWS)
        self.sound = Choices(page, SOUNDS)
        self.mark, self.out, self.undo = (Button("", SECONDARY) for _ in range(3))
        self.from_here, self.to_here = Button("", SECONDARY), Button("", SECONDARY)
        self.chosen = Words("", "quiet")
        self._sound_words = Words("", "strong")
        self.sure_words = Words("", "soft")
        page.say(self.show_it.say, lambda: tr("Show the picture"))
        page.say(self.in_colour.say, lambda: tr("In colour"))
        page.say(self.mark.say, lambda: tr("Mark a place"))
        page.say(self.out.say, lambda: tr("Take it out"))
        page.say(self.undo.say, lambda: tr("Undo"))
        page.say(self.from_here.say, lambda: tr("From here on"))
        page.say(self.to_here.say, lambda: tr("Until here"))
        page.say(self.every_page.say, lambda: tr("On every page"))
        page.say(self._sound_words.say, lambda: tr("Sound of the copy"))
        page.say(self.sure.say, lambda: tr("I looked at it"))
        page.say(
            self.sure_words.say,
            lambda: tr("Minor mode is on. The copy is kept only if it shows no sexual image."),
        )
        how = Words("", "strong")
        page.say(how.say, lambda: tr("What stands there then"))
        self.add_row(self.show_it, self.in_colour, spacing=20)
        self.add(how, self.how)
        self.add_row(self.mark, self.out, self.undo)
        self.add(self.chosen)
        self.add_row(self.from_here, self.to_here)
        self.add(self.every_page, self._sound_words, self.sound, self.sure_words, self.sure)
        self.inside.addStretch(1)

    def show_kind(self, *, film: bool, pages: bool, minor: bool) -> None:
        """Only what belongs to this kind of original."""
        for widget in (self.from_here, self.to_here, self._sound_words, self.sound):
            widget.setVisible(film)
        self.every_page.setVisible(pages)
        self.sure_words.setVisible(minor)
        self.sure.setVisible(minor)

    def show_chosen(self, area: Area | None, number: int, *, can_go_back: bool) -> None:
        """What is known of the chosen place."""
        tr = self._tr
        for button in (self.out, self.from_here, self.to_here, self.every_page):
            button.setEnabled(area is not None)
        self.undo.setEnabled(can_go_back)
        if area is None:
            self.chosen.say(tr("Draw a box on the picture, or mark a place and move it by arrows."))
            return
        self.how.show_chosen(area.how)
        self.every_page.setChecked(area.page is None)
        said = [
            tr("Place {number}", number=number + 1),
            f"{area.left}, {area.top}",
            f"{area.width} × {area.height}",
        ]
        if area.from_ms is not None or area.to_ms is not None:
            end = "" if area.to_ms is None else clock_of(area.to_ms)
            said.append(f"{clock_of(area.from_ms or 0)} – {end}")
        self.chosen.say(" · ".join(said))
