"""A line of the table: ours, a peer, the ratio of the two, what is to be reached."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from tests.bench.rounds import Taken


class Ratio(StrEnum):
    """What a ratio says: how many times as fast as the peer, or how many times its time."""

    SPEED = "speed"
    TIME = "time"


@dataclass(frozen=True)
class Row:
    """One line. What was not measured is None, and `note` says why.

    `ours_s` and `peer_s` are medians in seconds, `ours_cpu_s` processor time, `ours_mib` memory.
    `target` is a ratio where there is a ratio, else in the unit of ours.
    """

    name: str
    work: str
    ours_s: float | None = None
    ours_cpu_s: float | None = None
    ours_mib: float | None = None
    peer: str | None = None
    peer_s: float | None = None
    ratio: float | None = None
    ratio_of: str | None = None
    target: float | None = None
    reached: bool | None = None
    note: str = ""

    def plain(self) -> dict[str, Any]:
        """The line as JSON has it."""
        return asdict(self)


def compared(
    name: str,
    work: str,
    ours: Taken,
    peer: tuple[str, Taken],
    *,
    ratio_of: Ratio,
    target: float | None,
    note: str = "",
) -> Row:
    """Ours beside a peer. A speed is to be at least `target`, a time at most; None: no target."""
    mine, theirs = ours.median, peer[1].median
    ratio = theirs / mine if ratio_of is Ratio.SPEED else mine / theirs
    reached = None
    if target is not None:
        reached = ratio >= target if ratio_of is Ratio.SPEED else ratio <= target
    return Row(
        name=name,
        work=work,
        ours_s=mine,
        ours_cpu_s=sum(ours.cpu) / len(ours.cpu),
        peer=peer[0],
        peer_s=theirs,
        ratio=ratio,
        ratio_of=ratio_of.value,
        target=target,
        reached=reached,
        note=note,
    )


def alone(name: str, work: str, ours: Taken, *, target: float, note: str = "") -> Row:
    """Ours against a number of seconds."""
    return Row(
        name=name,
        work=work,
        ours_s=ours.median,
        ours_cpu_s=sum(ours.cpu) / len(ours.cpu),
        target=target,
        reached=ours.median < target,
        note=note,
    )


def memory(name: str, work: str, mib: float, *, target: float, note: str = "") -> Row:
    """Memory above idle against a number of MiB."""
    return Row(name=name, work=work, ours_mib=mib, target=target, reached=mib < target, note=note)


def unmeasured(name: str, work: str, why: str, peer: str | None = None) -> Row:
    """A line that could not be measured here."""
    return Row(name=name, work=work, peer=peer, note=why)
