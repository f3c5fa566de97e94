"""Where to find help: numbers to call by oneself, each with the date of the fact.

Needs no vault; calls nobody.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.theme.scale import scaled
from ui.widgets.buttons import CHOICE, QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.flow import Flow
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.helping import Contactable

LANGUAGES = (("ko", "한국어"), ("en", "English"))
WAYS_ON = (
    ("directory", N_("All places")),
    ("guide", N_("How to keep evidence")),
    ("limits", N_("What this app can't do")),
)
"""Where one can go on from here, below the numbers."""
NUMBER = re.compile("[0-9#-]{1,8}")
WIDE = 160


class HelpPage(Page):
    """A row for each body; and the language of the screen, because it is looked for here."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._bodies: tuple[Contactable, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Language above, bodies below, and where to go on from here."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Where to find help"))
        self._languages: dict[str, Button] = {}
        self.back = self.head_button(
            lambda: tr("Back to where you were"), self.context.ways.back.emit, filled=False
        )
        languages = QWidget()
        beside = Flow(languages)
        for code, name in LANGUAGES:
            button = Button("", CHOICE)
            button.say(name)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, to=code: self.context.showing.choose_language(to))
            self._languages[code] = button
            beside.addWidget(button)
        display = Button("", QUIET)
        display.clicked.connect(lambda: self.context.go("display"))
        self.say(display.say, lambda: tr("Text size and colours"))
        beside.addWidget(display)
        self.desk.addWidget(languages)
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr(
                "You can talk first and decide later. "
                "This app calls nobody; you choose whom and when."
            ),
        )
        self.desk.addWidget(intro)
        self._column = Card(spacing=12)
        self.desk.addWidget(self._column)
        self.desk.addWidget(self._ways_on())

    def _ways_on(self) -> QWidget:
        """To all the others, to the guides, to what the app can't do."""
        tr, holder = self.context.tr, QWidget()
        beside = Flow(holder)
        for page, text in WAYS_ON:
            button = Button("", SECONDARY)
            button.clicked.connect(lambda _on=False, to=page: self.context.go(to))
            self.say(button.say, partial(tr, text))
            beside.addWidget(button)
        return holder

    def refresh(self, subject: object = None) -> None:
        """Read the directory, and show it in the size of texts in use now."""
        from app.usecases.reports.helping import where_to_turn

        self._mark_language()
        self.back.setVisible(self.context.ways.can_go_back)
        self.context.without_vault(lambda _job: where_to_turn(), self._show, owner=self)

    def retext(self) -> None:
        """The bodies too."""
        super().retext()
        self._mark_language()
        self._show(self._bodies)

    def _mark_language(self) -> None:
        for code, button in self._languages.items():
            button.setChecked(code == self.context.language.texts.language)

    def _show(self, bodies: tuple[Contactable, ...]) -> None:
        self._bodies = bodies
        clear_layout(self._column.inside)
        for place, body in enumerate(bodies):
            if place:
                self._column.add(Card("rule"))
            self._column.inside.addLayout(self._row(body))

    def _row(self, body: Contactable) -> QHBoxLayout:
        """The first way in large, to be read from across a table; beside it whose it is."""
        from app.usecases.reports.directory import checked_words

        texts = self.context.language.texts
        first, *others = [contact.value for contact in body.contacts]
        call = Words(first, "call" if NUMBER.fullmatch(first) else "strong").selectable()
        call.setMinimumWidth(scaled(WIDE))
        call.setMaximumWidth(scaled(WIDE))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(body.name.in_language(texts.language), "strong"))
        words.addWidget(Words(body.takes.in_language(texts.language)))
        hours = body.hours.in_language(texts.language) if body.hours else ""
        more = " · ".join(word for word in (hours, *others) if word)
        if more:
            words.addWidget(Words(more, "soft").selectable())
        words.addWidget(Words(checked_words(body, texts), "quiet"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(call, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row
