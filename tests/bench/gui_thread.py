"""How long the window's event loop stands still: while evidence comes in, and while one scrolls."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

from tests.bench.chats import write_export
from tests.bench.ground import ROOT, Ground, child_command, child_environment
from tests.bench.rounds import Taken
from tests.bench.rows import Row, alone, unmeasured
from tests.bench.rows_of_items import fill

LONGEST_S = 0.05
_MOST_RUNS = 3
"""A round of the large file takes long, and has thousands of beats already."""
NO_SCREEN = "the screen's library is not installed here"
Figures = dict[str, float]


def turns(ground: Ground) -> list[Row]:
    """The longest turn while a large file and a chat are taken in, and pages are gone through."""
    size = ground.amounts.streamed
    work = f"longest turn of the GUI thread while {_size(size)} and a chat come in"
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured("turns", work, NO_SCREEN)]
    chat = ground.kept("export", lambda path: write_export(path, ground.amounts.messages))
    sources = [ground.streamed_file(), chat]
    told = []
    for _ in range(min(ground.amounts.runs, _MOST_RUNS)):
        folder = ground.new("turns")
        folder.mkdir()
        try:
            told.append(_told("turns", folder, str(ground.amounts.items // 100), *sources))
        finally:
            shutil.rmtree(folder)
    return _rows("turns", work, told)


def scroll(ground: Ground) -> list[Row]:
    """The longest turn while the list of very many items is scrolled."""
    work = f"longest turn while {ground.amounts.items:,} items are scrolled"
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured("scroll", work, NO_SCREEN)]
    with ground.vault() as (vault, case):
        fill(vault, case, ground.amounts.items)
        vault.close()
        steps = str(ground.amounts.steps)
        told = [
            _told("grid_scrolling", vault.path, case, steps)
            for _ in range(min(ground.amounts.runs, _MOST_RUNS))
        ]
    there = Taken([one["there_ms"] / 1000 for one in told])
    there.cpu = list(there.wall)
    return [
        *_rows("scroll", work, told),
        alone("scroll", "longest wait for a place gone to in it", there, target=LONGEST_S),
    ]


def _rows(name: str, work: str, told: list[Figures]) -> list[Row]:
    wall = Taken(*(_seconds(told, key) for key in ("wall_ms", "own_ms")))
    own = Taken(*(_seconds(told, key) for key in ("own_ms", "own_ms")))
    note = "; ".join(
        f"{one['seconds']:.0f} s: median {one['median_ms']:.1f} ms, 99 of 100 under "
        f"{one['most_ms']:.1f} ms, over 50 ms {one['over']:.0f} of {one['beats']:.0f}"
        for one in told
    )
    return [
        alone(name, f"{work}, by the clock", wall, target=LONGEST_S, note=note),
        alone(name, f"{work}, its own processor time", own, target=LONGEST_S),
    ]


def _seconds(told: list[Figures], key: str) -> list[float]:
    return [one[key] / 1000 for one in told]


def _size(size: int) -> str:
    return f"{size >> 30} GiB" if size >> 30 else f"{size >> 20} MiB"


def _told(module: str, *words: str | Path) -> Figures:
    done = subprocess.run(
        child_command(module, *words),
        cwd=ROOT,
        env=child_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Figures = json.loads(done.stdout)
    return found
