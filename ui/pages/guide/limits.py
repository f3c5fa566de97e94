"""What this app can't do, plainly, each with what helps instead. Needs no vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.program.guiding import ToldLimit


class LimitsPage(Page):
    """A card for each."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._found: tuple[ToldLimit, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Ways to help above, the cards below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What this app can't do"))
        self.head_button(
            lambda: tr("Where to find help"), lambda: self.context.go("help"), filled=False
        )
        self.back = self.head_button(
            lambda: tr("Back to where you were"), self.context.ways.back.emit, filled=False
        )
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr(
                "Better to know it beforehand. What stands here is no reason not to begin: "
                "each has something that helps instead."
            ),
        )
        self._column = Card("plain", spacing=12)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self.desk.addWidget(intro)
        self.desk.addWidget(self._column)

    def refresh(self, subject: object = None) -> None:
        """Read it once a language."""
        self.back.setVisible(self.context.ways.can_go_back)
        self._read()

    def on_changed(self, what: object) -> None:
        """Nothing here hangs on what is in a case."""

    def retext(self) -> None:
        """The cards too."""
        super().retext()
        self._read()

    def _read(self) -> None:
        texts = self.context.language.texts

        def read(_job: Job) -> tuple[ToldLimit, ...]:
            from app.usecases.program.guiding import (
                limits_told,  # loaded on the lane: the window goes on
            )

            return limits_told(texts)

        self.context.without_vault(read, self._show, owner=self)

    def _show(self, found: tuple[ToldLimit, ...]) -> None:
        if found == self._found:
            return
        self._found = found
        self._column.empty()
        for one in found:
            card = Card(spacing=4)
            card.add(Words(one.title, "strong"), Words(one.text, "soft"), Words(one.instead))
            self._column.add(card)
