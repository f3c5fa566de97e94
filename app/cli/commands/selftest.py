"""`selftest`: the running program tries itself: its parts, its main job, its promises, its window."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.commands.verify import check_lines
from app.cli.terminal import Terminal
from app.i18n import N_
from app.usecases.program.selftesting import PARTS, Check, try_itself

ENDS = {
    "passed": N_("Everything that can be tried here works as it should."),
    "failed": N_("Something does not work as it should. Use another copy of the program."),
    "incomplete": N_("Not everything could be tried here. What was tried works as it should."),
}


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--keep",
        metavar="FOLDER",
        help=terminal.tr("leave what was made in this folder, new or empty"),
    )
    parser.add_argument(
        "--only",
        metavar="PART",
        action="append",
        choices=PARTS,
        default=[],
        help=terminal.tr("try only this part: {parts}", parts=", ".join(PARTS)),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    folder = Path(arguments.keep or tempfile.mkdtemp(prefix="ongi-selftest-"))

    def tell(check: Check) -> None:
        if not terminal.as_json:
            print(*check_lines([check], terminal), sep="\n", flush=True)

    try:
        result, checks = terminal.work(
            lambda job: try_itself(folder, terminal.texts, job, tell, arguments.only)
        )
    finally:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
    said = [terminal.tr(ENDS[result])]
    if arguments.keep:
        said.append(terminal.tr("The results lie in {path}", path=folder))
    data = {
        "result": result,
        "out": str(folder) if arguments.keep else None,
        "checks": [
            {
                "id": one.id,
                "state": one.state,
                "name": one.name_in(terminal.texts),
                "why": one.why_in(terminal.texts),
            }
            for one in checks
        ],
    }
    return Outcome(status=NOT_ALL if result == "failed" else DONE, data=data, lines=said)


SELFTEST = Command(_arguments, _run)
