"""Reads the words of the command line: argparse in two languages, wrong use as an error of ours.

argparse asks gettext for its own words, in the domain and language that `speak` names; they stand
here so that the catalogue and its tests know them.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from app.cli.registry import COMMANDS, GROUPS, Listed
from app.cli.terminal import Terminal
from app.errors import InputProblem
from app.i18n import LANGUAGES, N_, Texts
from app.paths import resources

ARGPARSE_WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What argparse can say about the arguments of ours."""


def speak(language: str) -> None:
    """Let argparse speak a language, and the programs that are started from here."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("cli", str(resources() / "locale"))
    gettext.textdomain("cli")


class Help(argparse.HelpFormatter):
    """The help of an option ends with the words it takes, where one word stands for them."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        said = action.help
        words = [str(choice) for choice in action.choices or ()]
        if not said or action.metavar is None or all(word in said for word in words):
            return said
        return f"{said}: {', '.join(words)}"


class Parser(argparse.ArgumentParser):
    """argparse with whole option names only. Raises InputProblem INP-018 for wrong use."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"allow_abbrev": False, "formatter_class": Help, **named})

    def error(self, message: str) -> NoReturn:
        """Wrong use: one sentence and the help that belongs to it."""
        raise InputProblem("INP-018", what=message, help=f"{self.prog} --help")


class Later:
    """Stands for the parser of a subcommand, which is made when its words are read: most never are.

    `named` is for the parser.
    """

    def __init__(self, listed: Listed, terminal: Terminal, **named: Any) -> None:
        self._listed = listed
        self._terminal = terminal
        self._named = named
        self.below: dict[str, Later] = {}
        """Subcommands of a command that also stands alone: `report DIR`, `report export DIR`."""

    def add_below(self, name: str, listed: Listed, **named: Any) -> None:
        """Put a subcommand below this one."""
        prog = f"{self._named['prog']} {name}"
        self.below[name] = Later(listed, self._terminal, prog=prog, **named)

    def _check_help(self, _action: argparse.Action) -> None:
        """From Python 3.14 on argparse asks each parser that is added."""

    def parse_known_args(
        self, args: Sequence[str], namespace: argparse.Namespace | None
    ) -> tuple[argparse.Namespace, list[str]]:
        """As argparse does; options may stand between the others (`case add DIR --minor TITLE`).

        Where the first word is a subcommand of this one, that one reads the rest.
        """
        if args and args[0] in self.below:
            return self.below[args[0]].parse_known_args(args[1:], namespace)
        head = self._listed.path[0]
        epilog = ", ".join(f"{head} {name}" for name in self.below) or None
        parser = Parser(epilog=epilog, **self._named)
        command = self._listed.load()
        _common(parser, self._terminal, again=True)
        command.arguments(parser, self._terminal)
        parser.set_defaults(chosen=command)
        return parser.parse_known_intermixed_args(args, namespace)


def build_parser(terminal: Terminal) -> Parser:
    """The whole parser, in the terminal's language."""
    tr = terminal.tr
    parser = Parser(
        prog="ongi" if getattr(sys, "frozen", False) else "./run",
        description=tr("Keep evidence safe, and hand it over so that anyone can check it."),
    )
    _common(parser, terminal)
    below: dict[str, Any] = {
        "metavar": tr("COMMAND"),
        "required": True,
        "parser_class": _made(terminal),
    }
    subs = parser.add_subparsers(dest="command", **below)
    groups = {
        name: subs.add_parser(name, help=tr(help_), description=tr(help_)).add_subparsers(
            dest=f"{name}_command", **below
        )
        for name, help_ in GROUPS.items()
    }
    alone: dict[str, Later] = {}
    for listed in COMMANDS:
        head, last, summary = listed.path[0], listed.path[-1], tr(listed.summary)
        if len(listed.path) == 2 and head in alone:
            alone[head].add_below(last, listed, description=summary)
        else:
            under = subs if len(listed.path) == 1 else groups[head]
            sub = under.add_parser(last, help=summary, description=summary, listed=listed)
            if len(listed.path) == 1:
                alone[head] = sub
    return parser


def _made(terminal: Terminal) -> Callable[..., Parser | Later]:
    def make(*, listed: Listed | None = None, **named: Any) -> Parser | Later:
        return Parser(**named) if listed is None else Later(listed, terminal, **named)

    return make


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


def whole_number(texts: Texts, low: int, high: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number from `low` to `high`."""

    def read(text: str) -> int:
        # Ten characters hold every bound there is; a longer text is not worth turning into one.
        plain = text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 10
        number = int(text) if plain else low - 1
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(
                texts.tr("a whole number from {low} to {high} goes here", low=low, high=high)
            )
        return number

    return read
