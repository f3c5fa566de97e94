"""The third screen: a passphrase, what it is worth, and words drawn for one. Then the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.jobs import Job
from ui.pages.first.step import Step
from ui.pages.ways_in.passphrase_worth import PassphraseWorth
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.ways_in.passphrases import WordLanguage


class PassphraseStep(Step):
    """Typed twice; `make` asks for the vault."""

    make = Signal()

    def title(self) -> str:
        """What is asked."""
        return self.context.tr("A passphrase that only you know")

    def build(self) -> None:
        """Two fields, the worth between them, and words for whoever wants some."""
        tr = self.context.tr
        self.words(
            "soft",
            lambda: tr(
                "It opens the vault. Several words in a row are easy to remember and hard to "
                "guess; names, birthdays and telephone numbers are tried early by those who know "
                "you."
            ),
        )
        self.first, self.second = PassphraseField(), PassphraseField()
        self.page.say_passphrase(self.first, lambda: tr("Passphrase"))
        self.page.say_passphrase(self.second, lambda: tr("The same passphrase once more"))
        self.first.entered.connect(self.second.field.setFocus)
        self.second.entered.connect(self.make)
        self.meter = PassphraseWorth(self.page, self.first)
        draw = Button("", SECONDARY)
        draw.clicked.connect(self.draw)
        self.page.say(draw.say, lambda: tr("Draw six words for me"))
        self._drawn = Words("", "text")
        self.page.say(
            self._drawn.say,
            lambda: tr(
                "Write these words down on paper, for a place that only you know. Then type them "
                "once more below."
            ),
        )
        self._drawn.hide()
        self.card.add(self.first, self.meter)
        self.card.add_row(draw)
        self.card.add(self._drawn, self.second)
        self.next = self.go_on(lambda: tr("Make the vault"), self.back_button())
        self.next.clicked.connect(self.make)
        self.progress = ProgressPanel(self.context)
        self.card.add(self.progress)
        self.then(lambda: tr("Next: the vault is made, and what helps if this is forgotten."))

    def begin(self) -> None:
        """Where typing begins."""
        self.first.field.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()
        self._drawn.hide()

    def typed(self) -> str | None:
        """The passphrase, or None, with a sentence beside the field, where the two differ."""
        tr = self.context.tr
        if not self.first.text():
            self.first.show_problem(tr("Type a passphrase first, or let six words be drawn."))
            self.first.field.setFocus()
            return None
        if self.first.text() != self.second.text():
            self.second.show_problem(tr("The two are not the same. Type them again."))
            self.second.field.setFocus()
            return None
        return self.first.text()

    def draw(self) -> None:
        """Have six words drawn, and put them in for all to see who sit here."""
        language: WordLanguage = "en" if self.context.language.texts.language == "en" else "ko"

        def work(_job: Job) -> str:
            from app.usecases.ways_in.passphrases import draw_words

            return draw_words(language)

        self.context.without_vault(work, self._take_words, owner=self)

    def _take_words(self, words: str) -> None:
        self.first.field.setText(words)
        self.first.show_problem("")
        self.first.show_it.setChecked(True)
        self.second.clear()
        self._drawn.show()
        self.meter.weigh()
        self.second.field.setFocus()
