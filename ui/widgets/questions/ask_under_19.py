"""The question about the age of those who are shown, for a case that began without it: asked once.

It stands where pictures could come in. Leaving it open is an answer too. See facts, domain 8.1.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.case.minors import Under19, is_protected
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, row_of
from ui.widgets.questions.under_19 import Under19Question
from ui.widgets.words import Words


class AskUnder19(Card):
    """Hidden until it is asked; `answered` carries the answer and whether a school is in it."""

    answered = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__("fact", spacing=10)
        self._context = context
        self._lead = Words("", "soft")
        self.question = Under19Question(context)
        self.keep, self.later = Button("", SECONDARY), Button("", QUIET)
        self.keep.clicked.connect(self._keep)
        self.later.clicked.connect(lambda: self.answered.emit(Under19.NOT_SAID, False))
        self.add(self._lead, self.question)
        self.inside.addLayout(row_of(self.keep, self.later))
        self.hide()
        self.retext()

    def retext(self) -> None:
        """All words in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("Before a picture comes in, one question. It is asked only once."))
        self.question.retext()
        self.keep.say(tr("Keep this answer"))
        self.later.say(tr("Leave it open and go on"))

    def ask(self) -> None:
        """Show it, with nothing answered."""
        self.question.choose(Under19.NOT_SAID)
        self.show()

    def forget(self) -> None:
        """Hide it, and take back what was chosen in it."""
        self.question.choose(Under19.NOT_SAID)
        self.hide()

    def _keep(self) -> None:
        answer, school = self.question.answer(), self.question.school()
        if answer is not Under19.NOT_SAID or is_protected(answer, school=school):
            self.answered.emit(answer, school)
