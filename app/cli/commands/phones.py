"""`phones`: folders of pictures on phones and cameras that are connected. Nothing is read of them."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.domain.textsafe import visible
from app.usecases.watching import phone_folders


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """None."""


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    del arguments
    found = phone_folders()
    lines = [visible(str(one), 200) for one in found]
    if not lines:
        lines = [
            terminal.tr("No phone shows its pictures. Unlock it and allow it, then try again.")
        ]
    return Outcome(data={"folders": [visible(str(one), 1000) for one in found]}, lines=lines)


PHONES = Command(_arguments, _run)
