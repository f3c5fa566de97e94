"""`looks list|leave|say|back DIR --case ID`: let somebody else look instead, and say what is seen."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, items_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.told import text_argument
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_utc
from app.usecases.items.looks import Look, leave_to_look, looks_of, say_what_is_seen, take_back

_LINE = 100


def _leave_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    items_argument(parser, terminal)


def _look_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--look", metavar="ID", required=True, help=terminal.tr("the look, as looks list names it")
    )


def _say_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _look_argument(parser, terminal)
    text_argument(
        parser, "text", terminal.tr("what is seen, in words; without it they are taken back")
    )


def _at(at_ms: int | None) -> str | None:
    return None if at_ms is None else iso_utc(at_ms)


def _data(look: Look) -> dict[str, object]:
    return {
        "id": look.id,
        "item": look.item,
        "asked_at": _at(look.asked_ms),
        "words": look.words,
        "looked_at": _at(look.looked_ms),
    }


def _told(looks: tuple[Look, ...], terminal: Terminal) -> Outcome:
    tr = terminal.tr
    lines = [
        f"{one.id}  {one.item}  "
        + (one_line(one.words, _LINE) if one.words else tr("nobody looked yet"))
        for one in looks
    ]
    return Outcome(
        data={"looks": [_data(one) for one in looks]},
        lines=lines or [tr("Nothing is left to others to look at.")],
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        return _told(looks_of(vault, arguments.case), terminal)


def _leave(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        return _told(leave_to_look(vault, arguments.case, arguments.item), terminal)


def _say(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        look = say_what_is_seen(vault, arguments.look, arguments.text or "")
    tr = terminal.tr
    line = tr("Written down: {id}", id=look.id) if look.words else tr("Taken out.")
    return Outcome(data={"id": look.id, "said": bool(look.words)}, lines=[line])


def _back(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        take_back(vault, arguments.look)
    return Outcome(data={"id": arguments.look}, lines=[terminal.tr("Taken out.")])


LIST = Command(case_arguments, _list)
LEAVE = Command(_leave_arguments, _leave)
SAY = Command(_say_arguments, _say)
BACK = Command(_look_argument, _back)
