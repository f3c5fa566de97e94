"""`verify-file --out FILE`: the verifier as one file, which needs Python and one library. Needs no vault."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.usecases.program.single_file import write_single_file


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--out", metavar="FILE", required=True, help=terminal.tr("where the single file goes")
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, out = terminal.tr, Path(arguments.out)
    size = write_single_file(out)
    return Outcome(
        data={"path": str(out), "size": size},
        lines=[
            tr("The verifier is written as one file: {path}", path=out),
            tr(
                "Whoever has Python 3.11 and its library cryptography checks a bundle with: python {name} BUNDLE",
                name=out.name,
            ),
        ],
    )


VERIFY_FILE = Command(_arguments, _run)
