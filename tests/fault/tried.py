"""Gives a process of `trying` its jobs and what it found, for the tests of this folder.

Two such processes at the most, one with the fault layer under it; they last until the tests end.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.fault.layer.faults import environment, library
from tests.fault.memory import MemoryFolder

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
    if layer not in _trying:
        _trying[layer] = _Trying(environ, folder)
    with TemporaryDirectory(dir=_trying[layer].place) as yard:
        job = {"mode": mode, "operation": operation, "given": given, "folder": yard}
        try:
            status = _trying[layer].ask(job)
        except BaseException:
            _trying.pop(layer).end()  # it is at work on a job nobody waits for
            raise
        assert status == 0, (Path(yard) / "errors").read_text("utf-8", "replace")
        lines = (Path(yard) / "found").read_text("utf-8").splitlines()
    found = [Tried(**json.loads(line)) for line in lines]
    wrong = [f"{one.what} ({one.end}):\n{one.wrong}" for one in found if one.wrong]
    assert not wrong, f"{len(wrong)} of {len(found)}\n" + "\n".join(wrong[:3])
    return found


class _Trying:
    """One process of `trying`, and the folder it works in."""

    def __init__(self, environ: dict[str, str], folder: Path) -> None:
        self._kept = MemoryFolder(folder)
        self.place = self._kept.path
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fault.trying", self.place], cwd=ROOT, env=environ,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            pass_fds=[self._kept.lock],
        )  # fmt: skip

    def ask(self, job: dict[str, Any]) -> int:
        """Have one job done; its status."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        into.write(json.dumps(job).encode() + b"\n")
        into.flush()
        answer = out.readline()
        assert answer, "the process of `trying` ended; what it said is above"
        return int(answer)

    def end(self) -> None:
        """End it, whatever it is doing, with all its children, and remove what it worked in."""
        os.killpg(self._process.pid, signal.SIGKILL)
        with self._process:
            self._process.wait()
        self._kept.remove()


_trying: dict[bool, _Trying] = {}


def end_all() -> None:
    """End what was started."""
    while _trying:
        _trying.popitem()[1].end()
