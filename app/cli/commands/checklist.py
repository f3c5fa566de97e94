"""`checklist DIR --case ID`: what can help a report, and what is there already."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.reports.checklist import Helping, helping_points


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, language = terminal.tr, terminal.texts.language
    with opened(arguments, terminal) as vault:
        found = helping_points(vault, arguments.case)
    in_the_vault = tr("in the vault")
    lines = [found.principle.in_language(language), ""]
    for point in found.points:
        there = f"  ({in_the_vault})" if point.there else ""
        lines += [
            f"{point.id}  {point.title.in_language(language)}{there}",
            f"      {point.why.in_language(language)}",
            *(f"      - {one.in_language(language)}" for one in point.how),
        ]
    lines += ["", tr("Better left undone:")]
    lines += [f"- {one.text.in_language(language)}" for one in found.nevers]
    lines += ["", tr("As of {date}", date=found.as_of)]
    data = {
        "principle": found.principle.in_language(language),
        "minor_mode": found.minor,
        "as_of": found.as_of,
        "points": [_data(point, language) for point in found.points],
        "nevers": [one.text.in_language(language) for one in found.nevers],
    }
    return Outcome(data=data, lines=lines)


def _data(point: Helping, language: str) -> dict[str, object]:
    return {
        "id": point.id,
        "title": point.title.in_language(language),
        "why": point.why.in_language(language),
        "how": [one.in_language(language) for one in point.how],
        "there": point.there,
    }


CHECKLIST = Command(_arguments, _run)
