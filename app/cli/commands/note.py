"""`note add DIR --case ID`: a note, from standard input or a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.errors import EnvironmentProblem, InputProblem
from app.usecases.told.noting import NOTE_BYTES, add_note


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--text-file",
        metavar="FILE",
        required=True,
        help=terminal.tr(
            "the note's text; - is standard input (then the passphrase comes from its file)"
        ),
    )


def text_of(file: str, terminal: Terminal) -> str:
    """The text. Raises InputProblem INP-002, INP-017, INP-019, EnvironmentProblem ENV-003."""
    name = terminal.tr("standard input") if file == "-" else file
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(NOTE_BYTES + 1) if sys.stdin else b""
        else:
            with Path(file).open("rb") as source:
                raw = source.read(NOTE_BYTES + 1)
    except (FileNotFoundError, ValueError):
        raise InputProblem("INP-002", name=name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
    if len(raw) > NOTE_BYTES:
        raise InputProblem("INP-017")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("INP-019", name=name) from None


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        note = add_note(vault, arguments.case, text_of(arguments.text_file, terminal))
    return Outcome(data={"id": note.id}, lines=[terminal.tr("The note is kept: {id}", id=note.id)])


ADD = Command(_arguments, _run)
