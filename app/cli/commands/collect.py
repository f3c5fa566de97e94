"""`collect DIR --case ID PATH…`: files, folders and chat exports into a case."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path, PurePath

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.commands.excerpt import span_arguments, span_of
from app.cli.commands.looking import look_data, look_lines
from app.cli.commands.numbers import as_data as numbers_data
from app.cli.commands.numbers import as_lines as numbers_lines
from app.cli.commands.numbers import of_import
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.domain.evidence.intake import DayOrder, IntakeReport, Refused, kept_out
from app.domain.evidence.understanding import what_in_words
from app.domain.text.textsafe import visible
from app.error_texts import TEXTS
from app.errors import InputProblem
from app.usecases.intake.collecting import collect
from app.usecases.intake.foreseeing import look_first
from app.usecases.intake.watching import watch_folder, what_is_new
from app.usecases.vault.vaults import OpenVault

SHOWN = 20
ZONE_MINUTES = 14 * 60  # no zone lies further from UTC


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument("paths", metavar="PATH", nargs="*", help=terminal.tr("a file or a folder"))
    parser.add_argument(
        "--new-in",
        metavar="FOLDER",
        help=terminal.tr("pictures, films and sounds that are new in this folder, newest first"),
    )
    parser.add_argument(
        "--look",
        action="store_true",
        help=terminal.tr("only list what lies there and what it says of itself; take nothing"),
    )
    span_arguments(parser, terminal)
    intake_arguments(parser, terminal)


def intake_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--zone, --dates and --screens-without-image, which all that takes files into a case has."""
    parser.add_argument(
        "--zone",
        metavar="MINUTES",
        type=whole_number(terminal.texts, -ZONE_MINUTES, ZONE_MINUTES),
        default=540,
        help=terminal.tr("for old exports without a zone: minutes east of UTC (540 is Korea)"),
    )
    parser.add_argument(
        "--dates",
        metavar="ORDER",
        choices=["day-first", "month-first"],
        help=terminal.tr("for exports with dates like 3/4/24 that do not tell which comes first"),
    )
    parser.add_argument(
        "--screens-without-image",
        action="store_true",
        help=terminal.tr("minor mode: I made sure that no sexual image is in these pictures"),
    )
    parser.add_argument(
        "--why",
        metavar="TEXT",
        default="",
        help=terminal.tr("why pictures or films are needed, if you want to say it; the log has it"),
    )


def days_of(arguments: argparse.Namespace, unsaid: DayOrder) -> DayOrder:
    """What was said by --dates; `unsaid` where it was not given."""
    said = {"day-first": DayOrder.DAY_FIRST, "month-first": DayOrder.MONTH_FIRST}
    return said.get(arguments.dates, unsaid)


def _why(refused: Refused, terminal: Terminal) -> str:
    """Why a file did not get in, in the terminal's language; the place is told beside it."""
    name = visible(PurePath(refused.path).name, 60)
    return terminal.tr(TEXTS[refused.code].sentence, name=name)


def refused_data(refused: Sequence[Refused], terminal: Terminal) -> list[dict[str, object]]:
    """The stable keys of what did not get in."""
    return [{"path": r.path, "code": r.code, "why": _why(r, terminal)} for r in refused]


def refused_lines(refused: Sequence[Refused], terminal: Terminal) -> list[str]:
    """What did not get in, in words; a long list is cut with its number."""
    rows = [f"  {visible(r.path, 80)}: {_why(r, terminal)} [{r.code}]" for r in refused]
    return _cut(terminal.tr("Not taken:"), rows, terminal)


def as_data(report: IntakeReport, terminal: Terminal) -> dict[str, object]:
    """The stable keys of `collect --json`."""
    return {
        "import_id": report.import_id,
        "items_taken": report.items_taken,
        "items_again": report.items_again,
        "messages_taken": report.messages_taken,
        "sightings_made": report.sightings_made,
        "rooms_seen": report.rooms_seen,
        "accounts_seen": report.accounts_seen,
        "links_found": report.links_found,
        "bytes_taken": report.bytes_taken,
        "refused": refused_data(report.refused, terminal),
        "not_understood": [{"where": n.where, "what": n.what} for n in report.not_understood],
    }


def as_lines(report: IntakeReport, terminal: Terminal) -> list[str]:
    """The end of an import in words: taken, refused, not understood; long lists are cut with their number."""
    tr, ntr = terminal.tr, terminal.ntr
    lines = [
        ntr("{count} item taken", "{count} items taken", report.items_taken)
        + "; "
        + ntr("{count} message", "{count} messages", report.messages_taken)
        + "; "
        + ntr("{count} sighting", "{count} sightings", report.sightings_made)
        + "; "
        + ntr("{count} link", "{count} links", report.links_found)
    ]
    if report.items_again:
        lines.append(
            ntr(
                "{count} was there already: it got one more sighting",
                "{count} were there already: each got one more sighting",
                report.items_again,
            )
        )
    if out := kept_out(report):
        lines.append(
            ntr(
                "{count} file was kept out: someone under 19",
                "{count} files were kept out: someone under 19",
                out,
            )
        )
        instead = TEXTS["COL-004"].next_step
        lines.append(tr(instead))
    unread = [
        f"  {visible(n.where, 80)}: {what_in_words(n.what, terminal.texts)}"
        for n in report.not_understood
    ]
    lines += refused_lines(report.refused, terminal)
    if any(n.what == "day_order_asked" for n in report.not_understood):
        lines.append(tr("Which comes first in its dates? Give --dates day-first or month-first."))
    return lines + _cut(tr("Kept, but not understood:"), unread, terminal)


def _cut(title: str, rows: Sequence[str], terminal: Terminal) -> list[str]:
    lines = [title, *rows[:SHOWN]] if rows else []
    if len(rows) > SHOWN:
        rest = len(rows) - SHOWN
        lines.append(
            terminal.ntr(
                "  and {count} more: --json names it",
                "  and {count} more: --json names them all",
                rest,
            )
        )
    return lines


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    paths = [Path(p) for p in arguments.paths]
    if not paths and arguments.new_in is None:
        raise InputProblem("COL-057")
    if arguments.look:
        return _look(arguments, paths, terminal)
    span = span_of(arguments)
    with opened(arguments, terminal) as vault:
        paths += _new(arguments, vault, terminal)
        report = terminal.work(
            lambda job: collect(
                vault,
                arguments.case,
                paths,
                job,
                zone_minutes=arguments.zone,
                screens_without_image=arguments.screens_without_image,
                days=days_of(arguments, DayOrder.ASKED),
                why=arguments.why,
                span=span,
            )
        )
        numbers = of_import(vault, report.import_id, terminal)
    return Outcome(
        status=NOT_ALL if report.refused else DONE,
        data={**as_data(report, terminal), "resident_numbers": numbers_data(numbers)},
        lines=[*as_lines(report, terminal), *numbers_lines(numbers, terminal)],
    )


def _new(arguments: argparse.Namespace, vault: OpenVault, terminal: Terminal) -> list[Path]:
    """What is new in the folder of --new-in, which the vault remembers."""
    if arguments.new_in is None:
        return []
    folder = Path(arguments.new_in)
    watch_folder(vault, folder)
    return list(terminal.work(lambda job: what_is_new(vault, folder, job)))


def _look(arguments: argparse.Namespace, paths: list[Path], terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        paths += _new(arguments, vault, terminal)
        rows = terminal.work(
            lambda job: look_first(
                vault,
                arguments.case,
                paths,
                job,
                screens_without_image=arguments.screens_without_image,
            )
        )
    return Outcome(data=look_data(rows, terminal), lines=look_lines(rows, terminal))


COLLECT = Command(_arguments, _run)
