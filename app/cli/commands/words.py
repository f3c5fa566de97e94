"""`words DIR --case ID`: let a program read the words in pictures, for search only."""

from __future__ import annotations

import argparse

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.evidence.machine_words import READ_BY_A_PROGRAM, WordsRead
from app.usecases.items.reading_words import forget_read_words, read_words


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--forget",
        action="store_true",
        help=terminal.tr("read nothing; forget what was read in this case"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.forget:
            forgotten = forget_read_words(vault, arguments.case)
            said = terminal.ntr(
                "Forgotten what was read in {count} picture.",
                "Forgotten what was read in {count} pictures.",
                forgotten,
            )
            return Outcome(data={"forgotten": forgotten}, lines=[said])
        done = terminal.work(lambda job: read_words(vault, arguments.case, job))
    return Outcome(
        status=NOT_ALL if done.not_read else DONE,
        data={
            "read": done.read,
            "with_words": done.with_words,
            "not_read": list(done.not_read),
            "left_out": done.left_out,
        },
        lines=_lines(done, terminal),
    )


def _lines(done: WordsRead, terminal: Terminal) -> list[str]:
    tr, ntr = terminal.tr, terminal.ntr
    if done.left_out:
        return [tr("Minor mode is on: pictures are not read in this case.")]
    lines = [
        ntr("{count} picture read", "{count} pictures read", done.read)
        + "; "
        + ntr("{count} has words", "{count} have words", done.with_words)
    ]
    if done.with_words:
        lines.append(tr(READ_BY_A_PROGRAM))
    lines += [tr("Kept, but not readable here: {id}", id=one) for one in done.not_read]
    return lines


WORDS = Command(_arguments, _run)
