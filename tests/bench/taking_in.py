"""Taking files into a vault, beside storing them with what one would use instead, all durable."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.jobs import Job
from app.usecases.intake.collecting import collect
from tests.bench.ground import Ground
from tests.bench.peers import AGE, BARE, CP, Peer, peers
from tests.bench.rounds import Act, Side, run_rounds
from tests.bench.rows import Ratio, Row, compared, unmeasured

_RUNS_OF_MANY = 3
"""A round takes minutes, and its figure is a mean over thousands of files already."""


def one_file(ground: Ground) -> list[Row]:
    """One large file: hashed, encrypted, read back, durable."""
    path = ground.big_file()
    work = f"take in one file of {ground.amounts.big >> 20} MiB"
    return _rows(ground, "file", work, path, {CP: 1.0, AGE: 1.1, BARE: 0.75})


def many_files(ground: Ground) -> list[Row]:
    """Many files of some MiB."""
    path = ground.small_files()
    work = f"take in {ground.amounts.small_count} files of {ground.amounts.small / 2**20:g} MiB"
    return _rows(ground, "files", work, path, {CP: 1.4, AGE: 2.0, BARE: 0.6})


def tiny_files(ground: Ground) -> list[Row]:
    """A great many files of some KiB: what one of them costs, whatever its size."""
    path = ground.tiny_files()
    amounts = ground.amounts
    work = f"take in {amounts.tiny_count:,} files of {amounts.tiny >> 10} KiB"
    return _rows(ground, "many", work, path, {}, most_runs=_RUNS_OF_MANY)


def _rows(
    ground: Ground,
    name: str,
    work: str,
    path: Path,
    targets: Mapping[str, float],
    *,
    most_runs: int = sys.maxsize,
) -> list[Row]:
    all_peers = peers(ground)
    sides = [Side("ours", lambda: _ours(ground, path))]
    sides += [
        Side(peer.name, lambda peer=peer: _theirs(ground, path, peer))
        for peer in all_peers
        if peer.program
    ]
    taken = run_rounds(sides, min(ground.amounts.runs, most_runs))
    return [
        compared(
            name,
            work,
            taken["ours"],
            (peer.name, taken[peer.name]),
            ratio_of=Ratio.SPEED,
            target=targets.get(peer.name),
        )
        if peer.name in taken
        else unmeasured(name, work, "not installed here", peer.name)
        for peer in all_peers
    ]


@contextmanager
def _ours(ground: Ground, path: Path) -> Iterator[Act]:
    with ground.vault() as (vault, case):

        def act() -> None:
            report = collect(vault, case, [path], Job())
            if report.refused:
                raise RuntimeError(f"refused: {report.refused[0]}")

        yield act


@contextmanager
def _theirs(ground: Ground, path: Path, peer: Peer) -> Iterator[Act]:
    out = ground.new("out")
    out.mkdir()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    try:
        peer.ready(files, out)
        yield lambda: peer.store(files, out)
    finally:
        shutil.rmtree(out)
