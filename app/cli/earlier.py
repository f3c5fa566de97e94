"""Comparing with an earlier bundle at the command line: its arguments, and how it is told."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.terminal import Terminal
from app.i18n import N_
from app.usecases.bundles.comparing import (
    NAME,
    Continuation,
    Earlier,
    earlier_from_receipt,
    is_receipt,
    read_earlier,
)

STATES = {
    "passed": N_("checked"),
    "failed": N_("does not match"),
    "not_checked": N_("not checked"),
}


def earlier_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--earlier and what opens that bundle."""
    tr = terminal.tr
    parser.add_argument(
        "--earlier",
        metavar="EARLIER",
        help=tr("see whether the log goes on from this earlier bundle, or from a receipt for it"),
    )
    parser.add_argument(
        "--earlier-passphrase-file",
        metavar="FILE",
        help=tr("read the earlier bundle's passphrase from the first line of a file"),
    )


def earlier_of(
    arguments: argparse.Namespace, terminal: Terminal, identity: str | None
) -> Earlier | None:
    """What --earlier names, verified where it is a bundle; None where nothing is named.

    `identity` is the recipient's own key, where one was given: it opens the earlier one too unless
    a passphrase is named for that.
    """
    if arguments.earlier is None:
        return None
    path = Path(arguments.earlier)
    if is_receipt(path):
        return earlier_from_receipt(path)
    if identity is not None and arguments.earlier_passphrase_file is None:
        return terminal.work(lambda job: read_earlier(path, None, job, identity=identity))
    passphrase = terminal.passphrase(
        arguments.earlier_passphrase_file, terminal.tr("Passphrase of the earlier bundle")
    )
    return terminal.work(lambda job: read_earlier(path, passphrase, job))


def continuation_data(found: Continuation | None, terminal: Terminal) -> dict[str, object] | None:
    """The finding for --json."""
    if found is None:
        return None
    return {"state": found.state, "why": found.why_in(terminal.texts)}


def continuation_lines(found: Continuation | None, terminal: Terminal) -> list[str]:
    """The finding in words, on a line of its own."""
    if found is None:
        return []
    tr = terminal.tr
    return [f"      {tr(STATES[found.state])}  {tr(NAME)} ({found.why_in(terminal.texts)})"]
