"""What the figures were measured on, and how busy others kept it meanwhile."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

_TICKS = 100


class Machine:
    """Watches the processors from its making on."""

    def __init__(self) -> None:
        self._load = _load()
        self._busy = _busy_seconds()
        self._own = _own_seconds()
        self._begun = os.times().elapsed

    def seen(self) -> dict[str, Any]:
        """Cores, load at both ends, and how many cores' worth of work others did meanwhile."""
        elapsed = max(os.times().elapsed - self._begun, 0.01)
        busy = _busy_seconds()
        others = None
        if busy is not None and self._busy is not None:
            ours = _own_seconds() - self._own
            others = round(max(0.0, busy - self._busy - ours) / elapsed, 2)
        return {
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load_before": self._load,
            "load_after": _load(),
            "others_cores": others,
            "seconds": round(elapsed, 1),
        }


def in_words(seen: dict[str, Any]) -> str:
    """One line about the machine."""
    busy = "how busy others kept it is not known here"
    if seen["others_cores"] is not None:
        busy = f"others and the system kept {seen['others_cores']} of them busy meanwhile"
    return (
        f"{seen['system']}, Python {seen['python']}, {seen['cores']} cores; {busy} "
        f"(load {seen['load_before']} before, {seen['load_after']} after); {seen['seconds']} s"
    )


def _load() -> float | None:
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _busy_seconds() -> float | None:
    """Processor seconds spent by everything since the start, waiting left out (Linux)."""
    try:
        first = Path("/proc/stat").read_text("ascii").splitlines()[0].split()
    except OSError:
        return None
    user, nice, system, _idle, _waiting, irq, soft = map(int, first[1:8])
    return (user + nice + system + irq + soft) / _TICKS


def _own_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
