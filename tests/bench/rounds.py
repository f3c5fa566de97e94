"""Times ours and its peers in the same rounds, each round in another order; medians are compared.

Every side prepares afresh, with the disk settled, so that nobody pays for another's writing.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

Act = Callable[[], float | None]
"""Does the work that is timed. A number it gives back counts as the seconds instead."""


@dataclass(frozen=True)
class Side:
    """Ours or a peer. `prepare` is not timed: it gives the work, and cleans up on leaving."""

    name: str
    prepare: Callable[[], AbstractContextManager[Act]]


@dataclass
class Taken:
    """What one side took, a value a round: wall seconds, and seconds of processor time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle of the wall times."""
        return statistics.median(self.wall)


def plain(act: Act) -> Callable[[], AbstractContextManager[Act]]:
    """A side that needs no preparation."""
    return lambda: nullcontext(act)


def run_rounds(sides: list[Side], runs: int) -> dict[str, Taken]:
    """Run all sides once a round, in shuffled order."""
    taken = {side.name: Taken() for side in sides}
    for _ in range(runs):
        for side in random.sample(sides, len(sides)):
            with side.prepare() as act:
                settle()
                wall, cpu = timed(act)
            taken[side.name].wall.append(wall)
            taken[side.name].cpu.append(cpu)
    return taken


def timed(act: Act) -> tuple[float, float]:
    """Wall seconds and processor seconds (ended children included) of one piece of work."""
    before = _processor_seconds()
    begun = time.perf_counter()
    given = act()
    wall = time.perf_counter() - begun
    return (wall if given is None else given), _processor_seconds() - before


def settle() -> None:
    """Let the disk finish what earlier work left to it, where the system can be asked."""
    if hasattr(os, "sync"):
        os.sync()


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
