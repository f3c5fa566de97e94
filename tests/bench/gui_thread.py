"""How long the window's event loop stands still: while evidence comes in, and while one scrolls."""

from __future__ import annotations

import importlib.util
import json
import shutil
import statistics
import subprocess
from dataclasses import replace
from pathlib import Path

from tests.bench.chats import imported, write_export
from tests.bench.ground import ROOT, Ground, child_command, child_environment
from tests.bench.rounds import Taken
from tests.bench.rows import Row, alone, unmeasured
from tests.bench.rows_of_items import fill

LONGEST_S = 0.05
_MOST_RUNS = 3
"""A round of the large file takes long, and has thousands of beats already."""
NO_SCREEN = "the screen's library is not installed here"
IDLE = "an empty window at the same time"
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
    """The longest turn while a list of very many items is scrolled."""
    work = f"longest turn while {ground.amounts.items:,} items are scrolled"
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured("scroll", work, NO_SCREEN)]
    with ground.vault() as (vault, case):
        fill(vault, case, ground.amounts.items)
        vault.close()
        return _scrolled("scroll", work, ground, "evidence", vault.path, case)


def scroll_chat(ground: Ground) -> list[Row]:
    """The longest turn while a chat of very many messages is scrolled."""
    work = f"longest turn while a chat of {ground.amounts.messages:,} messages is scrolled"
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured("scroll-chat", work, NO_SCREEN)]
    export = ground.kept("export", lambda path: write_export(path, ground.amounts.messages))
    with imported(ground, export) as (vault, case):
        vault.close()
        return _scrolled("scroll-chat", work, ground, "chat", vault.path, case)


def _scrolled(name: str, work: str, ground: Ground, *words: str | Path) -> list[Row]:
    told = [
        _told("list_scrolling", *words, str(ground.amounts.steps))
        for _ in range(min(ground.amounts.runs, _MOST_RUNS))
    ]
    there = Taken([one["there_ms"] / 1000 for one in told], [one["own_ms"] / 1000 for one in told])
    rows = f"{told[0]['rows']:,.0f} rows in the list"
    wait = alone(name, "longest wait for a place gone to in it", there, target=LONGEST_S, note=rows)
    return [*_rows(name, work, told), replace(wait, ours_cpu_s=None)]


def _rows(name: str, work: str, told: list[Figures]) -> list[Row]:
    wall = Taken(*(_seconds(told, key) for key in ("wall_ms", "own_ms")))
    own = Taken(*(_seconds(told, key) for key in ("own_ms", "own_ms")))
    idle = statistics.median(_seconds(told, "idle_ms"))
    note = "; ".join(
        f"{one['seconds']:.0f} s: median {one['median_ms']:.1f} ms, 99 of 100 under "
        f"{one['most_ms']:.1f} ms, over 50 ms {one['over']:.0f} of {one['beats']:.0f}, "
        f"longest without the wait for a processor {one['free_ms']:.1f} ms"
        for one in told
    )
    by_clock = alone(name, f"{work}, by the clock", wall, target=LONGEST_S, note=note)
    return [
        replace(by_clock, peer=IDLE, peer_s=idle),
        alone(name, f"{work}, its own processor time", own, target=LONGEST_S),
    ]


def _seconds(told: list[Figures], key: str) -> list[float]:
    return [one[key] / 1000 for one in told]


def _size(size: int) -> str:
    return f"{size >> 30} GiB" if size >> 30 else f"{size >> 20} MiB"


def _told(module: str, *words: str | Path) -> Figures:
    """What a process told that was watched, and in `idle_ms` the longest turn of one beside it."""
    idle = _started("idle", stdin=subprocess.PIPE)
    try:
        told, _ = _started(module, *words).communicate()
    finally:
        beside, _ = idle.communicate()
    found: Figures = json.loads(told)
    return {**found, "idle_ms": json.loads(beside)["wall_ms"]}


def _started(module: str, *words: str | Path, stdin: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        child_command(module, *words),
        cwd=ROOT,
        env=child_environment(),
        stdin=stdin,
        stdout=subprocess.PIPE,
    )
