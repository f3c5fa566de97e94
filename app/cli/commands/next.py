"""`next DIR --case ID`: the dates to come, on what they rest, and days that only you can tell."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import time_data
from app.domain.follow_up.ledger_words import CHECK, HOW_SURE, NO_ADVICE, PASSED, PASSED_LOOK
from app.errors import InputProblem
from app.usecases.follow_up.deadlines import NextDate, TypedDay, next_dates, say_day, typed_days


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--day",
        metavar="NAME=DATE",
        action="append",
        help=tr("a day that periods count from, such as {example}; without a date it is taken out",
                example="appeal_dismissed=2026-11-02"),
    )  # fmt: skip


def _say(arguments: argparse.Namespace) -> list[tuple[str, str]]:
    said = []
    for one in arguments.day or ():
        name, mark, day = one.partition("=")
        if not mark:
            raise InputProblem("INP-124", id=name)
        said.append((f"follow.{name.removeprefix('follow.')}", day))
    return said


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    language = terminal.texts.language
    said = _say(arguments)
    with opened(arguments, terminal) as vault:
        for field, day in said:
            say_day(vault, arguments.case, field, day)
        dates = next_dates(vault, arguments.case, language)
        days = typed_days(vault, arguments.case, language)
    lines = [line for one in dates for line in _lines(one, terminal)]
    if any(one.law for one in dates):
        lines.append(terminal.tr(NO_ADVICE))
    nothing = terminal.tr("No date is known yet. That is fine.")
    return Outcome(
        data={"dates": [_data(one) for one in dates], "days": [_day(one) for one in days]},
        lines=lines or [nothing],
    )


def _data(one: NextDate) -> dict[str, object]:
    return {
        "rule": one.rule,
        "day": one.day.isoformat(),
        "ends_at": utc(one.at_ms),
        "exact": one.exact,
        "passed": one.passed,
        "whose": one.whose,
        "kind": one.kind,
        "title": one.title,
        "label": one.label,
        "about": one.about,
        "law": one.law,
        "basis": one.basis,
        "confidence": one.confidence,
        "as_of": one.as_of,
        "unsure": one.unsure,
        "turn_to": one.turn_to,
        **time_data("counted", one.counted),
        "filing": one.filing,
        "links": list(one.links),
    }


def _day(one: TypedDay) -> dict[str, object]:
    return {"name": one.field.removeprefix("follow."), "label": one.label, "day": one.day}


def _lines(one: NextDate, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    head = f"{one.day.isoformat()}  {one.title}" + (f" ({one.label})" if one.label else "")
    gone_by = PASSED_LOOK if one.kind == "look" else PASSED
    about = [one.about] + ([tr(gone_by)] if one.passed else [])
    basis = [one.basis] + ([tr(HOW_SURE[one.confidence]), tr(CHECK)] if one.law else [])
    return [head, f"    {' '.join(about)}", f"    {' · '.join(basis)}"]


NEXT = Command(_arguments, _run)
