"""Taking files into a vault, beside copying them and encrypting them with age, all made durable."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.jobs import Job
from app.usecases.collecting import collect
from crypto.age import X25519Identity
from tests.bench.ground import Ground
from tests.bench.rounds import Act, Side, run_rounds
from tests.bench.rows import Ratio, Row, compared, unmeasured

RECIPIENT = str(X25519Identity.generate().recipient)
"""Nobody keeps what opens it."""

CP, AGE = "cp + fsync", "age -r + fsync"


def one_file(ground: Ground) -> list[Row]:
    """One large file: hashed, encrypted, read back, durable."""
    path = ground.big_file()
    work = f"take in one file of {ground.amounts.big >> 20} MiB"
    return _rows(ground, "file", work, path, (1.0, 1.1))


def many_files(ground: Ground) -> list[Row]:
    """Many files of some MiB."""
    path = ground.small_files()
    work = f"take in {ground.amounts.small_count} files of {ground.amounts.small / 2**20:g} MiB"
    return _rows(ground, "files", work, path, (1.4, 2.0))


def _rows(
    ground: Ground, name: str, work: str, path: Path, targets: tuple[float, float]
) -> list[Row]:
    sides = [Side("ours", lambda: _ours(ground, path))]
    if ground.cp:
        sides.append(Side(CP, lambda: _peer(ground, path, _copy)))
    if ground.age:
        sides.append(Side(AGE, lambda: _peer(ground, path, _encrypt)))
    taken = run_rounds(sides, ground.amounts.runs)
    return [
        compared(
            name, work, taken["ours"], (peer, taken[peer]), ratio_of=Ratio.SPEED, target=target
        )
        if peer in taken
        else unmeasured(name, work, "not installed here", peer)
        for peer, target in zip((CP, AGE), targets, strict=True)
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
def _peer(
    ground: Ground, path: Path, each: Callable[[Ground, list[Path], Path], None]
) -> Iterator[Act]:
    out = ground.new("out")
    out.mkdir()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    try:
        yield lambda: each(ground, files, out)
    finally:
        shutil.rmtree(out)


def _copy(ground: Ground, files: list[Path], out: Path) -> None:
    subprocess.run([ground.cp, "--", *files, out], check=True)
    for path in out.iterdir():
        synced(path)
    synced(out)


def _encrypt(ground: Ground, files: list[Path], out: Path) -> None:
    for file in files:
        encrypt_with_age(ground, file, out / f"{file.name}.age")
    synced(out)


def encrypt_with_age(ground: Ground, file: Path, to: Path) -> None:
    """One file by the age program, made durable."""
    subprocess.run([ground.age, "-r", RECIPIENT, "-o", to, file], check=True)
    synced(to)


def synced(path: Path) -> None:
    """Make a file or folder durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
