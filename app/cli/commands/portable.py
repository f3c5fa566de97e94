"""`portable DIR`: lay the program onto a stick, to be used from there."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.usecases.program.carrying_along import carry_along


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("dir", metavar="DIR", help=terminal.tr("a folder on the stick"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    made = terminal.work(lambda job: carry_along(Path(arguments.dir), job))
    tr = terminal.tr
    return Outcome(
        data={"program": str(made.program), "size": made.size},
        lines=[
            tr("The program is on the stick and was read back: {name}", name=str(made.program)),
            tr("Started from there it keeps its vaults beside itself, and uses no keyring."),
        ],
    )


PORTABLE = Command(_arguments, _run)
