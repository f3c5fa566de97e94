"""`fate set|list DIR --case ID`: where links stand, by the person's word. None is opened."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
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
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.ledger_words import LINK_STATES
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst
from app.errors import EnvironmentProblem, InputProblem
from app.usecases.follow_up.fates import FateRow, list_fates, newest_step, state_links, take_back

MAX_LIST_BYTES = 1024 * 1024


def _set_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--link", metavar="ID", action="append", help=tr("a link; may be given several times")
    )
    parser.add_argument(
        "--links-file", metavar="FILE", help=tr("a file with one identifier of a link a line")
    )
    choice_argument(parser, "state", LinkState, tr("where they stand"))
    parser.add_argument(
        "--take-back", action="store_true", help=tr("take the newest step of each out again")
    )
    when_arguments(parser, terminal)
    parser.add_argument("--filing", metavar="ID", help=tr("what it came by"))
    text_argument(parser, "note", tr("what else is known"))


def _named(arguments: argparse.Namespace) -> list[str]:
    """The identifiers of the options and of the file. Raises InputProblem, EnvironmentProblem."""
    named = list(arguments.link or ())
    if arguments.links_file is not None:
        try:
            with Path(arguments.links_file).open("rb") as file:
                raw = file.read(MAX_LIST_BYTES)
        except FileNotFoundError:
            raise InputProblem("INP-002", name=arguments.links_file) from None
        except OSError:
            raise EnvironmentProblem("ENV-003", name=arguments.links_file) from None
        named += raw.decode("utf-8", "replace").split()
    return named


def _set(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    named, case = _named(arguments), arguments.case
    with opened(arguments, terminal) as vault:
        if arguments.take_back:
            steps = [newest_step(vault, case, link) for link in dict.fromkeys(named)]
            take_back(vault, case, [one.id for one in steps])
        else:
            steps = list(
                state_links(
                    vault,
                    case,
                    named,
                    LinkState(meant(arguments.state or LinkState.FOUND.value)),
                    at=when_of(arguments),
                    filing_id=arguments.filing,
                    note=arguments.note or "",
                )
            )
    told = terminal.ntr("{count} link", "{count} links", len(steps))
    return Outcome(
        data={
            "taken_back": arguments.take_back,
            "steps": [
                {"id": one.id, "link": one.link, "next_check_at": utc(one.next_check_ms)}
                for one in steps
            ],
        },
        lines=[told],
    )


def _step_data(step: LinkStep) -> dict[str, object]:
    return {
        "id": step.id,
        "state": step.state.value,
        **time_data("at", step.at),
        "filing": step.filing,
        "note": step.note,
        "said_at": utc(step.said_ms),
    }


def _data(row: FateRow) -> dict[str, object]:
    return {
        "link": row.link.id,
        "address": row.link.normal,
        "state": row.state.value,
        "came_back": row.came_back,
        "next_check_at": utc(row.next_check_ms),
        "steps": [_step_data(step) for step in row.steps],
    }


def _line(row: FateRow, terminal: Terminal) -> str:
    look = row.next_check_ms
    told = (
        terminal.tr(LINK_STATES[row.state]),
        time_line(row.steps[-1].at) if row.steps else "",
        "" if look is None else terminal.tr("look again on {day}", day=iso_kst(look)[:10]),
    )
    said = " · ".join(one for one in told if one)
    return f"{row.link.id}  {one_line(row.link.normal, 120)}  {said}"


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows = list_fates(vault, arguments.case)
    lines = [_line(row, terminal) for row in rows]
    nothing = terminal.tr("Nothing is kept in this case yet.")
    return Outcome(data={"links": [_data(row) for row in rows]}, lines=lines or [nothing])


SET = Command(_set_arguments, _set)
LIST = Command(case_arguments, _list)
