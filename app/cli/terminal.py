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

from app.errors import Cancelled, EnvironmentProblem, InputProblem
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
        self._stopped = False

    def work(self, task: Callable[[Job], T]) -> T:
        """Run long work with a progress bar; Ctrl+C asks it to stop at its next safe point.

        Work that came to its end in spite of that gives its result, and `go_on` says Cancelled.
        """
        # Rich is slow to load, and most subcommands that fail do so before any work.
        from app.cli.progress import showing

        self.go_on()
        job = Job()
        try:
            with _interrupt_cancels(job), showing(job, self.texts, visible=not self.as_json):
                return task(job)
        finally:
            self._stopped = job.cancelled

    def go_on(self) -> None:
        """Raise Cancelled if Ctrl+C came during work that could no longer stop."""
        if self._stopped:
            raise Cancelled

    def passphrase(self, file: str | None, prompt: str, *, twice: bool = False) -> str:
        """A passphrase from a file (`-`: standard input), by prompt, or from a pipe.

        Only the first line counts, without its line end and without the mark that Windows editors
        put before it. Raises InputProblem INP-012 where none is given, INP-013 where the two typed
        ones differ, INP-019 where it is no text, INP-021 where it is too long.
        """
        if file is not None and file != "-":
            return _first_line(_read_file(Path(file)), file)
        if sys.stdin is None:
            raise InputProblem("INP-012")
        if file == "-" or not sys.stdin.isatty():
            line = sys.stdin.buffer.readline(PASSPHRASE_BYTES + 1)
            return _first_line(line, self.tr("standard input"))
        typed = _typed(prompt)
        if twice and _typed(self.tr("Once more, to be sure")) != typed:
            raise InputProblem("INP-013")
        if not typed:
            raise InputProblem("INP-001")
        return typed


def _typed(prompt: str) -> str:
    try:
        typed = getpass.getpass(prompt + ": ")
    except EOFError:
        raise InputProblem("INP-012") from None
    if len(typed.encode("utf-8", "surrogateescape")) > PASSPHRASE_BYTES:
        raise InputProblem("INP-021")
    return typed


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.readline(PASSPHRASE_BYTES + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None


def _first_line(raw: bytes, name: str) -> str:
    if len(raw) > PASSPHRASE_BYTES:
        raise InputProblem("INP-021")
    line = raw.split(b"\n", 1)[0].rstrip(b"\r").removeprefix(b"\xef\xbb\xbf")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputProblem("INP-019", name=name) from None
    if "\0" in text:
        raise InputProblem("INP-019", name=name)
    if not text:
        raise InputProblem("INP-012")
    return text


@contextmanager
def _interrupt_cancels(job: Job) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        if job.cancelled:
            raise KeyboardInterrupt
        job.interrupt()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
