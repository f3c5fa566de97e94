"""`bundle DIR --case ID --report ID --out FOLDER`: an encrypted bundle, checked before it is called done."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.verify import check_lines
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.items import Item
from app.domain.textsafe import one_line
from app.usecases.bundling import make_bundle
from app.usecases.consenting import staying


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    case_argument(parser, terminal)
    parser.add_argument(
        "--report", metavar="ID", required=True, help=terminal.tr("the report to hand over")
    )
    parser.add_argument(
        "--out", metavar="FOLDER", required=True, help=terminal.tr("where the bundle goes")
    )


def staying_lines(stays: Iterable[Item], terminal: Terminal) -> list[str]:
    """What was left out for want of consent, an item a line."""
    tr = terminal.tr
    return [tr("Left here, without consent: {name}", name=one_line(one.name, 80)) for one in stays]


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        stays = staying(vault, arguments.case, arguments.report).items
        made = terminal.work(
            lambda job: make_bundle(
                vault, arguments.case, arguments.report, Path(arguments.out), job
            )
        )
    return Outcome(
        data={
            "path": str(made.path),
            "passphrase_file": str(made.passphrase_file),
            "withheld": [item.id for item in stays],
        },
        lines=[
            *staying_lines(stays, terminal),
            tr(
                "The bundle is made and was checked as its recipient will check it: {path}",
                path=made.path,
            ),
            *check_lines(made.checks, terminal),
            tr("Its passphrase: {words}", words=made.passphrase),
            tr(
                "Tell the passphrase by another way, for example by phone. It also stands in {path}; don't hand that file over.",
                path=made.passphrase_file,
            ),
        ],
    )


BUNDLE = Command(_arguments, _run)
