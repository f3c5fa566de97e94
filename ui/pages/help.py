"""Where to find help: numbers to call by oneself, each with the date of the fact.

Needs no vault; calls nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import CHOICE, Button
from ui.widgets.card import Card, clear_layout, row_of
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.helping import Contactable

LANGUAGES = (("ko", "한국어"), ("en", "English"))


class HelpPage(Page):
    """A card for each body; and the language of the screen, because it is looked for here."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._bodies: tuple[Contactable, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Language above, bodies below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Where to find help"))
        self._languages: dict[str, Button] = {}
        self.head_button(
            lambda: tr("All places"), lambda: self.context.go("directory"), filled=False
        )
        self.head_button(
            lambda: tr("Text size and colours"), lambda: self.context.go("display"), filled=False
        )
        for code, name in LANGUAGES:
            button = Button("", CHOICE)
            button.say(name)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, to=code: self.context.showing.choose_language(to))
            self._languages[code] = button
            self.head_widget(button)
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr(
                "You can talk first and decide later. "
                "This app calls nobody; you choose whom and when."
            ),
        )
        self.desk.addWidget(intro)
        self._cards = QHBoxLayout()
        self._column = Card(spacing=14)
        self.desk.addWidget(self._column)

    def refresh(self, subject: object = None) -> None:
        """Read the directory once."""
        from app.usecases.helping import where_to_turn

        self._mark_language()
        if not self._bodies:
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
        for body in bodies:
            self._add(body)

    def _add(self, body: Contactable) -> None:
        from app.usecases.directory import checked_words

        language = self.context.language.texts.language
        numbers = " · ".join(contact.value for contact in body.contacts)
        self._column.inside.addLayout(
            row_of(
                Words(numbers, "strong", wrap=False).selectable(),
                Words(body.hours.in_language(language) if body.hours else "", "quiet", wrap=False),
            )
        )
        self._column.add(
            Words(body.name.in_language(language)),
            Words(body.takes.in_language(language), "soft"),
            Words(checked_words(body, self.context.language.texts), "quiet"),
        )
        rule = Card("rule")
        self._column.add(rule)
