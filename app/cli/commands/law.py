"""`law [ID]`: what the law says, as it was read, with its date. No legal advice."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.usecases.reports.law import NOT_ADVICE, Told, harm_names, law_of, law_suggested


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument("id", metavar="ID", nargs="?", help=tr("this provision alone"))
    parser.add_argument(
        "--harm",
        metavar="HARM",
        choices=[one for one, _name in harm_names(terminal.texts)],
        help=tr("what this kind of harm suggests"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    if arguments.id is None and arguments.harm is not None:
        found = law_suggested(terminal.texts, arguments.harm)
    else:
        found = law_of(terminal.texts, only=arguments.id)
    lines = [line for one in found for line in _lines(one)]
    return Outcome(
        data={"provisions": [_data(one) for one in found], "advice": False},
        lines=[*lines, terminal.tr(NOT_ADVICE)],
    )


def _data(one: Told) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "statute": one.statute,
        "content": one.content,
        "effect": one.effect or None,
        "notes": one.notes or None,
        "in_force": one.in_force or None,
        "confidence": one.confidence,
        "checked": one.checked,
        "sources": list(one.sources),
    }


def _lines(one: Told) -> list[str]:
    told = (one.content, one.effect, one.notes, one.checked)
    return [f"{one.id:14} {one.title}", *(f"  {text}" for text in told if text)]


LAW = Command(_arguments, _run)
