"""The one question of a new case: was anyone who is shown under 19? It can be passed over."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case.minors import Under19, is_protected
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import CHOICE, Button
from ui.widgets.flow import Flow
from ui.widgets.tick import Tick
from ui.widgets.words import Words

_ANSWERS = (
    (Under19.YES, N_("Yes, or it may be")),
    (Under19.NO, N_("No")),
    (Under19.UNSURE, N_("I don't know")),
)


class Under19Question(QWidget):
    """Three answers, a tick about a school, and what follows from them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ask, self._why, self._then = (
            Words("", "strong"),
            Words("", "quiet"),
            Words("", "soft"),
        )
        self._buttons: dict[Under19, Button] = {}
        answers = QWidget()
        flow = Flow(answers)
        for answer, _label in _ANSWERS:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, one=answer: self._pressed(one))
            flow.addWidget(button)
            self._buttons[answer] = button
        self._school = Tick()
        self._school.clicked.connect(self._word_then)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for widget in (self._ask, self._why, answers, self._school, self._then):
            inside.addWidget(widget)

    def retext(self) -> None:
        """The question in the language of the screen."""
        tr = self._context.tr
        self._ask.say(tr("Was anyone who is shown under 19, or may they have been?"))
        self._why.say(tr("Made-up pictures count, and so do your own. This can be changed later."))
        for answer, label in _ANSWERS:
            self._buttons[answer].say(tr(label))
        self._school.say(tr("A school or a class has to do with it"))
        self._word_then()

    def answer(self) -> Under19:
        """What was said."""
        pressed = [one for one, button in self._buttons.items() if button.isChecked()]
        return pressed[0] if pressed else Under19.NOT_SAID

    def school(self) -> bool:
        """Whether a school has to do with it."""
        return self._school.isChecked()

    def choose(self, answer: Under19) -> None:
        """Answer it; `NOT_SAID` takes the answer and the tick back."""
        for one, button in self._buttons.items():
            button.setChecked(one is answer)
        if answer is Under19.NOT_SAID:
            self._school.setChecked(False)
        self._word_then()

    def _pressed(self, answer: Under19) -> None:
        for one, button in self._buttons.items():
            button.setChecked(button.isChecked() and one is answer)
        self._word_then()

    def _word_then(self) -> None:
        tr = self._context.tr
        self._school.setVisible(self.answer() in (Under19.UNSURE, Under19.NOT_SAID))
        is_on = is_protected(self.answer(), school=self.school() and not self._school.isHidden())
        self._then.say(
            tr("Then pictures, video and sound stay out; links, rooms and words are kept.")
            if is_on
            else tr("Then anything can be collected.")
        )
        self._then.setVisible(is_on or self.answer() is Under19.NO)
