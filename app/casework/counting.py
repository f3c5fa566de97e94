"""Counts that give nobody away: tables whose small numbers stay hidden, subtraction included.

A count from 1 to 4 is shown as "<5" (facts: domain 12.6). Where the hidden ones could be worked out
from the sum, the next smallest are withheld too, until each small one may be anything from 1 to 4
for a reader who knows the sum. Where that can't be had, the table has no numbers at all. Only words
of closed lists and months may be given as names: no identifier, text or address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

SMALL = 5
"""Counts under it are hidden."""


class Seen(StrEnum):
    """How much of a count is shown."""

    SHOWN = "shown"
    SMALL = "small"  # from 1 to 4
    WITHHELD = "withheld"  # 5 or more, kept back so that a small one can't be worked out


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a table; `count` is None where it is not shown."""

    name: str
    seen: Seen
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of counts. `total` None: under 5, or nothing. No cells: too few to be shown."""

    name: str
    total: int | None
    cells: tuple[Cell, ...]


def table(name: str, values: Iterable[str]) -> Table:
    """How often each value occurs, in the order of the values, with what has to stay hidden."""
    counts = Counter(values)
    total = counts.total()
    hidden = _hidden(counts, total)
    if hidden is None:
        return Table(name, total if total >= SMALL else None, ())
    cells = (_cell(value, counts[value], hidden) for value in sorted(counts))
    return Table(name, total, tuple(cells))


def middle(days: Iterable[int]) -> int | None:
    """The middle of how many days something took; None for fewer than five."""
    known = sorted(days)
    return None if len(known) < SMALL else round(median(known))


def _cell(value: str, count: int, hidden: frozenset[str]) -> Cell:
    if value not in hidden:
        return Cell(value, Seen.SHOWN, count)
    return Cell(value, Seen.SMALL if count < SMALL else Seen.WITHHELD)


def _hidden(counts: Counter[str], total: int) -> frozenset[str] | None:
    """The values whose counts are not shown; None where the table can't be shown at all."""
    if total < SMALL:
        return None
    by_size = sorted(counts, key=lambda value: (counts[value], value))
    small = [value for value in by_size if counts[value] < SMALL]
    if not small:
        return frozenset()
    for length in range(len(small), len(by_size) + 1):
        summed = sum(counts[value] for value in by_size[:length])
        if _may_be_anything(len(small), length - len(small), summed):
            return frozenset(by_size[:length])
    return None


def _may_be_anything(small: int, larger: int, summed: int) -> bool:
    """Whether each of `small` hidden counts may be 1, and may be 4, for who knows their sum.

    `larger` counts of 5 or more are hidden with them.
    """
    highest = summed >= (SMALL - 1) + (small - 1) + SMALL * larger
    lowest = larger > 0 or summed <= 1 + (SMALL - 1) * (small - 1)
    return highest and lowest
