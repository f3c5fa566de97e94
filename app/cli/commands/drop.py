"""`drop DIR PATH…`: takes files into a vault without opening it. Never asks for a passphrase."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.commands.collect import refused_data, refused_lines
from app.cli.terminal import Terminal
from app.usecases.intake.dropping import drop


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("dir", metavar="DIR", help=terminal.tr("the folder of the vault"))
    parser.add_argument("paths", metavar="PATH", nargs="+", help=terminal.tr("a file or a folder"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    paths = [Path(path) for path in arguments.paths]
    report = terminal.work(lambda job: drop(Path(arguments.dir), paths, job))
    lines = [
        terminal.ntr(
            "{count} file is sealed in the vault. It can be seen after unlocking.",
            "{count} files are sealed in the vault. They can be seen after unlocking.",
            len(report.taken),
        ),
        *refused_lines(report.refused, terminal),
    ]
    return Outcome(
        status=NOT_ALL if report.refused else DONE,
        data={
            "taken": [{"name": one.name, "stored_size": one.stored_size} for one in report.taken],
            "bytes_taken": report.bytes_taken,
            "refused": refused_data(report.refused, terminal),
        },
        lines=lines,
    )


DROP = Command(_arguments, _run)
