"""`bench`: the speed figures of DESIGN section 7 as ratios in one run. They are part of the checkout, not of the frozen app."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.errors import EnvironmentProblem, InputProblem
from app.paths import resources


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        default=[],
        help=terminal.tr("measure only this row"),
    )
    parser.add_argument(
        "--runs",
        metavar="NUMBER",
        type=whole_number(terminal.texts, 1, 100),
        default=5,
        help=terminal.tr("how often each is measured"),
    )
    amounts = parser.add_mutually_exclusive_group()
    amounts.add_argument(
        "--small", action="store_true", help=terminal.tr("small amounts, to see that it works")
    )
    amounts.add_argument(
        "--full",
        action="store_true",
        help=terminal.tr("chats of a million messages, and 10 GiB beside the window"),
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help=terminal.tr("the sparse file of 20 GiB, too: takes as much room and some minutes"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    checkout: Path = resources().parent
    if not (checkout / "tests" / "bench" / "__main__.py").is_file():
        raise EnvironmentProblem("ENV-009")
    words = [sys.executable, "-m", "tests.bench", "--runs", str(arguments.runs)]
    words += ["--json"] if terminal.as_json else []
    words += ["--small"] if arguments.small else []
    words += ["--full"] if arguments.full else []
    words += ["--large"] if arguments.large else []
    for name in arguments.only:
        words += ["--only", name]
    if not terminal.as_json:
        return Outcome(status=subprocess.run(words, cwd=checkout, check=False).returncode)
    done = subprocess.run(words, cwd=checkout, check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        why = done.stderr.strip().rpartition("\n")[2]
        raise InputProblem("INP-018", what=why, help="ongi bench --help")
    return Outcome(data=json.loads(done.stdout))


BENCH = Command(_arguments, _run)
