"""The third screen: a passphrase, what it is worth, and words drawn for one. Then the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from app.i18n import N_
from app.jobs import Job
from ui.pages.first.step import Step
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.strength import StrengthMeter
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.passphrases import WordLanguage

WORTH = {
    "too_short": (0, N_("Eight letters or more can be used; several words are good.")),
    "a_day": (1, N_("Somebody who tries could find it within a day. More words help.")),
    "a_year": (2, N_("Somebody who tries hard could find it within a year.")),
    "a_century": (3, N_("Finding it would take years, even for somebody with many computers.")),
    "longer": (4, N_("Finding it would take longer than a life, even with a thousand computers.")),
}
"""By `app.usecases.passphrases.Lasts`."""
ASK_AFTER_MS = 120


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
        self.meter = StrengthMeter()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self.weigh)
        self.first.field.textChanged.connect(self._ask_soon.start)
        self.page.say(lambda _text: self.weigh(), str)
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
        self._ask_soon.stop()
        self.meter.show_worth(0, "")
        self.meter.hide()

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
            from app.usecases.passphrases import draw_words

            return draw_words(language)

        self.context.without_vault(work, self._take_words, owner=self)

    def _take_words(self, words: str) -> None:
        self.first.field.setText(words)
        self.first.show_problem("")
        self.first.show_it.setChecked(True)
        self.second.clear()
        self._drawn.show()
        self.weigh()
        self.second.field.setFocus()

    def weigh(self) -> None:
        """Say what was typed is worth; nothing where nothing was."""
        text = self.first.text()
        if not text:
            self.meter.hide()
            return

        def work(_job: Job) -> str:
            from app.usecases.passphrases import how_strong

            return how_strong(text).lasts.value

        self.context.without_vault(work, lambda lasts: self._show_worth(text, lasts), owner=self)

    def _show_worth(self, text: str, lasts: str) -> None:
        """Only of what still stands there."""
        if text == self.first.text():
            filled, sentence = WORTH[lasts]
            self.meter.show_worth(filled, self.context.tr(sentence))
            self.meter.show()
