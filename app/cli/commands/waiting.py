"""`waiting list|place|discard DIR`: what came in while the vault was locked."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.commands.collect import as_data, as_lines, days_of, intake_arguments
from app.cli.commands.numbers import as_data as numbers_data
from app.cli.commands.numbers import as_lines as numbers_lines
from app.cli.commands.numbers import of_import
from app.cli.opening import case_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.evidence.intake import DayOrder
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.i18n import N_
from app.usecases.intake.dropping import Dropped, lying_here
from app.usecases.intake.waiting import Unreadable, Waiting, discard, place, what_waits

UNREADABLE = N_("can't be read with the key of this vault")


def _list_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--locked",
        action="store_true",
        help=terminal.tr("without a passphrase: how many there are and their padded sizes"),
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    if arguments.locked:
        found: tuple[Waiting | Unreadable | Dropped, ...] = lying_here(Path(arguments.dir))
    else:
        with opened(arguments, terminal) as vault:
            found = what_waits(vault)
    count = terminal.ntr("{count} file waits", "{count} files wait", len(found))
    return Outcome(
        data={"waiting": [_as_data(one) for one in found]},
        lines=[count, *(f"  {_as_line(one, terminal)}" for one in found)],
    )


def _as_data(one: Waiting | Unreadable | Dropped) -> dict[str, object]:
    told: dict[str, object] = {"name": one.name, "stored_size": one.stored_size}
    if isinstance(one, Unreadable):
        told["code"] = "VLT-057"
    elif isinstance(one, Waiting):
        told |= {
            "path": one.facts.name,
            "size": one.size,
            "sha256": one.sha256,
            "captured_at": iso_utc(one.facts.captured_ms),
        }
    return told


def _as_line(one: Waiting | Unreadable | Dropped, terminal: Terminal) -> str:
    if isinstance(one, Waiting):
        when = iso_kst(one.facts.captured_ms)
        return f"{one.name}  {when}  {visible(one.facts.name, 60)}"
    if isinstance(one, Unreadable):
        return f"{one.name}  {terminal.tr(UNREADABLE)}"
    return f"{one.name}  {one.stored_size:,}"


def _place_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help=terminal.tr("one that waits, by its name in the list; all, where none is given"),
    )
    intake_arguments(parser, terminal)


def _place(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        report = terminal.work(
            lambda job: place(
                vault,
                arguments.case,
                job,
                arguments.names or None,
                zone_minutes=arguments.zone,
                screens_without_image=arguments.screens_without_image,
                days=days_of(arguments, DayOrder.ASSUMED),
                why=arguments.why,
            )
        )
        numbers = of_import(vault, report.import_id, terminal)
    return Outcome(
        status=NOT_ALL if report.refused else DONE,
        data={**as_data(report, terminal), "resident_numbers": numbers_data(numbers)},
        lines=[*as_lines(report, terminal), *numbers_lines(numbers, terminal)],
    )


def _discard_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "name", metavar="NAME", help=terminal.tr("one that waits, by its name in the list")
    )


def _discard(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        discard(vault, arguments.name)
    return Outcome(
        data={"name": arguments.name},
        lines=[terminal.tr("It is thrown away. The custody log keeps that it was there.")],
    )


LIST = Command(_list_arguments, _list)
PLACE = Command(_place_arguments, _place)
DISCARD = Command(_discard_arguments, _discard)
