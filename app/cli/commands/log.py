"""`log add|list DIR --case ID`: the incident log, each part as far as it is known."""

from __future__ import annotations

import argparse
from dataclasses import fields, replace

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import text_argument, time_data, time_line, when_arguments, when_of
from app.cli.typed_text import text_of
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst, iso_utc
from app.domain.told.incidents import Incident, LogEntry
from app.usecases.told.incidents import add_incident, change_incident, list_incidents
from app.usecases.vault.vaults import OpenVault


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--entry", metavar="ID", help=tr("an entry that gets these words"))
    when_arguments(parser, terminal)
    parser.add_argument(
        "--text-file", metavar="FILE", help=tr("what happened; - is standard input")
    )
    text_argument(parser, "place", tr("where it was"))
    text_argument(parser, "witness", tr("who saw it"))
    text_argument(parser, "officer", tr("who took a report"))
    text_argument(parser, "report-number", tr("the number of that report"))
    text_argument(parser, "technology", tr("what was used, as far as you suspect"))


def _incident(arguments: argparse.Namespace, before: Incident) -> Incident:
    given = {
        one.name: said
        for one in fields(Incident)
        if (said := getattr(arguments, one.name)) is not None
    }
    return replace(before, **given)


def _kept(vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal) -> LogEntry:
    file = arguments.text_file
    text = None if file is None else text_of(file, terminal)
    if arguments.entry is None:
        said = _incident(arguments, Incident())
        return add_incident(vault, arguments.case, text or "", when_of(arguments), said)
    known = {entry.note.id: entry for entry in list_incidents(vault, arguments.case)}
    before = known.get(arguments.entry)
    note = None if before is None else before.note
    return change_incident(
        vault,
        arguments.case,
        arguments.entry,
        (note.text if note else "") if text is None else text,
        (note.event if note else None) if arguments.when is None else when_of(arguments),
        _incident(arguments, before.incident if before else Incident()),
    )


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        entry = _kept(vault, arguments, terminal)
    said = terminal.tr("The entry is kept: {id}", id=entry.note.id)
    return Outcome(data={"id": entry.note.id}, lines=[said])


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _data(entry: LogEntry) -> dict[str, object]:
    incident = entry.incident
    return {
        "id": entry.note.id,
        "text": entry.note.text,
        **time_data("event", entry.note.event),
        "written_at": iso_utc(entry.note.at_ms),
        **{one.name: getattr(incident, one.name) for one in fields(incident)},
    }


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        entries = list_incidents(vault, arguments.case)
    lines = [
        f"{entry.note.id}  {time_line(entry.note.event) or iso_kst(entry.note.at_ms)}  "
        f"{one_line(entry.headline, 100)}"
        for entry in entries
    ]
    nothing = terminal.tr("Nothing is written down in this case yet.")
    return Outcome(data={"entries": [_data(one) for one in entries]}, lines=lines or [nothing])


ADD = Command(_add_arguments, _add)
LIST = Command(_list_arguments, _list)
