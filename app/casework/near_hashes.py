"""Which of many hashes lie near to one: a quick count of differing bits, in flat memory.

Hashes lie by columns of 64 bits, and are counted in blocks that a processor's cache holds, with
buffers that are used again; numpy lets other threads run meanwhile. A number is never below the
true one, save where all bits differ, so what is near is among what is given; how near is for
`alike` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]
    Places = NDArray[np.intp]

BLOCK = 8_192


class Columns:
    """Hashes of one length, by columns; `owners` says whose each is."""

    def __init__(self, rows: Rows, owners: Sequence[int] | Places) -> None:
        import numpy as np

        self._columns = [np.ascontiguousarray(rows[:, at]) for at in range(rows.shape[1])]
        self._owners = np.asarray(owners, np.intp)
        self._count = len(rows)

    def near(self, asked: Rows, limit: int) -> Places:
        """The owners of hashes that differ from any of those asked for in at most so many bits."""
        import numpy as np

        size = min(BLOCK, self._count)
        apart, bits = np.empty(size, np.uint64), np.empty(size, np.uint8)
        total = np.empty(size, np.uint8)
        found: list[Places] = []
        for start in range(0, self._count, BLOCK):
            blocks = [column[start : start + BLOCK] for column in self._columns]
            length = len(blocks[0])
            for row in asked:
                sums = total[:length]
                for at, block in enumerate(blocks):
                    np.bitwise_xor(block, row[at], out=apart[:length])
                    counted = bits[:length] if at else sums
                    np.bitwise_count(apart[:length], out=counted)
                    if at:
                        np.add(sums, counted, out=sums)
                if sums.min() <= limit:
                    found.append(np.flatnonzero(sums <= limit) + start)
        if not found:
            return np.empty(0, np.intp)
        return np.unique(self._owners[np.concatenate(found)])
