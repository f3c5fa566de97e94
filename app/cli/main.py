"""Reads the arguments, runs one subcommand, prints one result, gives the exit status.

0: done, all checks passed. 1: a check failed or something was refused. 2: wrong use. An error is
one sentence with its code and one next step; with `--json` it is `{"error": {...}}`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from app.cli.command import DONE, NOT_ALL, WRONG_USE, Command, Outcome
from app.cli.registry import COMMANDS, GROUPS
from app.cli.terminal import Terminal
from app.error_texts import next_step, sentence
from app.errors import Cancelled, InputProblem, OngiError
from app.i18n import LANGUAGES, Texts, language_of_system, texts


class _Parser(argparse.ArgumentParser):
    """argparse, with one clear line for wrong use instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(f"{self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def build_parser(terminal: Terminal) -> argparse.ArgumentParser:
    """The whole parser, in the terminal's language."""
    tr = terminal.tr
    parser = _Parser(
        prog="ongi",
        description=tr("Keep evidence safe, and hand it over so that anyone can check it."),
    )
    _common(parser, terminal)
    subs = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), required=True)
    groups = {
        name: subs.add_parser(name, help=tr(help_), description=tr(help_)).add_subparsers(
            dest=f"{name}_command", metavar=tr("COMMAND"), required=True
        )
        for name, help_ in GROUPS.items()
    }
    for command in COMMANDS:
        under = subs if len(command.path) == 1 else groups[command.path[0]]
        sub = under.add_parser(
            command.path[-1], help=tr(command.summary), description=tr(command.summary)
        )
        _common(sub, terminal, again=True)
        command.arguments(sub, terminal)
        sub.set_defaults(chosen=command)
    return parser


def _common(parser: argparse.ArgumentParser, terminal: Terminal, *, again: bool = False) -> None:
    missing = argparse.SUPPRESS if again else None
    parser.add_argument(
        "--json",
        action="store_true",
        default=missing or False,
        help=terminal.tr("print one JSON object"),
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=missing,
        help=terminal.tr("language of the words: ko or en"),
    )


def _wanted(argv: Sequence[str]) -> tuple[str, bool]:
    """Language and form, found before the parser is built, since its help speaks that language."""
    language = language_of_system(default="en")
    for place, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(argv):
            value = argv[place + 1]
        if value in LANGUAGES:
            language = value
    return language, "--json" in argv


def _print(outcome: Outcome, terminal: Terminal) -> None:
    if terminal.as_json and outcome.data:
        print(json.dumps(outcome.data, ensure_ascii=False))
        return
    for line in outcome.lines:
        print(line)


def _tell(error: OngiError, terminal: Terminal) -> None:
    said: Texts = terminal.texts
    if terminal.as_json:
        shown = {
            "code": error.code,
            "sentence": sentence(error, said),
            "next_step": next_step(error, said),
        }
        print(json.dumps({"error": shown}, ensure_ascii=False))
    else:
        print(f"{sentence(error, said)} {next_step(error, said)} [{error.code}]", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; gives the exit status."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language, as_json = _wanted(argv)
    terminal = Terminal(texts(language), as_json=as_json)
    arguments = build_parser(terminal).parse_args(argv)
    command: Command = arguments.chosen
    try:
        outcome = command.run(arguments, terminal)
    except OngiError as error:
        _tell(error, terminal)
        return WRONG_USE if isinstance(error, InputProblem) else NOT_ALL
    except KeyboardInterrupt:
        _tell(Cancelled(), terminal)
        return NOT_ALL
    except BrokenPipeError:
        return DONE
    except Exception:
        # A bug of ours. Its text may hold evidence, so it is shown only to whoever asks for it.
        if os.environ.get("ONGI_DEBUG"):
            raise
        _tell(OngiError("BUG-001"), terminal)
        return NOT_ALL
    _print(outcome, terminal)
    return outcome.status
