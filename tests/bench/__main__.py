"""`python -m tests.bench`: the speed of DESIGN section 7, ours beside what one would use instead.

Everything it writes lies in one temporary folder, removed at the end.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from tests.bench.chats import importing, searching
from tests.bench.ground import Amounts, Ground, tiny, usual
from tests.bench.gui_thread import scroll, scroll_chat, turns
from tests.bench.handing_over import bundle, report
from tests.bench.machine import Machine
from tests.bench.open_page import open_page
from tests.bench.opening import unlocking, window
from tests.bench.peaks import peaks, sparse_peak
from tests.bench.rows import Row
from tests.bench.table import show, waiting
from tests.bench.taking_in import many_files, one_file, tiny_files

FAMILIES: dict[str, Callable[[Ground], list[Row]]] = {
    "file": one_file,
    "files": many_files,
    "many": tiny_files,
    "memory": peaks,
    "sparse": sparse_peak,
    "import": importing,
    "search": searching,
    "unlock": unlocking,
    "window": window,
    "turns": turns,
    "scroll": scroll,
    "scroll-chat": scroll_chat,
    "report": report,
    "bundle": bundle,
    "page": open_page,
}
_SPARE = 1 << 30
_ENDED = 128 + signal.SIGTERM


def main(words: list[str]) -> int:
    """Measure what was asked for and print it; 0, or 2 where there is no room."""
    asked = _arguments(words)
    # Ended from outside, it takes its folder away as well.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(_ENDED))
    amounts = _amounts(asked)
    with tempfile.TemporaryDirectory(prefix="ongi-bench-", dir=asked.folder) as name:
        needed = amounts.room + (0 if asked.small else _SPARE)
        if shutil.disk_usage(name).free < needed:
            print(f"Measuring needs {needed >> 20:,} MiB of free space.", file=sys.stderr)
            return 2
        ground = Ground(Path(name), amounts)
        machine = Machine()
        rows: list[Row] = []
        for family in asked.only or list(FAMILIES):
            with nullcontext() if asked.json else waiting(family):
                rows += FAMILIES[family](ground)
        seen = machine.seen()
    if asked.json:
        print(json.dumps({"machine": seen, "rows": [row.plain() for row in rows]}))
    else:
        show(rows, seen)
    return 0


def _amounts(asked: argparse.Namespace) -> Amounts:
    amounts = (tiny if asked.small else usual)(asked.runs)
    if asked.full:
        amounts = replace(amounts, messages=1_000_000, streamed=10 << 30)
    return replace(amounts, large=asked.large)


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Ongi's speed as ratios.")
    parser.add_argument("--runs", type=int, default=5, help="rounds; medians are shown")
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    parser.add_argument("--small", action="store_true", help="small amounts: ratios mean nothing")
    parser.add_argument(
        "--full", action="store_true", help="1,000,000 messages, and 10 GiB beside the window"
    )
    parser.add_argument("--large", action="store_true", help="with a sparse file of 20 GiB")
    parser.add_argument("--only", action="append", choices=list(FAMILIES), help="only this row")
    parser.add_argument("--folder", help="measure on the disk that this folder is on")
    asked = parser.parse_args(words)
    if asked.runs < 1:
        parser.error("--runs: at least 1")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
