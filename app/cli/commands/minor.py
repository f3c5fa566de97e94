"""`case minor-on`, `case minor-off` and `case duty`: minor mode of a case, and who has to report."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.case.protecting import DUTY, duty_seen, duty_words, protect, unprotect

if TYPE_CHECKING:
    from app.usecases.case.protecting import Protection


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _off_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _arguments(parser, terminal)
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help=terminal.tr("why; it is kept in the custody log, which goes along with bundles"),
    )


def _outcome(stands: Protection, lines: list[str]) -> Outcome:
    case = stands.case
    return Outcome(
        data={"id": case.id, "minor_mode": case.minor_mode, "held_back": stands.held_back},
        lines=lines,
    )


def protection_lines(terminal: Terminal) -> list[str]:
    """What minor mode means, said when it is turned on."""
    return [
        terminal.tr(
            "Pictures, video and sound stay out of this case now; words and links come in."
        ),
        terminal.tr(
            "If a counsellor keeps this case: `case duty` tells of the duty to report, "
            "and records when it was seen."
        ),
    ]


def _on(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        stands = protect(vault, arguments.case)
    lines = protection_lines(terminal)
    if stands.held_back:
        lines.append(
            terminal.tr(
                "What came in before stays as it is, covered. Don't delete or send it: "
                "112 or 1366 say how to hand it over, at any hour."
            )
        )
    return _outcome(stands, lines)


def _off(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        stands = unprotect(vault, arguments.case, arguments.reason)
    said = terminal.tr("Minor mode is off. The custody log keeps when, and the reason.")
    return _outcome(stands, [said])


def _duty(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        at_ms = duty_seen(vault, arguments.case)
    words = duty_words(terminal.texts.language)
    return Outcome(
        data={"id": arguments.case, "notice": DUTY, "text": words, "seen": iso_utc(at_ms)},
        lines=[words, terminal.tr("Seen and recorded: {when}", when=iso_kst(at_ms))],
    )


ON = Command(_arguments, _on)
OFF = Command(_off_arguments, _off)
DUTY_TO_REPORT = Command(_arguments, _duty)
