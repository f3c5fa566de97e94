"""`work list|resume|drop DIR`: imports that a lock, a kill or the power stopped."""

from __future__ import annotations

import argparse

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.commands.collect import as_data, as_lines
from app.cli.commands.numbers import as_data as numbers_data
from app.cli.commands.numbers import as_lines as numbers_lines
from app.cli.commands.numbers import of_import
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.i18n import N_
from app.usecases.vault.unfinished import StoppedWork, leave_work, resume_work, stopped_work

KINDS = {"collect": N_("taking files in"), "place": N_("placing what waited")}
MOST = 999_999_999
SHOWN_PATHS = 3


def _number(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "number",
        metavar="NUMBER",
        type=whole_number(terminal.texts, 1, MOST),
        help=terminal.tr("the work, by its number in the list"),
    )


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        found = stopped_work(vault)
    count = terminal.ntr("{count} can go on", "{count} can go on", len(found))
    return Outcome(
        data={"work": [_as_data(one) for one in found]},
        lines=[count, *(_as_line(one, terminal) for one in found)],
    )


def _as_data(one: StoppedWork) -> dict[str, object]:
    return {
        "number": one.number,
        "kind": one.kind,
        "case": one.case,
        "begun_at": iso_utc(one.begun_ms),
        "given": list(one.given),
        "done": one.done,
    }


def _as_line(one: StoppedWork, terminal: Terminal) -> str:
    given = ", ".join(visible(path, 60) for path in one.given[:SHOWN_PATHS])
    more = " …" if len(one.given) > SHOWN_PATHS else ""
    kind = terminal.tr(KINDS[one.kind])
    return f"  {one.number}  {kind}  {iso_kst(one.begun_ms)}  {given}{more}"


def _resume(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        report = terminal.work(lambda job: resume_work(vault, arguments.number, job))
        numbers = of_import(vault, report.import_id, terminal)
    return Outcome(
        status=NOT_ALL if report.refused else DONE,
        data={**as_data(report, terminal), "resident_numbers": numbers_data(numbers)},
        lines=[*as_lines(report, terminal), *numbers_lines(numbers, terminal)],
    )


def _drop(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        leave_work(vault, arguments.number)
    return Outcome(
        data={"number": arguments.number},
        lines=[terminal.tr("It does not go on. What came in stays in the case.")],
    )


LIST = Command(vault_arguments, _list)
RESUME = Command(_number, _resume)
DROP = Command(_number, _drop)
