"""`directory [WORDS…]`, `directory correct DIR`, `directory restore DIR`: who can help.

Nothing is called or opened.
"""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.ways_in import key_arguments
from app.domain.chats.link_shape import WARNINGS
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.reports.directory import (
    GROUP_WORDS,
    KIND_WORDS,
    Entry,
    WayIn,
    checked_words,
    correct,
    look_up,
    restore,
)

LENGTH = 200


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument(
        "words", metavar="WORDS", nargs="*", help=tr("any name, former name or number")
    )
    parser.add_argument(
        "--staff", action="store_true", help=tr("also what is for authorities only")
    )
    parser.add_argument(
        "--vault", dest="dir", metavar="DIR", help=tr("with the corrections of this vault")
    )
    key_arguments(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    words = " ".join(arguments.words)
    if arguments.dir is None:
        found = look_up(words, for_staff=arguments.staff)
    else:
        with opened(arguments, terminal) as vault:
            found = look_up(words, vault, for_staff=arguments.staff)
    lines = [line for one in found for line in _lines(one, terminal)]
    nothing = terminal.tr("Nobody goes by these words here. 1366 connects to all others.")
    return Outcome(
        data={"entries": [_data(one, terminal) for one in found]}, lines=lines or [nothing]
    )


def _correct_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    _id(parser, terminal)
    parser.add_argument(
        "--contact",
        metavar="KIND=VALUE",
        action="append",
        default=[],
        help=tr("a way to reach it, as often as there are: phone=1366"),
    )
    parser.add_argument("--note", metavar="TEXT", default="", help=tr("what else is known"))


def _correct(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    contacts = [one.partition("=") for one in arguments.contact]
    with opened(arguments, terminal) as vault:
        said = correct(
            vault,
            arguments.id,
            [(kind.strip(), value, "") for kind, _sign, value in contacts],
            arguments.note,
        )
    return Outcome(data=_data(said, terminal), lines=_lines(said, terminal))


def _restore_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    _id(parser, terminal)


def _restore(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        entry = restore(vault, arguments.id)
    return Outcome(data={"id": entry.body.id}, lines=_lines(entry, terminal))


def _id(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--id", metavar="ID", required=True, help=terminal.tr("the entry: see directory")
    )


def _data(entry: Entry, terminal: Terminal) -> dict[str, object]:
    body, language = entry.body, terminal.texts.language
    said = entry.correction
    return {
        "id": body.id,
        "group": body.group.value,
        "name": body.name.in_language(language),
        "takes": body.takes.in_language(language),
        "former_names": [name.in_language(language) for name in body.former_names],
        "contacts": [_way(one, terminal) for one in entry.ways],
        "shipped": [{"kind": one.kind, "value": one.value} for one in entry.shipped],
        "hours": body.hours.in_language(language) if body.hours else None,
        "notes": body.notes.in_language(language) if body.notes else None,
        "see": list(body.see),
        "for_victims": body.pub,
        "as_of": body.as_of or None,
        "review_by": body.review_by.isoformat(),
        "confidence": body.confidence,
        "checked": checked_words(body, terminal.texts),
        "stale": entry.stale,
        "corrected": None if said is None else iso_utc(said.said_ms),
        "correction_note": said.note if said else None,
    }


def _way(way: WayIn, terminal: Terminal) -> dict[str, object]:
    return {
        "kind": way.kind,
        "value": way.value,
        "note": way.note.in_language(terminal.texts.language) if way.note else None,
        "confirmed": not way.unsure,
        "host": way.host or None,
        "shown_host": way.shown_host or None,
        "warnings": [one.warn.value for one in way.warnings],
    }


def _lines(entry: Entry, terminal: Terminal) -> list[str]:
    tr, body, language = terminal.tr, entry.body, terminal.texts.language
    lines = [
        f"{body.id:22} {body.name.in_language(language)} · {tr(GROUP_WORDS[body.group])}",
        f"  {body.takes.in_language(language)}",
    ]
    if body.former_names:
        former = ", ".join(name.in_language(language) for name in body.former_names)
        said = tr("Formerly: {names}", names=former)
        lines.append(f"  {said}")
    lines.extend(f"  {_way_line(one, terminal)}" for one in entry.ways)
    lines.extend(f"  {text.in_language(language)}" for text in (body.hours, body.notes) if text)
    lines.extend(f"  {line}" for line in _corrected(entry, terminal))
    lines.append(f"  {checked_words(body, terminal.texts)}")
    return lines


def _corrected(entry: Entry, terminal: Terminal) -> list[str]:
    """What the centre said, and what came with the program beside it."""
    tr, said = terminal.tr, entry.correction
    if said is None:
        return []
    lines = [tr("Your centre’s correction, {when}", when=iso_kst(said.said_ms))]
    if said.note:
        lines.append(one_line(said.note, LENGTH))
    if said.contacts:
        came = " / ".join(one.value for one in entry.shipped)
        lines.append(tr("Came with the program: {contacts}", contacts=came))
    return lines


def _way_line(way: WayIn, terminal: Terminal) -> str:
    tr = terminal.tr
    told = [f"{tr(KIND_WORDS[way.kind])}: {one_line(way.value, LENGTH)}"]
    if way.note:
        told.append(one_line(way.note.in_language(terminal.texts.language), LENGTH))
    if way.unsure:
        told.append(tr("not confirmed"))
    told.extend(
        tr(
            WARNINGS[one.warn],
            host=one_line(one.host, 80),
            shown=one_line(one.shown, 80),
            known=one.known,
        )
        for one in way.warnings
    )
    return " · ".join(told)


DIRECTORY = Command(_arguments, _run)
CORRECT = Command(_correct_arguments, _correct)
RESTORE = Command(_restore_arguments, _restore)
