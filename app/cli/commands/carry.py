"""`carry BUNDLE --to FOLDER`: a finished bundle onto a stick, in parts, or as one ZIP. Needs no vault.

The same command again goes on where it stopped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.i18n import N_
from app.usecases.bundles.carrying import carry_bundle, size_in_bytes, zip_bundle

WRITTEN = N_("Written, read back and found right: {path}")
PARTS = N_("It is in {count} parts; hand over all of them.")


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument("bundle", metavar="BUNDLE", help=tr("the folder of a finished bundle"))
    parser.add_argument(
        "--to", metavar="FOLDER", required=True, help=tr("where the copy goes, such as a stick")
    )
    form = parser.add_mutually_exclusive_group()
    part_size_argument(form, terminal)
    form.add_argument("--zip", action="store_true", help=tr("as one ZIP, for a portal"))


def part_size_argument(parser: argparse._ActionsContainer, terminal: Terminal) -> None:
    """The size of a part, as several commands take it."""
    parser.add_argument(
        "--part-size",
        metavar="SIZE",
        help=terminal.tr("in parts of this size, such as 25MB or 4GB"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    bundle, to = Path(arguments.bundle), Path(arguments.to)
    tr = terminal.tr
    if arguments.zip:
        made = terminal.work(lambda job: zip_bundle(bundle, to, job))
        return Outcome(
            data={"path": str(made), "parts": 1, "kept": 0},
            lines=[tr(WRITTEN, path=made)],
        )
    size = None if arguments.part_size is None else size_in_bytes(arguments.part_size)
    carried = terminal.work(lambda job: carry_bundle(bundle, to, job, part_size=size))
    lines = [tr(WRITTEN, path=carried.path)]
    if carried.parts > 1:
        lines.append(tr(PARTS, count=carried.parts))
    return Outcome(
        data={"path": str(carried.path), "parts": carried.parts, "kept": carried.kept},
        lines=lines,
    )


CARRY = Command(_arguments, _run)
