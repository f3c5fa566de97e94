"""The terminal as a subcommand sees it: its language, progress bars for long work, and passphrases.

Progress goes to standard error, so that standard output holds the result alone.
"""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from app.cli.progress import showing
from app.errors import EnvironmentProblem, InputProblem
from app.i18n import Texts
from app.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

PASSPHRASE_BYTES = 4096


class Terminal:
    """Language, JSON or words, and where passphrases come from. One for each run."""

    def __init__(self, texts: Texts, *, as_json: bool) -> None:
        self.texts = texts
        self.as_json = as_json
        self.tr = texts.tr
        self.ntr = texts.ntr

    def work(self, task: Callable[[Job], T]) -> T:
        """Run long work with a progress bar; Ctrl+C asks it to stop at its next safe point."""
        job = Job()
        with _interrupt_cancels(job), showing(job, self.texts, visible=not self.as_json):
            return task(job)

    def passphrase(self, file: str | None, prompt: str, *, twice: bool = False) -> str:
        """A passphrase from a file (`-`: standard input), by prompt, or from a pipe.

        Only the first line counts, without its line end. Raises InputProblem where none is given,
        or the two typed ones differ.
        """
        if file is not None and file != "-":
            return _first_line(_read_file(Path(file)))
        if file == "-" or not sys.stdin.isatty():
            return _first_line(sys.stdin.buffer.readline(PASSPHRASE_BYTES))
        typed = getpass.getpass(prompt + ": ")
        if twice and getpass.getpass(self.tr("Once more, to be sure") + ": ") != typed:
            raise InputProblem("INP-013")
        if not typed:
            raise InputProblem("INP-001")
        return typed


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.readline(PASSPHRASE_BYTES)
    except FileNotFoundError:
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None


def _first_line(raw: bytes) -> str:
    line = raw.split(b"\n", 1)[0].rstrip(b"\r").removeprefix(b"\xef\xbb\xbf")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputProblem("INP-012") from None
    if not text:
        raise InputProblem("INP-012")
    return text


@contextmanager
def _interrupt_cancels(job: Job) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        if job.cancelled:
            raise KeyboardInterrupt
        job.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
