"""Starts `trying` as a process of its own and gives what it found, for the tests of this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.fault.layer.faults import environment, library

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Tried:
    """One try: what was done, how the child ended, its steps, what it said, what was wrong after."""

    what: str
    end: str
    steps: list[str]
    said: list[str]
    wrong: str


def tried(
    mode: str, operation: str, folder: Path, *, layer: bool = False, **given: Any
) -> list[Tried]:
    """All tries of one mode on one operation; fails where anything was wrong after one."""
    if os.name == "nt":
        pytest.skip("forks and POSIX signals")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    if layer:
        built = library()
        if built is None:
            pytest.skip("the fault layer needs Linux and a C compiler (gcc, libc6-dev)")
        environ = environment(built)
    # Where nothing waits for a disk: what a disk keeps is tried by replaying, not by a real one.
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else folder) as yard:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fault.trying", mode, operation, Path(yard) / "yard",
             json.dumps(given)],
            cwd=ROOT, env=environ, capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found = [Tried(**json.loads(line)) for line in done.stdout.splitlines()]
    wrong = [f"{one.what} ({one.end}):\n{one.wrong}" for one in found if one.wrong]
    assert not wrong, f"{len(wrong)} of {len(found)}\n" + "\n".join(wrong[:3])
    return found
