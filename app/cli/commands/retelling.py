"""`transcribe` and `translate`: what an item says, typed by a person, as a new item."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.copies import made, of_arguments
from app.cli.terminal import Terminal
from app.cli.typed_text import text_of
from app.usecases.copies.retelling import retell


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    of_arguments(parser, terminal)
    parser.add_argument(
        "--language",
        metavar="WORD",
        required=True,
        help=terminal.tr("the language of the text, such as ko or en"),
    )
    parser.add_argument(
        "--text-file",
        metavar="FILE",
        required=True,
        help=terminal.tr("the text; - is standard input (then the passphrase comes from its file)"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal, *, translated: bool) -> Outcome:
    text = text_of(arguments.text_file, terminal)
    return made(
        arguments,
        terminal,
        lambda vault, job: retell(
            vault, arguments.case, arguments.item, text, job, language=arguments.language,
            translated=translated,
        ),
    )  # fmt: skip


def _transcribe(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    return _run(arguments, terminal, translated=False)


def _translate(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    return _run(arguments, terminal, translated=True)


TRANSCRIBE = Command(_arguments, _transcribe)
TRANSLATE = Command(_arguments, _translate)
