"""`bundle DIR --case ID --report ID --out FOLDER`: an encrypted bundle, checked before it is called done."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.commands.verify import check_lines
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.usecases.bundling import make_bundle


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    case_argument(parser, terminal)
    parser.add_argument(
        "--report", metavar="ID", required=True, help=terminal.tr("the report to hand over")
    )
    parser.add_argument(
        "--out", metavar="FOLDER", required=True, help=terminal.tr("where the bundle goes")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        made = terminal.work(
            lambda job: make_bundle(
                vault, arguments.case, arguments.report, Path(arguments.out), job
            )
        )
    return Outcome(
        data={"path": str(made.path), "passphrase_file": str(made.passphrase_file)},
        lines=[
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
