"""`phones`: folders of pictures on phones and cameras that are connected. Nothing is read of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.domain.text.textsafe import visible
from app.usecases.intake.watching import phone_folders


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "place",
        metavar="PLACE",
        nargs="?",
        help=terminal.tr("look only below this folder, where a phone is shown elsewhere"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    found = phone_folders(None if arguments.place is None else [Path(arguments.place)])
    lines = [visible(str(one), 200) for one in found]
    if not lines:
        lines = [
            terminal.tr("No phone shows its pictures. Unlock it and allow it, then try again.")
        ]
    return Outcome(data={"folders": [visible(str(one), 1000) for one in found]}, lines=lines)


PHONES = Command(_arguments, _run)
