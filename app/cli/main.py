"""Reads the arguments, runs one subcommand, prints one result, gives the exit status.

0: done, all checks passed. 1: a check failed or something was refused. 2: wrong use. An error is a
title, a sentence, one next step and its code; with `--json` it is `{"error": {...}}`. All keys
and statuses: resources/docs/COMMANDS.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from app.cli.command import NOT_ALL, WRONG_USE, Command, Outcome
from app.cli.terminal import Terminal
from app.cli.usage import build_parser, speak
from app.domain.text.textsafe import one_line
from app.error_texts import next_step, sentence
from app.error_texts.titles import title
from app.errors import Cancelled, EnvironmentProblem, InputProblem, OngiError
from app.i18n import LANGUAGES, language_of_system, texts

VALUE_LETTERS = 300


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; gives the exit status."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language, as_json = _wanted(argv)
    terminal = Terminal(texts(language), as_json=as_json)
    speak(language)
    try:
        return _ended(argv, terminal)
    except OSError as error:
        # Standard output is gone or full: what was done stays done, but nobody was told.
        _forget_output()
        if not isinstance(error, BrokenPipeError):
            told = EnvironmentProblem("ENV-004", name=terminal.tr("standard output"))
            print(_in_words(told, terminal), file=sys.stderr)
        return NOT_ALL


def _ended(argv: Sequence[str], terminal: Terminal) -> int:
    outcome = _outcome(argv, terminal)
    try:
        _print(outcome, terminal)
        _flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as in `| head -1`.
        _forget_output()
    return outcome.status


def _outcome(argv: Sequence[str], terminal: Terminal) -> Outcome:
    try:
        arguments = build_parser(terminal).parse_args(argv)
        command: Command = arguments.chosen
        return command.run(arguments, terminal)
    except OngiError as error:
        return _refusal(error, terminal)
    except KeyboardInterrupt:
        return _refusal(Cancelled(), terminal)
    except SystemExit:
        return Outcome()  # only --help ends so, with everything said
    except BrokenPipeError:
        raise
    except Exception:
        # A bug of ours. Its text may hold evidence, so it is shown only to whoever asks for it.
        if os.environ.get("ONGI_DEBUG"):
            raise
        return _refusal(OngiError("BUG-001"), terminal)


def _wanted(argv: Sequence[str]) -> tuple[str, bool]:
    """Language and form, found before the parser is built, since its help speaks that language."""
    language = language_of_system(default="en")
    words = argv[: argv.index("--")] if "--" in argv else argv
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in LANGUAGES:
            language = value
    return language, "--json" in words


def _refusal(error: OngiError, terminal: Terminal) -> Outcome:
    """An error as an outcome; its values may come from names that somebody else chose."""
    error.values = {
        name: one_line(value, VALUE_LETTERS) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    status = WRONG_USE if isinstance(error, InputProblem) else NOT_ALL
    if not terminal.as_json:
        print(_in_words(error, terminal), file=sys.stderr)
        return Outcome(status=status)
    shown = {
        "code": error.code,
        "title": title(error, terminal.texts),
        "sentence": sentence(error, terminal.texts),
        "next_step": next_step(error, terminal.texts),
    }
    return Outcome(status=status, data={"error": shown})


def _in_words(error: OngiError, terminal: Terminal) -> str:
    said = terminal.texts
    return f"{title(error, said)}: {sentence(error, said)} {next_step(error, said)} [{error.code}]"


def _print(outcome: Outcome, terminal: Terminal) -> None:
    if terminal.as_json and outcome.data:
        print(json.dumps(outcome.data, ensure_ascii=False))
        return
    for line in outcome.lines:
        print(line)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _forget_output() -> None:
    """Nothing more is written to standard output, not even what Python still holds for it."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a name, not a path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
