"""How a list of what was collected is put in order, and the list itself while it is looked at."""

from __future__ import annotations

from array import array
from enum import StrEnum

import msgspec

from app.i18n import N_

PAGE = 200
"""Items of one page."""


class Sorting(StrEnum):
    """The orders there are."""

    CAME = "came"
    LATEST = "latest"
    EARLIEST = "earliest"
    KIND = "kind"


SORTINGS = {
    Sorting.CAME: N_("As it came in"),
    Sorting.LATEST: N_("Latest first"),
    Sorting.EARLIEST: N_("Earliest first"),
    Sorting.KIND: N_("By kind"),
}


class Collected(msgspec.Struct, frozen=True, eq=False):
    """The items of a case in an order: numbers that mean something to the vault alone."""

    case: str
    numbers: array[int]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.numbers)
