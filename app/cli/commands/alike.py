"""`alike DIR --case ID`: the same picture elsewhere, decisions, and a hash for others."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import NOT_ALL, Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.evidence.items import Sighting
from app.domain.evidence.likeness import TURNS, Closeness, Decision
from app.domain.evidence.likeness_words import (
    ABOUT_PDQ,
    CLOSENESS,
    DECISIONS,
    KEEP_NO_FILE,
    LOW_QUALITY,
    PROPOSED,
    TURNED,
)
from app.domain.text.textsafe import visible
from app.errors import InputProblem
from app.usecases.items.alike import (
    Pair,
    Place,
    decide,
    exact,
    linked,
    near_file,
    pdq_of,
    proposals,
    rehash,
)
from app.usecases.vault.vaults import OpenVault

GOOD_QUALITY = 50
_NAME = 48


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    tr = terminal.tr
    parser.add_argument("--item", metavar="ID", help=tr("only what is alike to this item"))
    parser.add_argument("--decided", action="store_true", help=tr("also the pairs decided before"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--same", nargs=2, metavar="ID", help=tr("these two show the same picture"))
    what.add_argument(
        "--different", nargs=2, metavar="ID", help=tr("these two show different pictures")
    )
    what.add_argument(
        "--later", nargs=2, metavar="ID", help=tr("take a decision about these two back")
    )
    what.add_argument(
        "--like", metavar="FILE", help=tr("find what looks like a file; nothing of it is stored")
    )
    what.add_argument(
        "--pdq", action="store_true", help=tr("the PDQ hash of --item, to hand to others")
    )
    what.add_argument(
        "--rehash", action="store_true", help=tr("make the hashes that older items do not have")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        for decision, two in (
            (Decision.SAME, arguments.same),
            (Decision.DIFFERENT, arguments.different),
            (Decision.OPEN, arguments.later),
        ):
            if two:
                return _decided(vault, arguments.case, two, decision, terminal)
        if arguments.like is not None:
            return _near(vault, arguments.case, Path(arguments.like), terminal)
        if arguments.pdq:
            return _pdq(vault, arguments.item, terminal)
        if arguments.rehash:
            return _rehash(vault, arguments.case, terminal)
        return _pairs(vault, arguments, terminal)


def _decided(
    vault: OpenVault, case: str, two: list[str], decision: Decision, terminal: Terminal
) -> Outcome:
    kept = decide(vault, case, two[0], two[1], decision)
    data = {"first": kept.first, "second": kept.second, "decided": decision.value}
    return Outcome(data=data, lines=[terminal.tr(DECISIONS[decision])])


def _near(vault: OpenVault, case: str, file: Path, terminal: Terminal) -> Outcome:
    found = near_file(vault, case, file)
    data = [
        {
            "item": item.id,
            "name": item.name,
            "method": near.method,
            "distance": near.distance,
            "turned": near.turned,
            "closeness": near.closeness.value,
        }
        for near, item in found
    ]
    lines = [
        f"{item.id}  {_close(near.closeness, near.turned, terminal)}  {visible(item.name, _NAME)}"
        for near, item in found
    ]
    return Outcome(
        data={"near": data}, lines=lines or [terminal.tr("Nothing that looks alike was found.")]
    )


def _pdq(vault: OpenVault, item: str | None, terminal: Terminal) -> Outcome:
    if item is None:
        raise InputProblem("INP-018", what="--item", help="--help")
    made = pdq_of(vault, item)
    tr = terminal.tr
    lines = [
        made.text,
        tr("Quality: {number} of 100", number=made.quality),
        *((tr(LOW_QUALITY),) if made.quality < GOOD_QUALITY else ()),
        tr(ABOUT_PDQ),
        tr(KEEP_NO_FILE),
    ]
    data = {
        "item": made.item.id,
        "pdq": made.text,
        "quality": made.quality,
        "version": made.version,
    }
    return Outcome(data=data, lines=lines)


def _rehash(vault: OpenVault, case: str, terminal: Terminal) -> Outcome:
    done = terminal.work(lambda job: rehash(vault, case, job))
    lines = [terminal.tr("Hashes were made: {count}", count=done.made)]
    if done.left:
        lines.append(terminal.tr("Could not be read as a picture: {count}", count=done.left))
    status = NOT_ALL if done.left else 0
    return Outcome(status, {"made": done.made, "left": done.left}, lines)


def _pairs(vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    case, item = arguments.case, arguments.item
    found = terminal.work(
        lambda job: proposals(vault, case, job, item=item, decided=arguments.decided)
    )
    same_bytes = [one for one in exact(vault, case) if item in (None, one.item.id)]
    others = linked(vault, case, item) if item is not None else ()
    tr = terminal.tr
    lines = []
    for place in same_bytes:
        lines.append(tr("The same file at several places: {name}", name=_named(place)))
        lines += [f"    {_where(one)}" for one in place.sightings]
    for place in others:
        lines.append(tr("Seen again in {name}", name=_named(place)))
        lines += [f"    {_where(one)}" for one in place.sightings]
    for pair in found:
        lines += _pair_lines(pair, terminal)
    lines.append(tr(PROPOSED) if found else tr("Nothing that looks alike was found."))
    data = {
        "exact": [_place_data(one) for one in same_bytes],
        "linked": [_place_data(one) for one in others],
        "pairs": [_pair_data(one) for one in found],
    }
    return Outcome(data=data, lines=lines)


def _pair_lines(pair: Pair, terminal: Terminal) -> list[str]:
    one = pair.likeness
    close = _close(one.closeness, one.turned, terminal)
    said = "" if one.decided is Decision.OPEN else f" · {terminal.tr(DECISIONS[one.decided])}"
    return [f"{close}{said}", f"    {_named(pair.first)}", f"    {_named(pair.second)}"]


def _close(closeness: Closeness, turned: str, terminal: Terminal) -> str:
    said = terminal.tr(CLOSENESS[closeness])
    return said if turned == TURNS[0] else f"{said} ({terminal.tr(TURNED)})"


def _named(place: Place) -> str:
    return f"{place.item.id}  {visible(place.item.name, _NAME)}"


def _where(seen: Sighting) -> str:
    parts = (seen.id, seen.method.value, seen.where, seen.position)
    return " · ".join(visible(part, _NAME) for part in parts if part)


def _place_data(place: Place) -> dict[str, object]:
    return {"item": place.item.id, "sightings": [one.id for one in place.sightings]}


def _pair_data(pair: Pair) -> dict[str, object]:
    one = pair.likeness
    return {
        "first": _place_data(pair.first),
        "second": _place_data(pair.second),
        "method": one.method,
        "distance": one.distance,
        "turned": one.turned,
        "closeness": one.closeness.value,
        "decided": one.decided.value,
    }


ALIKE = Command(_arguments, _run)
