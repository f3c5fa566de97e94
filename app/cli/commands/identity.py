"""`report identity DIR --case ID --out FILE`: the identity sheet of a request for a pseudonym."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.usecases.reports.identity import save_identity


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--out", metavar="FILE", required=True, help=tr("where the sheet goes, unencrypted")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, out = terminal.tr, Path(arguments.out)
    with opened(arguments, terminal) as vault:
        made = terminal.work(lambda job: save_identity(vault, arguments.case, out, job))
    return Outcome(
        data={"path": arguments.out, "size": len(made)},
        lines=[
            tr("The identity sheet lies, readable for everybody, at {path}", path=arguments.out),
            tr("Print it, hand it over by hand, and keep it apart from all other papers."),
        ],
    )


IDENTITY = Command(_arguments, _run)
