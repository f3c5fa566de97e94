"""The lines as a table for people."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.machine import in_words
from tests.bench.rows import Ratio, Row

_WIDTH = 150


def waiting(family: str) -> AbstractContextManager[Any]:
    """Says what is being measured, on standard error."""
    return Console(stderr=True).status(f"measuring: {family}")


def show(rows: list[Row], machine: dict[str, Any]) -> None:
    """Print the table, and a line about the machine."""
    table = Table("work", "ours", "processor", "peer", "", "ratio", "target", "reached")
    for row in rows:
        table.add_row(
            row.work,
            _ours(row),
            _seconds(row.ours_cpu_s),
            row.peer or "",
            _seconds(row.peer_s),
            _ratio(row),
            _target(row),
            {True: "yes", False: "no", None: "-"}[row.reached],
        )
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(table)
    for row in rows:
        if row.note:
            beside = f", beside {row.peer}" if row.peer and row.ours_s is None else ""
            console.print(f"{row.work}{beside}: {row.note}", highlight=False)
    console.print(in_words(machine), highlight=False)


def _ours(row: Row) -> str:
    if row.ours_mib is not None:
        return f"{row.ours_mib:.0f} MiB"
    return "not measured" if row.ours_s is None else _seconds(row.ours_s)


def _seconds(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    return f"{row.ratio:.2f} x {row.ratio_of}"


def _target(row: Row) -> str:
    if row.target is None:
        return ""
    if row.ratio is not None:
        most = "at least" if row.ratio_of == Ratio.SPEED else "at most"
        return f"{most} {row.target:g}"
    if row.ours_mib is not None:
        return f"under {row.target:g} MiB"
    return f"under {_seconds(row.target)}"
