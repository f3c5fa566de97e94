"""The one bridge to the person: a banner for what is said, a dialog only for what is asked.

No other place opens a message box; questions are asked before work starts, never from inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.questions.question import Question


class Tone(Enum):
    """How a banner is coloured; there is no alarming one."""

    GOOD = "good"
    FACT = "fact"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class Offer:
    """A button in a banner: its word, and what is done when it is pressed."""

    text: str
    then: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a banner says: a sentence; next step, code, offer and title where there are any."""

    tone: Tone
    sentence: str
    next_step: str = ""
    code: str = ""
    offer: Offer | None = None
    title: str = ""


class Messages(QObject):
    """Says and asks. `said` carries a `Notice` for the window's banner."""

    said = Signal(object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._window: QWidget | None = None

    def attach(self, window: QWidget) -> None:
        """The window that questions are asked over."""
        self._window = window

    def good(self, sentence: str, next_step: str = "", offer: Offer | None = None) -> None:
        """Something was done; `offer` takes it back, or leads on."""
        self.said.emit(Notice(Tone.GOOD, sentence, next_step, offer=offer))

    def info(self, sentence: str, next_step: str = "") -> None:
        """A neutral fact."""
        self.said.emit(Notice(Tone.FACT, sentence, next_step))

    def warn(self, sentence: str, next_step: str = "", code: str = "", *, title: str = "") -> None:
        """Something that needs care, with what to do next."""
        self.said.emit(Notice(Tone.CARE, sentence, next_step, code, title=title))

    def clear(self) -> None:
        """Take away what is said (another page, a lock)."""
        self.cleared.emit()

    def confirm(
        self, sentence: str, explanation: str, yes: str, no: str, then: Callable[[], None]
    ) -> Question:
        """Ask, and call `then` only on yes.

        Does not block: the dialog is open when this returns.
        """
        question = Question(self._window, sentence, explanation, yes, no)
        question.accepted.connect(then)
        question.open()
        return question
