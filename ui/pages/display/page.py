"""How the screen looks: size of texts, colours, language. Each choice is in force at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.showing import FOLLOWING, IN_DARK, IN_LIGHT
from ui.theme.scale import SIZES
from ui.widgets.buttons import CHOICE, Button
from ui.widgets.card import Card, row_of
from ui.widgets.words import Words

_COLOURS = (
    (FOLLOWING, N_("As this computer does")),
    (IN_LIGHT, N_("Light")),
    (IN_DARK, N_("Dark")),
)
_LANGUAGES = (("ko", "한국어"), ("en", "English"))

Choices = Sequence[tuple[object, Callable[[], str]]]


class DisplayPage(Page):
    """A card for each choice. Needs no vault; with one open, it is kept there."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._groups: list[tuple[dict[object, Button], Callable[[], object]]] = []
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Size, colours, language, and where it is kept."""
        tr, showing = self.context.tr, self.context.showing
        self.say(self.title.say, lambda: tr("Text size and colours"))
        self.head_button(
            lambda: tr("Where to find help"), lambda: self.context.go("help"), filled=False
        )
        self.back = self.head_button(
            lambda: tr("Back to where you were"), self.context.ways.back.emit, filled=False
        )
        sizes = [(size, partial("{} %".format, size)) for size in SIZES]
        self._card(
            lambda: tr("Text size"),
            lambda: tr("Anywhere: Ctrl and + for larger, Ctrl and - for smaller, Ctrl and 0."),
            sizes,
            lambda: showing.text_size,
            showing.choose_text_size,
        )
        self._card(
            lambda: tr("Colours"),
            lambda: tr("Dark is easier on the eyes at night, and shines less into a room."),
            [(name, partial(tr, said)) for name, said in _COLOURS],
            lambda: showing.colours,
            showing.choose_colours,
        )
        self._card(
            lambda: "언어 · Language",
            lambda: tr("Reports keep the language of the place they go to."),
            [(code, partial(str, name)) for code, name in _LANGUAGES],
            lambda: self.context.language.texts.language,
            showing.choose_language,
        )
        where = Words("", "quiet")
        self.say(
            where.say,
            lambda: tr(
                "This is kept inside the vault. Without an open one it holds until the "
                "window is closed; nothing is written on this computer."
            ),
        )
        self.desk.addWidget(where)
        showing.changed.connect(self._mark)

    def _card(
        self,
        title: Callable[[], str],
        what: Callable[[], str],
        choices: Choices,
        now: Callable[[], object],
        choose: Callable[..., None],
    ) -> None:
        card, lead, quiet = Card(), Words("", "strong"), Words("", "quiet")
        self.say(lead.say, title)
        self.say(quiet.say, what)
        group, buttons = QButtonGroup(card), {}
        for value, said in choices:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, value=value: choose(value))
            self.say(button.say, said)
            group.addButton(button)
            buttons[value] = button
        card.add(lead)
        card.inside.addLayout(row_of(*buttons.values()))
        card.add(quiet)
        self.desk.addWidget(card)
        self._groups.append((buttons, now))

    def refresh(self, subject: object = None) -> None:
        """Mark what is in force."""
        self.back.setVisible(self.context.ways.can_go_back)
        self._mark()

    def retext(self) -> None:
        """The marks too: the language may have changed elsewhere."""
        super().retext()
        self._mark()

    def leave_case(self) -> None:
        """Nothing here belongs to a case."""

    def _mark(self) -> None:
        for buttons, now in self._groups:
            buttons[now()].setChecked(True)
