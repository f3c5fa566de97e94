"""The memory and the processor time of a browser's processes (Linux)."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_PROC = Path("/proc")


def _children(pid: int) -> list[int]:
    """A process and all that came from it."""
    parents: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = (entry / "stat").read_text("utf-8", "replace")
                parents.setdefault(int(stat.rsplit(")", 1)[1].split()[1]), []).append(
                    int(entry.name)
                )
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def reset_peaks(pid: int) -> None:
    """Let the kernel note the peaks from here on."""
    for one in _children(pid):
        with contextlib.suppress(OSError):
            (_PROC / str(one) / "clear_refs").write_text("5", "ascii")


def peak_mib(pid: int) -> float:
    """The highest peak of any of them, without what it has of files (the program itself)."""
    highest = 0
    for one in _children(pid):
        with contextlib.suppress(OSError, KeyError):
            lines = (_PROC / str(one) / "status").read_text("ascii", "replace").splitlines()
            told = {key: rest.split() for key, _, rest in (line.partition(":") for line in lines)}
            highest = max(highest, int(told["VmHWM"][0]) - int(told["RssFile"][0]))
    return highest / 1024


def cpu_seconds(pid: int) -> float:
    """Processor seconds of all of them together."""
    ticks = 0
    for one in _children(pid):
        with contextlib.suppress(OSError, ValueError, IndexError):
            stat = (_PROC / str(one) / "stat").read_text("utf-8", "replace")
            ticks += sum(map(int, stat.rsplit(")", 1)[1].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
