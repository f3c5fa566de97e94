"""What the law says, as it was read: by kind of harm, or by statute. No legal advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.law import Told


class LawPage(Page):
    """One choice above, a card for each provision below."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._found: tuple[Told, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The plain word that this is no advice stands first."""
        from app.usecases.reports.law import NOT_ADVICE

        tr = self.context.tr
        self.say(self.title.say, lambda: tr("The law"))
        self.head_button(
            lambda: tr("Who can help"), lambda: self.context.go("directory"), filled=False
        )
        care, advice, more = Card("care", spacing=4), Words("", "strong"), Words("", "soft")
        self.say(advice.say, lambda: tr(NOT_ADVICE))
        self.say(
            more.say,
            lambda: tr("A kind of harm suggests what to look at. “Not sure” is a good answer too."),
        )
        care.add(advice, more)
        self._box = ChoiceBox()
        self.say(self._box.setAccessibleName, lambda: tr("Kind of harm, or statute"))
        self._box.activated.connect(lambda _index: self._read())
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        for widget in (care, self._box, self._column):
            self.desk.addWidget(widget)
        self._offer()

    def refresh(self, subject: object = None) -> None:
        """Read; `subject` names a kind of harm or a statute."""
        if isinstance(subject, str):
            self._box.setCurrentIndex(max(0, self._box.findData(subject)))
        self._read()

    def retext(self) -> None:
        """The choice and the provisions too."""
        super().retext()
        self._offer()
        self._read()

    def clear(self) -> None:
        """Nothing here came out of the vault; what was chosen tells of the case."""
        self._box.setCurrentIndex(0)
        self._show(())

    def leave_case(self) -> None:
        """What was chosen tells of the case."""
        self.clear()

    def _offer(self) -> None:
        from app.usecases.reports.law import harm_names, statute_names

        texts, chosen = self.context.language.texts, max(0, self._box.currentIndex())
        self._box.clear()
        for name, words in (*harm_names(texts), *statute_names(texts)):
            self._box.addItem(words, name)
        self._box.setCurrentIndex(chosen)

    def _read(self) -> None:
        from app.usecases.reports.law import harm_names, law_of, law_suggested

        texts, chosen = self.context.language.texts, str(self._box.currentData())

        def work(_job: object) -> tuple[Told, ...]:
            if any(chosen == name for name, _words in harm_names(texts)):
                return law_suggested(texts, chosen)
            return law_of(texts, statute=chosen)

        self.context.without_vault(work, self._show, owner=self)

    def _show(self, found: tuple[Told, ...]) -> None:
        tr = self.context.tr
        self._found = found
        self._column.empty()
        for one in found:
            card = Card(spacing=6)
            card.add(Words(one.title, "lead"), Words(one.content))
            if one.effect:
                card.add(Words(tr("What follows: {effect}", effect=one.effect), "soft"))
            if one.notes:
                card.add(Words(one.notes, "soft"))
            card.add(Words(f"{one.statute} · {one.checked}", "quiet"))
            self._column.add(card)
        sources = dict.fromkeys(source for one in found for source in one.sources)
        if sources:
            self._column.add(Words(tr("Read in: {source}", source="; ".join(sources)), "quiet"))
