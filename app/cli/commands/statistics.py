"""`statistics DIR [--csv FILE]`: figures over all cases that tell of nobody."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.usecases.case.statistics import (
    TABLES,
    Table,
    name_of,
    shown,
    statistics,
    statistics_csv,
)
from app.usecases.new_files import write_new
from app.usecases.reports.reporting import check_place


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument("--csv", metavar="FILE", help=terminal.tr("save the tables in this file"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        if arguments.csv is not None:
            check_place(vault, Path(arguments.csv))
        found = statistics(vault)
        if arguments.csv is not None:
            write_new(Path(arguments.csv), statistics_csv(found, terminal.texts))
    lines = [line for one in found.tables for line in _lines(one, terminal)]
    half = found.half_gone_in_days
    if half is not None:
        lines.append(
            terminal.tr("Half of the links that are gone were within {days} days", days=half)
        )
    return Outcome(
        data={
            "tables": [_data(one, terminal) for one in found.tables],
            "half_gone_in_days": half,
            "saved": arguments.csv,
        },
        lines=lines,
    )


def _data(one: Table, terminal: Terminal) -> dict[str, object]:
    return {
        "name": one.name,
        "total": one.total,
        "cells": [
            {
                "value": cell.name,
                "words": name_of(one.name, cell.name, terminal.texts),
                "shown": cell.seen.value,
                "count": cell.count,
            }
            for cell in one.cells
        ],
    }


def _lines(one: Table, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    total = tr("too few to show") if one.total is None else f"{one.total:,}"
    lines = [f"{tr(TABLES[one.name])}: {total}"]
    lines += [
        f"    {name_of(one.name, cell.name, terminal.texts)}: {shown(cell, terminal.texts)}"
        for cell in one.cells
    ]
    if one.total is not None and not one.cells:
        lines.append(f"    {tr('too few to show')}")
    return lines


STATISTICS = Command(_arguments, _run)
