"""`note add DIR --case ID`: a note, from standard input or a file."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.typed_text import text_of
from app.usecases.told.noting import add_note


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


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        note = add_note(vault, arguments.case, text_of(arguments.text_file, terminal))
    return Outcome(data={"id": note.id}, lines=[terminal.tr("The note is kept: {id}", id=note.id)])


ADD = Command(_arguments, _run)
