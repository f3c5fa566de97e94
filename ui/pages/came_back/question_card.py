"""One question of a recipient with a box for the answer, kept when it is asked to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.form.kept import KeptBox
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.follow_up.questions import Question

LINES = 3


class QuestionCard(Card):
    """What was asked, about what, by whose words; below it the answer."""

    def __init__(
        self, context: Context, question: Question, keep: Callable[[QuestionCard], object]
    ) -> None:
        from app.usecases.follow_up.questions import shown_text

        super().__init__(spacing=8)
        self.question = question
        tr = context.tr
        head = question.exhibit or tr("On the whole")
        self.add(Words(tr("Question: {about}", about=head), "lead"))
        self.add(Words(shown_text(question)).selectable())
        asked = (clock(question.asked_ms), one_line(question.asker, 120))
        self.add(Words(" · ".join(one for one in asked if one), "quiet"))
        self._box = KeptBox()
        self._box.setTabChangesFocus(True)
        self._box.setAccessibleName(tr("Your answer"))
        self._box.setFixedHeight(QFontMetrics(self._box.font()).lineSpacing() * LINES + 24)
        self._box.show_text(question.answer)
        self._problem = Words("", "care")
        self._problem.hide()
        press = Button(tr("Keep the answer"), SECONDARY)
        press.clicked.connect(lambda *_: keep(self))
        self.add(Words(tr("Your answer"), "quiet"), self._box, self._problem)
        buttons = [press]
        if question.item is not None:
            see = Button(tr("See the item"), QUIET)
            item = question.item
            see.clicked.connect(lambda *_: context.go("item", item))
            buttons.append(see)
        self.add_row(*buttons)

    def said(self) -> str:
        """What stands in the box."""
        return self._box.said()

    def changed(self) -> bool:
        """Whether something stands there that is not kept yet."""
        return self.said().strip() != self.question.answer

    def show_text(self, text: str) -> None:
        """Show what was typed before."""
        self._box.show_text(text)

    def kept(self, question: Question) -> None:
        """It is kept as it stands there now."""
        self.question = question
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence below the box."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))
