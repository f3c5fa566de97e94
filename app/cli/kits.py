"""A recovery kit on the command line: --kit once for each sheet, or words typed or piped in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.terminal import Terminal
from app.errors import InputProblem
from app.usecases.ways_in.recovery import read_kit_files

MOST_TYPED = 64 * 1024


def kit_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--kit FILE, repeatable: a way to open a vault."""
    parser.add_argument(
        "--kit",
        metavar="FILE",
        action="append",
        help=terminal.tr("open with a recovery kit, once for each sheet; - is standard input"),
    )


def sheet_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--kit SHEET, repeatable: the kit that the command is about."""
    parser.add_argument(
        "--kit",
        metavar="SHEET",
        action="append",
        help=terminal.tr("the file of the kit, once for each sheet; without it words are typed"),
    )


def kit_texts(files: list[str] | None, terminal: Terminal) -> list[str]:
    """The texts of a kit's sheets: from the files named, or typed, a blank line after each sheet.

    Raises InputProblem (INP-002, INP-012 nothing to read, INP-028), EnvironmentProblem ENV-003.
    """
    if files is None:
        return _typed(terminal)
    if "-" not in files:
        return read_kit_files([Path(name) for name in files])
    return [_piped() if name == "-" else read_kit_files([Path(name)])[0] for name in files]


def _piped() -> str:
    if sys.stdin is None:
        raise InputProblem("INP-012")
    data = sys.stdin.buffer.read(MOST_TYPED)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("INP-028", sheet=1) from None


def _typed(terminal: Terminal) -> list[str]:
    """Sheets as typed; from a pipe, all of it is one text, cut at blank lines."""
    if sys.stdin is None:
        raise InputProblem("INP-012")
    if not sys.stdin.isatty():
        return [sheet for sheet in _piped().split("\n\n") if sheet.strip()] or [""]
    sys.stderr.write(
        terminal.tr("Type the words, then an empty line. For a further sheet go on typing.") + "\n"
    )
    sheets: list[str] = []
    lines: list[str] = []
    for line in iter(sys.stdin.readline, ""):
        if line.strip():
            lines.append(line)
        elif lines:
            sheets.append("".join(lines))
            lines = []
        else:
            break
    return [*sheets, "".join(lines)] if lines or not sheets else sheets
