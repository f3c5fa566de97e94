"""`part add|list|remove DIR --case ID`: what part an item plays, by the person's word."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.item import item_argument
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import (
    choice_argument,
    meant,
    text_argument,
    time_data,
    time_line,
    when_arguments,
    when_of,
)
from app.domain.evidence.parts import ItemPart, Part
from app.domain.text.textsafe import one_line
from app.domain.told.told_in_words import PARTS
from app.usecases.items.parts import list_parts, state_part, withdraw_part


def _item_and_part(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    item_argument(parser, terminal)
    choice_argument(parser, "part", Part, terminal.tr("the part it plays"), required=True)


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    _item_and_part(parser, terminal)
    text_argument(parser, "place", tr("where it was posted, or how it came"))
    text_argument(parser, "audience", tr("who could see it"))
    text_argument(parser, "teller", tr("who told you"))
    when_arguments(parser, terminal)
    text_argument(parser, "note", tr("what else is known"))


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        part = state_part(
            vault,
            arguments.case,
            arguments.item,
            Part(meant(arguments.part)),
            place=arguments.place or "",
            audience=arguments.audience or "",
            teller=arguments.teller or "",
            event=when_of(arguments),
            note=arguments.note or "",
        )
    return Outcome(
        data={"item": part.item, "part": part.part.value},
        lines=[terminal.tr("Written down: {id}", id=part.item)],
    )


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _data(part: ItemPart) -> dict[str, object]:
    return {
        "item": part.item,
        "part": part.part.value,
        "place": part.place,
        "audience": part.audience,
        "teller": part.teller,
        **time_data("event", part.event),
        "note": part.note,
    }


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        parts = list_parts(vault, arguments.case)
    lines = []
    for part in parts:
        told = (part.teller, part.place, part.audience, part.note)
        said = (one_line(one, 60) for one in (time_line(part.event), *told) if one)
        lines.append("  ".join((part.item, tr(PARTS[part.part]), " · ".join(said))).rstrip())
    nothing = tr("Nothing is written down in this case yet.")
    return Outcome(data={"parts": [_data(one) for one in parts]}, lines=lines or [nothing])


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    part = Part(meant(arguments.part))
    with opened(arguments, terminal) as vault:
        withdraw_part(vault, arguments.case, arguments.item, part)
    data = {"item": arguments.item, "part": part.value}
    return Outcome(data=data, lines=[terminal.tr("Taken out.")])


ADD = Command(_add_arguments, _add)
LIST = Command(_list_arguments, _list)
REMOVE = Command(_item_and_part, _remove)
