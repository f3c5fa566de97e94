"""`excerpt DIR --case ID --item ID`: a part of a chat that is kept, as a working copy."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.item import item_argument
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.evidence.excerpts import Span, span_between
from app.domain.text.textsafe import visible
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.copies.excerpting import cut_excerpt


def span_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--from and --to: a part of a chat."""
    parser.add_argument(
        "--from",
        dest="from_text",
        metavar="TIME",
        help=terminal.tr("from this day or time on, as in 2024-08-27 14:00 (Korean time)"),
    )
    parser.add_argument(
        "--to",
        dest="to_text",
        metavar="TIME",
        help=terminal.tr("up to this day or time, to its end"),
    )


def span_of(arguments: argparse.Namespace) -> Span | None:
    """What was said by --from and --to; None where neither was given. Raises InputProblem COL-050."""
    if arguments.from_text is None and arguments.to_text is None:
        return None
    span = span_between(
        typed_moment(arguments.from_text or ""), typed_moment(arguments.to_text or "")
    )
    if span is None:
        raise InputProblem("COL-050")
    return span


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    item_argument(parser, terminal)
    span_arguments(parser, terminal)
    parser.add_argument(
        "--message",
        metavar="ID",
        action="append",
        default=[],
        help=terminal.tr("only this message; may be given several times"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    span = span_of(arguments)
    with opened(arguments, terminal) as vault:
        made = terminal.work(
            lambda job: cut_excerpt(
                vault,
                arguments.case,
                arguments.item,
                job,
                span=span,
                messages=arguments.message,
            )
        )
    item = made.item
    data = {
        "item": item.id,
        "name": item.name,
        "sha256": item.sha256,
        "size": item.size,
        "parent": item.parent,
        "is_new": made.is_new,
    }
    lines = [
        terminal.tr("{name} was made. The whole chat stays as it is.", name=visible(item.name, 80)),
        f"{item.id} · SHA-256 {item.sha256}",
    ]
    return Outcome(data=data, lines=lines)


EXCERPT = Command(_arguments, _run)
