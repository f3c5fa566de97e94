"""`people add|list|mark|unmark|join|remove DIR --case ID`: who is in it, and what they go by."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
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
from app.domain.text.textsafe import one_line
from app.domain.told.people import MarkKind, PersonMark, Role
from app.domain.told.told_in_words import MARK_KINDS, ROLES
from app.usecases.told.people import (
    Known,
    add_mark,
    add_person,
    change_person,
    join_people,
    list_people,
    remove_mark,
    remove_person,
)


def _id(parser: argparse.ArgumentParser, name: str, said: str, *, required: bool = True) -> None:
    parser.add_argument(f"--{name}", metavar="ID", required=required, help=said)


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    _id(parser, "person", tr("a person who gets another name, role or note"), required=False)
    text_argument(parser, "name", tr("what you call them; never another victim's name"))
    choice_argument(parser, "role", Role, tr("what they have to do with it"))
    text_argument(parser, "note", tr("what else is known"))


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    role = None if arguments.role is None else Role(meant(arguments.role))
    with opened(arguments, terminal) as vault:
        if arguments.person is None:
            person = add_person(
                vault,
                arguments.case,
                arguments.name or "",
                role or Role.UNKNOWN,
                arguments.note or "",
            )
        else:
            person = change_person(
                vault,
                arguments.case,
                arguments.person,
                name=arguments.name,
                role=role,
                note=arguments.note,
            )
    said = terminal.tr("Written down: {id}", id=person.id)
    return Outcome(data={"id": person.id}, lines=[said])


def _mark_data(mark: PersonMark, known: Known) -> dict[str, object]:
    return {
        "id": mark.id,
        "kind": mark.kind.value,
        "value": mark.value,
        "platform": mark.platform,
        "account": mark.account,
        "item": mark.item,
        "sighting": mark.sighting,
        **time_data("seen", mark.seen),
        "note": mark.note,
        "also": [one.id for one in known.also.get(mark.id, ())],
    }


def _data(known: Known) -> dict[str, object]:
    person = known.person
    return {
        "id": person.id,
        "name": person.name,
        "number": known.number or None,
        "role": person.role.value,
        "note": person.note,
        "marks": [_mark_data(mark, known) for mark in known.marks],
    }


def _lines(known: Known, terminal: Terminal) -> list[str]:
    tr, person = terminal.tr, known.person
    name = one_line(person.name, 60)
    if known.number:
        name = tr("Another person {number}", number=known.number)
    lines = [f"{person.id}  {name} · {tr(ROLES[person.role])}"]
    for mark in known.marks:
        also = ", ".join(one_line(one.name, 40) for one in known.also.get(mark.id, ()))
        told = (
            f"{tr(MARK_KINDS[mark.kind])} {one_line(mark.value, 80)}",
            one_line(mark.platform, 40),
            time_line(mark.seen),
            tr("also with: {names}", names=also) if also else "",
        )
        lines.append(f"  {mark.id}  " + " · ".join(one for one in told if one))
    return lines


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        people = list_people(vault, arguments.case)
    lines = [line for known in people for line in _lines(known, terminal)]
    nothing = terminal.tr("Nothing is written down in this case yet.")
    return Outcome(data={"people": [_data(one) for one in people]}, lines=lines or [nothing])


def _mark_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    _id(parser, "person", tr("who goes by it"))
    choice_argument(parser, "kind", MarkKind, tr("what it is"))
    text_argument(parser, "value", tr("the name, number or address, as it was seen"))
    text_argument(parser, "platform", tr("the app or site"))
    _id(parser, "account", tr("an account that an import found"), required=False)
    _id(parser, "item", tr("the item that shows it"), required=False)
    _id(parser, "sighting", tr("the seeing of an item that shows it"), required=False)
    when_arguments(parser, terminal)
    text_argument(parser, "note", tr("what else is known"))


def _mark(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    kind = MarkKind.OTHER if arguments.kind is None else MarkKind(meant(arguments.kind))
    with opened(arguments, terminal) as vault:
        mark = add_mark(
            vault,
            arguments.case,
            arguments.person,
            kind,
            arguments.value or "",
            platform=arguments.platform or "",
            account=arguments.account,
            item=arguments.item,
            sighting=arguments.sighting,
            seen=when_of(arguments),
            note=arguments.note or "",
        )
    return Outcome(
        data={"id": mark.id, "person": mark.person},
        lines=[terminal.tr("Written down: {id}", id=mark.id)],
    )


def _unmark_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    _id(parser, "mark", terminal.tr("what is taken out"))


def _unmark(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        remove_mark(vault, arguments.case, arguments.mark)
    return Outcome(data={"id": arguments.mark}, lines=[terminal.tr("Taken out.")])


def _join_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    _id(parser, "person", terminal.tr("who stays"))
    _id(parser, "other", terminal.tr("who is the same person"))


def _join(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        person = join_people(vault, arguments.case, arguments.person, arguments.other)
    return Outcome(data={"id": person.id}, lines=[terminal.tr("They are one person now.")])


def _remove_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    _id(parser, "person", terminal.tr("what is taken out"))


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        remove_person(vault, arguments.case, arguments.person)
    return Outcome(data={"id": arguments.person}, lines=[terminal.tr("Taken out.")])


ADD = Command(_add_arguments, _add)
LIST = Command(case_arguments, _list)
MARK = Command(_mark_arguments, _mark)
UNMARK = Command(_unmark_arguments, _unmark)
JOIN = Command(_join_arguments, _join)
REMOVE = Command(_remove_arguments, _remove)
