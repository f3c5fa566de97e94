"""`case add DIR TITLE`."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.minor import protection_lines
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.case.minors import Under19
from app.usecases.case.cases import add_case


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "title", metavar="TITLE", nargs="?", default="", help=terminal.tr("a name, if you want one")
    )
    parser.add_argument(
        "--minor",
        action="store_true",
        help=terminal.tr(
            "somebody shown was or may have been under 19: no pictures, video or sound are taken"
        ),
    )
    parser.add_argument(
        "--under-19",
        metavar="ANSWER",
        choices=[Under19.YES.value, Under19.NO.value, Under19.UNSURE.value],
        help=terminal.tr(
            "whether anyone shown was or may have been under 19: yes, no, unsure; yes is --minor"
        ),
    )
    parser.add_argument(
        "--school",
        action="store_true",
        help=terminal.tr("a school has to do with it; with unsure, that counts as yes"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        case = add_case(
            vault,
            arguments.title,
            under_19=Under19(arguments.under_19 or Under19.NOT_SAID),
            school=arguments.school,
            minor_mode=arguments.minor,
        )
    return Outcome(
        data={"id": case.id, "title": case.title, "minor_mode": case.minor_mode},
        lines=[
            terminal.tr("The case is there: {id}", id=case.id),
            *(protection_lines(terminal) if case.minor_mode else ()),
        ],
    )


ADD = Command(_arguments, _run)
