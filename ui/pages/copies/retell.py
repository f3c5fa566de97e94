"""Write down what an item says, or what it says in another language, as a text of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.domain.evidence.copies import Relation
from app.domain.text.textsafe import visible_name
from app.i18n import N_
from ui.context import Context
from ui.pages.copies.redact_side import Choices
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Item
    from app.usecases.intake.adding import Added

NAME_LENGTH = 40
LANGUAGE_LENGTH = 40
WIDTH, HEIGHT = 240, 260
WAYS = {
    Relation.TRANSCRIPT: N_("What it says"),
    Relation.TRANSLATION: N_("A translation"),
}


class RetellPage(Page):
    """A text, its language, one action."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item: Item | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Which of the two, language, text."""
        tr = self.context.tr
        self.head_button(lambda: tr("Back to the item"), self._back, filled=False)
        self._keep = self.head_button(lambda: tr("Keep the text"), self.keep, filled=True)
        intro, which, tongue = Words("", "soft"), Words("", "strong"), Words("", "strong")
        self._language, self._text = QLineEdit(), QPlainTextEdit()
        self._language.setMaxLength(LANGUAGE_LENGTH)
        self._language.setFixedWidth(WIDTH)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(HEIGHT)
        self._text.textChanged.connect(self._allow)
        self._which = Choices(self, WAYS)
        self.say(
            intro.say,
            lambda: tr(
                "It is kept as a text that a person typed, beside the original. "
                "Where it can't be made out, say so in the text."
            ),
        )
        self.say(which.say, lambda: tr("What you write"))
        self.say(tongue.say, lambda: tr("Language of the text"))
        self.say(self._language.setAccessibleName, lambda: tr("Language of the text"))
        self.say(self._text.setAccessibleName, lambda: tr("The text"))
        self.say(self._language.setPlaceholderText, lambda: tr("Korean"))
        card = Card()
        self._problem = Words("", "care")
        card.add(which, self._which, tongue, self._language, self._text, self._problem)
        self.desk.addWidget(intro)
        self.desk.addWidget(card)
        self.clear()

    def refresh(self, subject: object = None) -> None:
        """Begin with an item, asked for by its identifier; without one, go on as it is."""
        from app.usecases.items.evidence import details

        if isinstance(subject, str) and (self._item is None or subject != self._item.id):
            self.clear()
            case = self.context.session.case
            here = None if case is None else case.id
            self.context.with_vault(
                lambda vault, _job: details(vault, subject, here).item, self._begin, owner=self
            )

    def on_changed(self, what: Changed) -> None:
        """What is typed here does not change by it."""

    def clear(self) -> None:
        """Let go of what was typed."""
        self._item = None
        self._say_title()
        self.show_problem("")
        self._language.clear()
        self._text.clear()
        self._allow()

    def retext(self) -> None:
        """The title too."""
        super().retext()
        self._say_title()

    def _say_title(self) -> None:
        tr, item = self.context.tr, self._item
        if item is None:
            self.title.say(tr("Write down what it says"))
        else:
            self.title.say(tr("What {name} says", name=visible_name(item.name, NAME_LENGTH)))

    def _back(self) -> None:
        self.context.go("item", self._item.id if self._item is not None else None)

    def _begin(self, item: Item) -> None:
        self._item = item
        self._say_title()
        self._allow()

    def _allow(self) -> None:
        self._keep.setEnabled(self._item is not None and bool(self._text.toPlainText().strip()))

    def show_problem(self, text: str) -> None:
        """What stands against the text, beside it."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def keep(self) -> None:
        """Keep the text as a new item."""
        from app.usecases.copies.retelling import retell

        case, item, text = self.context.session.case, self._item, self._text.toPlainText()
        if case is None or item is None:
            return
        language = self._language.text().strip() or self._language.placeholderText()
        translated = self._which.value is Relation.TRANSLATION
        self.show_problem("")
        self._keep.setEnabled(False)
        self.context.with_vault(
            lambda vault, job: retell(
                vault, case.id, item.id, text, job, language=language, translated=translated
            ),
            self._made,
            owner=self,
            place=self,
            failed=lambda _error: self._allow(),
        )

    def _made(self, added: Added) -> None:
        tr = self.context.tr
        self.clear()
        self.context.session.tell(Changed.EVIDENCE)
        self.context.messages.good(
            tr("The text is kept: {name}", name=visible_name(added.item.name, NAME_LENGTH)),
            tr("Its words are found by search."),
        )
        self.context.go("item", added.item.id)
