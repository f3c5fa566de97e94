"""`capture DIR --case ID`: a screenshot from standard input, so that no file is ever written.

Any program that writes a picture to its standard output can be joined to it by a pipe.
"""

from __future__ import annotations

import argparse
import sys

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.errors import EnvironmentProblem, InputProblem
from app.usecases.intake.capturing import (
    PICTURE_BYTES,
    CaptureWay,
    Said,
    Shot,
    instant,
    keep_capture,
)

_WAYS_WITHOUT_INPUT = ("keyring", "letter", "kit")


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument("--room", metavar="TEXT", default="", help=tr("the room it was in"))
    parser.add_argument("--link", metavar="TEXT", default="", help=tr("the link it was at"))
    parser.add_argument("--words", metavar="TEXT", default="", help=tr("anything about it"))
    parser.add_argument(
        "--screens-without-image",
        action="store_true",
        help=tr("minor mode: I made sure that no sexual image is in these pictures"),
    )


def _picture(terminal: Terminal) -> bytes:
    """The picture. Raises InputProblem COL-045, COL-043, EnvironmentProblem ENV-003."""
    if sys.stdin is None or sys.stdin.isatty():
        raise InputProblem("COL-045")
    try:
        return sys.stdin.buffer.read(PICTURE_BYTES + 1)
    except OSError:
        raise EnvironmentProblem("ENV-003", name=terminal.tr("standard input")) from None


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    ways = [getattr(arguments, way, None) for way in _WAYS_WITHOUT_INPUT]
    if not any(ways) and arguments.passphrase_file in (None, "-"):
        # Standard input is the picture: the passphrase can't be its first line.
        raise InputProblem("INP-012")
    shot = Shot(CaptureWay.GIVEN, instant())
    picture = _picture(terminal)
    said = Said(arguments.room, arguments.link, arguments.words)
    with opened(arguments, terminal) as vault:
        added = terminal.work(
            lambda job: keep_capture(
                vault,
                arguments.case,
                picture,
                job,
                shot,
                said,
                screens_without_image=arguments.screens_without_image,
            )
        )
    item = added.item
    return Outcome(
        data={"item": item.id, "sha256": item.sha256, "size": item.size, "is_new": added.is_new},
        lines=[
            terminal.tr("Kept: {id}", id=item.id)
            if added.is_new
            else terminal.tr("It was there already, and was seen once more: {id}", id=item.id)
        ],
    )


CAPTURE = Command(_arguments, _run)
