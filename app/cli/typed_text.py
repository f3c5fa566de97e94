"""Texts of any length on the command line: from a file, a pipe, or typed in.

Bounded, and never cut: what is too long is refused.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.cli.terminal import Terminal
from app.errors import EnvironmentProblem, InputProblem
from app.usecases.told.noting import NOTE_BYTES


def text_of(file: str, terminal: Terminal) -> str:
    """The text of a file; of standard input for `-`, which says how to end where one types there.

    Raises InputProblem INP-002 no such file, INP-017 longer than NOTE_BYTES, INP-019 no text;
    EnvironmentProblem ENV-003.
    """
    name = terminal.tr("standard input") if file == "-" else file
    try:
        raw = _typed(terminal) if file == "-" else _read(Path(file))
    except (FileNotFoundError, ValueError):  # ValueError: a path with a zero byte in it
        raise InputProblem("INP-002", name=name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
    if len(raw) > NOTE_BYTES:
        raise InputProblem("INP-017")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("INP-019", name=name) from None


def _read(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(NOTE_BYTES + 1)


def _typed(terminal: Terminal) -> bytes:
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        keys = "Ctrl+Z, Enter" if sys.platform == "win32" else "Ctrl+D"
        said = terminal.tr("Write the text. On a new line, {keys} ends it.", keys=keys)
        sys.stderr.write(said + "\n")
    return sys.stdin.buffer.read(NOTE_BYTES + 1)
