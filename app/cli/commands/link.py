"""`link DIR --case ID TEXT…`: links into a case, as text. Nothing is opened."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.text.textsafe import one_line
from app.usecases.intake.linking import AddedLink, add_links


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "texts", metavar="TEXT", nargs="+", help=terminal.tr("a link, or words with links in them")
    )


def _line(added: AddedLink, terminal: Terminal) -> str:
    shown = one_line(added.link.normal, 200)
    if added.shown_host:
        shown += f" ({one_line(added.shown_host, 80)})"
    return shown if added.is_new else terminal.tr("{link} (was there already)", link=shown)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        added = add_links(vault, arguments.case, "\n".join(arguments.texts))
    return Outcome(
        data={
            "links": [
                {
                    "id": one.link.id,
                    "link": one.link.normal,
                    "original": one.link.original,
                    "kind": one.link.kind,
                    "host": one.link.host,
                    "shown_host": one.shown_host,
                    "is_new": one.is_new,
                }
                for one in added
            ]
        },
        lines=[_line(one, terminal) for one in added],
    )


LINK = Command(_arguments, _run)
