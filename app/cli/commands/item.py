"""`item DIR --item ID`: one item, what it says of itself, its plain words. Nothing is opened."""

from __future__ import annotations

import argparse

import msgspec
from rich.filesize import decimal

from app.cli.command import Command, Outcome
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.evidence.capture_words import in_words
from app.domain.evidence.captures import Capture
from app.domain.evidence.found_words import digest_in_words, fact_in_words, item_kind_in_words
from app.domain.evidence.items import Sighting
from app.domain.evidence.pages import PageInside, PagePart
from app.domain.evidence.understanding import what_in_words
from app.domain.text.textsafe import LINES, one_line, visible
from app.domain.times.times import Moment, iso_kst, iso_utc
from app.usecases.items.evidence import ItemDetails, details

SHOWN = 20
WORDS = 2_000


def item_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--item ID."""
    parser.add_argument("--item", metavar="ID", required=True, help=terminal.tr("the item"))


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    case_argument(parser, terminal, required=False)
    item_argument(parser, terminal)


def _moment(moment: Moment | None) -> dict[str, object] | None:
    if moment is None:
        return None
    return {
        "at": None if moment.at_ms is None else iso_utc(moment.at_ms),
        "source": moment.source.value,
        "certainty": moment.certainty.value,
        "original": moment.original,
    }


def _sighting(sighting: Sighting) -> dict[str, object]:
    return {
        "id": sighting.id,
        "case": sighting.case,
        "method": sighting.method.value,
        "where": sighting.where,
        "shown": _moment(sighting.shown),
        "captured": _moment(sighting.captured),
        "entered": _moment(sighting.entered),
    }


def _capture(capture: Capture) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(capture)
    return told


def _part(part: PagePart) -> dict[str, object]:
    return {
        "position": part.position,
        "name": part.name,
        "media_type": part.media_type,
        "size": part.size,
        "sha256": part.sha256,
        "digest": part.digest,
    }


def as_data(known: ItemDetails) -> dict[str, object]:
    """The stable keys of `item --json`."""
    item, inside = known.item, known.inside or PageInside()
    return {
        "id": item.id,
        "kind": item.kind.value,
        "name": item.name,
        "size": item.size,
        "sha256": item.sha256,
        "media_type": item.media_type,
        "added_at": iso_utc(item.added_ms),
        "facts": dict(known.facts),
        "sightings": [_sighting(one) for one in known.sightings],
        "captures": {name: _capture(one) for name, one in known.captures.items()},
        "recorded": _moment(inside.recorded),
        "sent": _moment(inside.sent),
        "parts": [_part(one) for one in inside.parts],
        "not_understood": [{"where": n.where, "what": n.what} for n in inside.problems],
        "text": inside.text,
    }


def as_lines(known: ItemDetails, terminal: Terminal) -> list[str]:
    """The same in words; long ones are cut."""
    tr, item = terminal.tr, known.item
    lines = [
        f"{item_kind_in_words(item.kind, terminal.texts)} · {visible(item.name, 80)}",
        f"{decimal(item.size)} · {item.media_type} · SHA-256 {item.sha256}",
        f"{tr('Taken in')}: {iso_kst(item.added_ms)}",
    ]
    if known.facts:
        lines += ["", tr("What the file says of itself:")]
    for name, said in sorted(known.facts.items()):
        lines.append(f"  {fact_in_words(name, terminal.texts)}: {one_line(said, 300)}")
    for capture in known.captures.values():
        lines += ["", tr("How it was captured:")]
        lines += [f"  {name}: {said}" for name, said in in_words(capture, terminal.texts)]
    if known.inside is not None:
        lines += _inside_lines(known.inside, terminal)
    return lines


def _inside_lines(inside: PageInside, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = ["", tr("Inside it:")] if inside.parts else []
    for part in inside.parts[:SHOWN]:
        checked = digest_in_words(part.digest, terminal.texts)
        told = [
            part.position,
            one_line(part.name, 80),
            part.media_type,
            decimal(part.size),
            checked,
        ]
        lines.append("  " + " · ".join(word for word in told if word))
    if len(inside.parts) > SHOWN:
        lines.append(_more(len(inside.parts) - SHOWN, terminal))
    if inside.problems:
        lines += ["", tr("Kept, but not understood:")]
    for one in inside.problems[:SHOWN]:
        what = what_in_words(one.what, terminal.texts)
        lines.append(f"  {visible(one.where, 80)}: {what}" if one.where else f"  {what}")
    if len(inside.problems) > SHOWN:
        lines.append(_more(len(inside.problems) - SHOWN, terminal))
    if inside.text:
        shown = visible(inside.text, WORDS, keep=LINES)
        lines += ["", tr("Its words:"), *(f"  {line}" for line in shown.split("\n"))]
    return lines


def _more(rest: int, terminal: Terminal) -> str:
    return terminal.ntr(
        "  and {count} more: --json names it", "  and {count} more: --json names them all", rest
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        known = details(vault, arguments.item, arguments.case)
    return Outcome(data=as_data(known), lines=as_lines(known, terminal))


ITEM = Command(_arguments, _run)
