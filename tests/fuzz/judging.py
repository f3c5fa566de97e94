"""Runs a target on many changed files for a bounded time, and judges each run.

Only the errors that the target says; a bounded time for each file; no memory that grows.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.mutating import mutated
from tests.fuzz.targets import Target

CORPUS = Path(__file__).parent / "corpus"
FILE_SECONDS = 5.0
"""Seconds of the processor that one file of at most 64 KiB may take."""
MEMORY_KIB = 512 * 1024


def corpus(name: str) -> list[Path]:
    """The files that are kept for a target: seeds, and every finding there was."""
    folders = [folder_of(name)]
    if name.startswith("chat ") and name.endswith(("text", "csv")):
        folders.append(folder_of("chat texts"))  # each is tried on the texts of all others
    return sorted(path for folder in folders for path in folder.glob("*"))


def folder_of(name: str) -> Path:
    """Where the files of a target lie."""
    return CORPUS / name.replace("/", "_").replace(" ", "_")


def run(target: Target, data: bytes, what: str) -> None:
    """One file. AssertionError with what brings it back, where something is out of order."""
    began = time.process_time()
    try:
        target.read(data)
    except target.allowed:
        pass
    except Exception as error:
        raise AssertionError(f"{target.name}: {what}: {kept(data)}") from error
    took = time.process_time() - began
    assert took < FILE_SECONDS, f"{target.name}: {what} took {took:.1f} s: {kept(data)}"


def run_many(target: Target, seeds: Sequence[bytes], seconds: float, first: int = 0) -> int:
    """Changed files from a number on, until the time is up; how many there were."""
    end = time.monotonic() + seconds
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    number = first
    while time.monotonic() < end:
        run(target, mutated(seeds, target.words, number, target.name), f"number {number}")
        number += 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MEMORY_KIB, f"{target.name}: {grown} KiB more"
    return number - first


def kept(data: bytes) -> str:
    """Where the file of a finding is put, if a folder is named for them; else its beginning."""
    folder = os.environ.get("ONGI_FINDINGS")
    if not folder:
        return repr(data[:200])
    path = Path(folder) / f"found-{abs(hash(data)):x}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)
