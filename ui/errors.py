"""Where a failure is shown, by its family; and what happens to anything that is a bug.

The text of an exception is never shown and never written: only the title, the sentence and the next
step of its code.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject

from app.error_texts import next_step, sentence
from app.error_texts.titles import title
from app.errors import AccessProblem, Cancelled, InputProblem, OngiError
from app.i18n import Texts
from ui.language import Language
from ui.messages import Messages

BESIDE_THE_FIELD = (InputProblem, AccessProblem)


class Place(Protocol):
    """A field or form that can show a sentence beside itself."""

    def show_problem(self, text: str) -> None:
        """Show the sentence; empty takes it away."""


class ErrorPresenter(QObject):
    """Shows an `OngiError` in the screen's language: beside the field, or in the banner."""

    def __init__(self, language: Language, messages: Messages) -> None:
        super().__init__()
        self._language = language
        self._messages = messages

    def show(self, error: OngiError, place: Place | None = None) -> None:
        """Show one failure. Stopping on purpose is none, and shows nothing."""
        if isinstance(error, Cancelled):
            return
        texts = self._language.texts
        if place is not None and isinstance(error, BESIDE_THE_FIELD):
            place.show_problem(in_words(error, texts))
            return
        said, then = sentence(error, texts), next_step(error, texts)
        self._messages.warn(said, then, error.code, title=title(error, texts))

    def show_bug(self, error: BaseException) -> None:
        """Say that the program went wrong.

        To the terminal go the places in the code, never values or texts.
        """
        print_places(error)
        self.show(OngiError("BUG-001"))

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """For `sys.excepthook`: a bug on the GUI thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, OngiError):
            self.show(error)
        else:
            self.show_bug(error)


def in_words(error: OngiError, texts: Texts) -> str:
    """A failure as it is told beside a field: its title, then the sentence and the next step."""
    return f"{title(error, texts)}\n{sentence(error, texts)} {next_step(error, texts)}"


def print_places(error: BaseException) -> None:
    """Kind of the error and file:line of each place it passed, to standard error.

    No values, no message.
    """
    if sys.stderr is None:
        return  # a windowed program on Windows has none
    lines = [type(error).__name__]
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201 - the terminal is where a bug is told
