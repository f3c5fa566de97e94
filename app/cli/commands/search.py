"""`search DIR WORDS`: messages and notes that hold all the words."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.domain.textsafe import one_line
from app.domain.times import iso_kst, iso_utc
from app.usecases.searching import search

LIMIT = 10_000


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    case_argument(parser, terminal, required=False)
    parser.add_argument(
        "words", metavar="WORDS", nargs="+", help=terminal.tr("parts of words count too")
    )
    parser.add_argument(
        "--limit",
        metavar="NUMBER",
        type=whole_number(terminal.texts, 1, LIMIT),
        default=50,
        help=terminal.tr("how many to show"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        page = search(vault, " ".join(arguments.words), arguments.case, limit=arguments.limit)
    data = {
        "total": page.total,
        "hits": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "case": hit.case,
                "snippet": hit.snippet,
                "at": None if hit.at_ms is None else iso_utc(hit.at_ms),
            }
            for hit in page.hits
        ],
    }
    lines = [terminal.ntr("{count} place", "{count} places", page.total)]
    lines += [
        f"{'' if hit.at_ms is None else iso_kst(hit.at_ms)}  {hit.id}  {one_line(hit.snippet, 100)}"
        for hit in page.hits
    ]
    return Outcome(data=data, lines=lines)


SEARCH = Command(_arguments, _run)
