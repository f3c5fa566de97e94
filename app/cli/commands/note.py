"""`note add DIR --case ID`: a note, from standard input or a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.errors import EnvironmentProblem, InputProblem
from app.i18n import N_
from app.usecases.noting import NOTE_BYTES, add_note


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    case_argument(parser, terminal)
    parser.add_argument(
        "--text-file",
        metavar="FILE",
        required=True,
        help=terminal.tr(
            "the note's text; - is standard input (then the passphrase comes from its file)"
        ),
    )


def _text(file: str) -> str:
    try:
        raw = (
            sys.stdin.buffer.read(NOTE_BYTES + 1)
            if file == "-"
            else Path(file).read_bytes()[: NOTE_BYTES + 1]
        )
        return raw.decode("utf-8")
    except FileNotFoundError:
        raise InputProblem("INP-002", name=file) from None
    except (OSError, UnicodeDecodeError):
        raise EnvironmentProblem("ENV-003", name=file) from None


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        note = add_note(vault, arguments.case, _text(arguments.text_file))
    return Outcome(data={"id": note.id}, lines=[terminal.tr("The note is kept: {id}", id=note.id)])


ADD = Command(("note", "add"), N_("write a note into a case"), _arguments, _run)
