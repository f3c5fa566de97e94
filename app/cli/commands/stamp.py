"""`stamp authorities|list|ask|retry`: time stamps, the one thing that may use the network."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.bundles.stamps import StampAsked, StampState, StampWish
from app.domain.times.times import iso_utc
from app.domain.times.zones import both_zones
from app.error_texts import sentence
from app.errors import NetworkProblem
from app.i18n import N_
from app.usecases.bundles.stamping import (
    StampRow,
    ask_stamps,
    checked_words,
    known_authorities,
    list_stamps,
    retry_stamps,
    rows_of,
)

STATES = {
    StampState.PENDING: N_("open"),
    StampState.REFUSED: N_("open, what came was no good"),
    StampState.KEPT: N_("in its bundle"),
    StampState.LATER: N_("goes along with the next bundle"),
}


def stamp_arguments(
    parser: argparse.ArgumentParser, terminal: Terminal, *, option: str, required: bool = False
) -> None:
    """Whom to ask, by which way, and with which root."""
    tr = terminal.tr
    parser.add_argument(
        option,
        metavar="NAME",
        dest="stamp",
        action="append",
        default=[],
        required=required,
        help=tr("ask this authority for a time stamp; a hash goes there, nothing else"),
    )
    parser.add_argument(
        "--proxy", metavar="ADDRESS", default="", help=tr("ask by this way: socks5h://host:port")
    )
    parser.add_argument(
        "--root", metavar="FILE", help=tr("a file with the root certificate of the authority")
    )


def wish_of(arguments: argparse.Namespace) -> StampWish:
    """What those arguments switch on."""
    root = None if arguments.root is None else Path(arguments.root)
    return StampWish(tuple(arguments.stamp), arguments.proxy, root)


def stamp_data(row: StampRow) -> dict[str, object]:
    """A stamp as `--json` tells it."""
    stamp = row.stamp
    return {
        "id": stamp.id,
        "authority": stamp.authority,
        "state": stamp.state.value,
        "reason": stamp.reason or None,
        "list": stamp.digest,
        "time": None if row.time is None else f"{row.time:%Y-%m-%dT%H:%M:%SZ}",
        "asked_at": iso_utc(stamp.asked_ms),
    }


def stamp_lines(rows: Iterable[StampRow], terminal: Terminal) -> list[str]:
    """A line a stamp: whose, its time in both zones, where it stands, or what was in the way."""
    tr, lines = terminal.tr, []
    for row in rows:
        if row.time is not None:
            told = both_zones(row.time)
        else:
            told = sentence(NetworkProblem(row.stamp.reason), terminal.texts)
        lines.append(f"{row.stamp.id}  {row.authority}  {tr(STATES[row.stamp.state])}: {told}")
    return lines


def stamps_of_bundle(stamps: Iterable[StampAsked], terminal: Terminal) -> list[str]:
    """What came of asking along with a bundle."""
    return [
        terminal.tr("Time stamp: {line}", line=one)
        for one in stamp_lines(rows_of(stamps), terminal)
    ]


def _authorities(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    known, tr = known_authorities(arguments.name), terminal.tr
    return Outcome(
        data={
            "authorities": [
                {
                    "name": one.id,
                    "address": one.address,
                    "country": one.country,
                    "roots": list(one.roots),
                    "as_of": one.as_of,
                    "review_by": one.review_by.isoformat(),
                    "confidence": one.confidence,
                    "checked": checked_words(one, terminal.texts),
                    "sources": list(one.sources),
                }
                for one in known
            ]
        },
        lines=[
            *(
                f"{one.id}  {one.name} ({one.country})  {one.address}"
                f" · {checked_words(one, terminal.texts)}"
                for one in known
            ),
            tr("None of them is asked anything unless you name it."),
        ],
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows = list_stamps(vault, arguments.case)
    return _told(rows, terminal)


def _ask(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    wish = wish_of(arguments)
    with opened(arguments, terminal) as vault:
        rows = terminal.work(
            lambda job: ask_stamps(vault, arguments.case, arguments.report, wish, job)
        )
    return _told(rows, terminal, asked=True)


def _retry(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    wish = wish_of(arguments)
    with opened(arguments, terminal) as vault:
        rows = terminal.work(lambda job: retry_stamps(vault, arguments.case, wish, job))
    return _told(rows, terminal, asked=True)


def _told(rows: tuple[StampRow, ...], terminal: Terminal, *, asked: bool = False) -> Outcome:
    open_ones = [row for row in rows if row.time is None]
    return Outcome(
        status=NOT_ALL if asked and open_ones else DONE,
        data={"stamps": [stamp_data(row) for row in rows]},
        lines=stamp_lines(rows, terminal) or [terminal.tr("No time stamp is here.")],
    )


def _name(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="?", default="", help=terminal.tr("only this one")
    )


def _ask_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--report",
        metavar="ID",
        required=True,
        help=terminal.tr("the report whose newest bundle is meant"),
    )
    stamp_arguments(parser, terminal, option="--authority", required=True)


def _retry_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    stamp_arguments(parser, terminal, option="--authority")


AUTHORITIES = Command(_name, _authorities)
LIST = Command(case_arguments, _list)
ASK = Command(_ask_arguments, _ask)
RETRY = Command(_retry_arguments, _retry)
