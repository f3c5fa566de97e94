"""Care and safety: how pictures show, when a pause is offered, when it locks, who sees the window.

Each choice is in force at once and kept in the vault. The defaults are the safest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QButtonGroup

from app.domain.care import AT_ONCE, IDLE_MINUTES, Care
from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.system.hiding import Ability, ability
from ui.widgets.buttons import CHOICE, Button
from ui.widgets.card import Card, row_of
from ui.widgets.tick import Tick
from ui.widgets.words import Words

Said = Callable[[], str]

_HIDES = {
    Ability.YES: N_(
        "Captures and shared screens leave this window out. A photograph of the screen shows it."
    ),
    Ability.PARTLY: N_(
        "Some captures leave this window out, newer programs show it all the same. "
        "A photograph of the screen shows it too."
    ),
    Ability.NO: N_(
        "Captures of the screen can't be held off on this computer. "
        "Close other programs that share or record the screen first."
    ),
}


class CarePage(Page):
    """A card for each thought."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._ticks: dict[str, Tick] = {}
        self._choices: dict[str, dict[object, Button]] = {}
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Pictures, pauses, locking, captures, leaving."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Viewing and locking"))
        self.head_button(
            lambda: tr("Text size and colours"), lambda: self.context.go("display"), filled=False
        )
        self.head_button(
            lambda: tr("Where to find help"), lambda: self.context.go("help"), filled=False
        )
        card = self._card(lambda: tr("Pictures, films and sounds"))
        self._tick(card, "grey", lambda: tr("Show them without colours"))
        self._tick(card, "silent", lambda: tr("Begin films and sounds without sound"))
        self._choose(
            card,
            "hold",
            {
                True: lambda: tr("Show only while held"),
                False: lambda: tr("Show until pressed again"),
            },
        )
        card = self._card(lambda: tr("A pause now and then"))
        self._said(card, lambda: tr("After this many in one go, a card offers to rest."))
        pauses: dict[object, Said] = {one: self._pictures(one) for one in AT_ONCE if one}
        self._choose(card, "at_once", {**pauses, 0: lambda: tr("Don't offer")})
        card = self._card(lambda: tr("Lock by itself"))
        self._said(
            card,
            lambda: tr(
                "After this long without keys or mouse. It also locks when the computer sleeps, "
                "the screen locks or the lid closes. At once: Ctrl+L."
            ),
        )
        minutes: dict[object, Said] = {one: self._minutes(one) for one in IDLE_MINUTES}
        self._choose(card, "idle_minutes", minutes)
        self._build_hiding()
        self._build_leaving()
        where = Words("", "quiet")
        self.say(
            where.say,
            lambda: tr("Kept inside the vault, and in force as soon as it is unlocked."),
        )
        self.desk.addWidget(where)
        self.context.session.cared.connect(self._mark)

    def _pictures(self, count: int) -> Said:
        ntr = self.context.ntr
        return lambda: ntr("{count} picture", "{count} pictures", count)

    def _minutes(self, count: int) -> Said:
        ntr = self.context.ntr
        return lambda: ntr("{count} minute", "{count} minutes", count)

    def _build_hiding(self) -> None:
        tr, can = self.context.tr, ability()
        card = self._card(lambda: tr("Captures of the screen"))
        if can is not Ability.NO:
            self._tick(card, "hide", lambda: tr("Leave this window out of captures"))
        self._said(card, lambda: tr(_HIDES[can]))

    def _build_leaving(self) -> None:
        tr = self.context.tr
        card = self._card(lambda: tr("When somebody comes"))
        self._said(
            card,
            lambda: tr(
                "Ctrl+Shift+L, or Esc three times quickly: it locks, and a page that counts "
                "letters stands there. What was typed is kept. Ctrl+Shift+L brings back."
            ),
        )
        self._said(
            card,
            lambda: tr("On a shared computer, a USB stick or another computer is safer still."),
        )

    def _card(self, title: Said) -> Card:
        card, lead = Card(spacing=10), Words("", "strong")
        self.say(lead.say, title)
        card.add(lead)
        self.desk.addWidget(card)
        return card

    def _said(self, card: Card, text: Said) -> None:
        words = Words("", "soft")
        self.say(words.say, text)
        card.add(words)

    def _tick(self, card: Card, name: str, text: Said) -> None:
        tick = Tick()
        self.say(tick.say, text)
        tick.clicked.connect(lambda on: self._take(name, on))
        card.add(tick)
        self._ticks[name] = tick

    def _choose(self, card: Card, name: str, choices: dict[Any, Said]) -> None:
        group, buttons = QButtonGroup(card), {}
        for value, text in choices.items():
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, value=value: self._take(name, value))
            self.say(button.say, text)
            group.addButton(button)
            buttons[value] = button
        card.inside.addLayout(row_of(*buttons.values()))
        self._choices[name] = buttons

    def refresh(self, subject: object = None) -> None:
        """Show what is in force."""
        self._mark(self.context.session.care)

    def clear(self) -> None:
        """After a lock the safest is in force; `cared` told so."""

    def leave_case(self) -> None:
        """Nothing here belongs to a case."""

    def _mark(self, care: Care) -> None:
        for name, tick in self._ticks.items():
            tick.setChecked(getattr(care, name))
        for name, buttons in self._choices.items():
            buttons[getattr(care, name)].setChecked(True)

    def _take(self, name: str, value: object) -> None:
        from app.usecases.settings.caring import set_care

        session = self.context.session
        care = replace(session.care, **{name: value})  # type: ignore[arg-type]
        session.take_care(care)
        self.context.with_vault(
            lambda vault, _job: set_care(vault, care), lambda _none: None, owner=self
        )
