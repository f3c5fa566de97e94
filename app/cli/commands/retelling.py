"""`transcribe` and `translate`: what an item says, typed by a person, as a new item."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.copies import made, of_arguments
from app.cli.terminal import Terminal
from app.errors import EnvironmentProblem, InputProblem
from app.usecases.copies.retelling import retell

_BYTES = 1024 * 1024


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


def _text(file: str, terminal: Terminal) -> str:
    """The text. Raises InputProblem INP-002, INP-019, EnvironmentProblem ENV-003."""
    name = terminal.tr("standard input") if file == "-" else file
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(_BYTES) if sys.stdin else b""
        else:
            with Path(file).open("rb") as source:
                raw = source.read(_BYTES)
    except (FileNotFoundError, ValueError):
        raise InputProblem("INP-002", name=name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("INP-019", name=name) from None


def _run(arguments: argparse.Namespace, terminal: Terminal, *, translated: bool) -> Outcome:
    text = _text(arguments.text_file, terminal)
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
