"""`timeline DIR --case ID`: the case in the order of time."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.case.entry_words import happening_words
from app.domain.case.timeline import EntryKind, Lane, TimelineEntry
from app.domain.text.textsafe import one_line
from app.domain.times.times import Moment, iso_kst, iso_utc
from app.i18n import N_
from app.usecases.case.timelines import timeline

KINDS = {
    "messages": N_("messages"),
    "media": N_("seen in the chat"),
    "item": N_("file"),
    "gap": N_("gap"),
    "moved": N_("the room moved"),
    "room": N_("the room"),
    "note": N_("note"),
    "incident": N_("incident"),
    "payment": N_("payment or demand"),
    "mark": N_("identifier seen"),
    "deed": N_("Message that was marked"),
    "part": N_("posted or told"),
    "report": N_("report"),
    "bundle": N_("bundle"),
    "filed": N_("What you handed in"),
}


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _moment(moment: Moment | None) -> dict[str, object] | None:
    if moment is None:
        return None
    return {
        "utc": None if moment.at_ms is None else iso_utc(moment.at_ms),
        "kst": None if moment.at_ms is None else iso_kst(moment.at_ms),
        "original": moment.original,
        "source": moment.source.value,
        "certainty": moment.certainty.value,
        "offset_minutes": moment.offset_minutes,
    }


def _entry(entry: TimelineEntry) -> dict[str, object]:
    return {
        "lane": entry.lane,
        "kind": entry.kind.value,
        "subject": entry.subject,
        "label": entry.label,
        "count": entry.count,
        "shown": _moment(entry.shown),
        "captured": _moment(entry.captured),
        "entered": _moment(entry.entered),
        "until": None if entry.until_ms is None else iso_utc(entry.until_ms),
        "position": entry.position,
        "to_lane": entry.to_lane,
        "happening": entry.happening,
        "again": list(entry.again),
    }


def _name(lane: Lane, terminal: Terminal) -> str:
    if lane.room is None:
        return terminal.tr("me")
    return lane.title or terminal.tr("(a room without a name)")


def _what(entry: TimelineEntry, terminal: Terminal) -> str:
    if entry.happening:
        happened = terminal.tr(happening_words(entry))
        filed = entry.kind is EntryKind.FILED
        return f"{terminal.tr(KINDS[entry.kind.value])}: {happened}" if filed else happened
    return terminal.tr(KINDS[entry.kind.value])


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        found = timeline(vault, arguments.case)
    titles = {lane.id: _name(lane, terminal) for lane in found.lanes}
    lines = []
    for entry in found.entries:
        count = f" × {entry.count:,}" if entry.count > 1 else ""
        again = [tr("Seen again in {name}", name=one_line(name, 40)) for name in entry.again]
        lines.append(
            f"{iso_kst(entry.order_ms)}  {one_line(titles[entry.lane], 24)}  "
            f"{_what(entry, terminal)}{count}  {' · '.join([one_line(entry.label, 70), *again])}"
        )
    data = {
        "lanes": [{"id": lane.id, "title": lane.title, "room": lane.room} for lane in found.lanes],
        "entries": [_entry(entry) for entry in found.entries],
    }
    return Outcome(data=data, lines=lines or [tr("Nothing is kept in this case yet.")])


TIMELINE = Command(_arguments, _run)
