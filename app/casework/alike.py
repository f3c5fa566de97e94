"""Which pictures look alike, by their stored hashes alone. Proposes; never decides.

What lies near at all is found by a quick count over all hashes (`near_hashes`), and only that is
looked at closely: a picture among 100,000 takes well under a second. The limits come from
measurement, see ARCHITECTURE.md. No picture is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.casework.near_hashes import Columns
from app.domain.evidence.likeness import (
    PART_BYTES,
    PARTS,
    PDQ,
    TURNS,
    Closeness,
    Likeness,
    PictureHash,
    counts_of,
    parts_of,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Counts = NDArray[np.int64]
    Places = NDArray[np.intp]

PDQ_VERY, PDQ_ALIKE = 31, 60
"""Of 256 bits; 31 is the distance at which hash-sharing programmes call two pictures the same."""
PARTS_ALIKE, PARTS_PARTLY = 16, 28
"""Of 128 bits."""
PDQ_QUALITY = 50
PARTS_QUALITY = 20
MIRRORED = "mirrored"
AS_IS = "as_is"
MANY = 200
"""Where so many items are near, all are looked at closely at once."""
_HASH = 32
_FAR = 1 << 16
_RANK = {Closeness.VERY: 0, Closeness.ALIKE: 1, Closeness.PARTLY: 2}


@dataclass(frozen=True, slots=True)
class Near:
    """An item near to a picture: how, by what, and which way it is turned against it."""

    item: str
    method: str
    distance: int
    turned: str
    closeness: Closeness


class Hashes:
    """The hashes of many items, laid out for comparing one with all."""

    def __init__(
        self,
        pdq: Iterable[tuple[str, int, bytes]],
        parts: Iterable[tuple[str, int, bytes]],
    ) -> None:
        """Identifier, quality and value each; malformed and too plain ones are left out."""
        import numpy as np

        good = [row for row in pdq if row[1] >= PDQ_QUALITY and len(row[2]) == len(TURNS) * _HASH]
        self._pdq_items = [row[0] for row in good]
        firsts = b"".join(row[2][:_HASH] for row in good)
        self._pdq: Words = np.frombuffer(firsts, np.uint64).reshape(-1, 4)
        self._near_pdq = Columns(self._pdq, range(len(good)))
        self._part_items: list[str] = []
        wholes: list[bytes] = []
        crops: list[bytes] = []
        whole_starts, crop_starts = [0], [0]
        for item, quality, value in parts:
            counts = counts_of(value) if quality >= PARTS_QUALITY else None
            if counts is None:
                continue
            self._part_items.append(item)
            first, last = 2 + counts[0] * PART_BYTES, 2 + sum(counts) * PART_BYTES
            wholes.append(value[2:first])
            # Each item has at least one here, so that every start is a place of its own.
            crops.append(value[first:last] if counts[1] else value[2 : 2 + PART_BYTES])
            whole_starts.append(whole_starts[-1] + counts[0])
            crop_starts.append(crop_starts[-1] + (counts[1] or 1))
        self._wholes = _words(wholes)
        self._crops = _words(crops)
        self._whole_starts = np.array(whole_starts, np.intp)
        self._crop_starts = np.array(crop_starts, np.intp)
        owners = np.arange(len(self._part_items))
        self._near_wholes = Columns(self._wholes, np.repeat(owners, np.diff(self._whole_starts)))
        self._near_crops = Columns(self._crops, np.repeat(owners, np.diff(self._crop_starts)))

    def near(self, hashes: Sequence[PictureHash]) -> dict[str, Near]:
        """The items near to a picture with these hashes, by identifier; the closest word each."""
        found: dict[str, Near] = {}
        for one in hashes:
            nearer: list[Near] = []
            if one.method == PDQ and one.quality >= PDQ_QUALITY:
                nearer = self._by_pdq(one.value)
            elif one.method == PARTS and one.quality >= PARTS_QUALITY:
                nearer = self._by_parts(one.value)
            for near in nearer:
                known = found.get(near.item)
                if known is None or _RANK[near.closeness] < _RANK[known.closeness]:
                    found[near.item] = near
        return found

    def _by_pdq(self, value: bytes) -> list[Near]:
        import numpy as np

        if not self._pdq_items or len(value) != len(TURNS) * _HASH:
            return []
        asked = np.frombuffer(value, np.uint64).reshape(-1, 4)
        among = self._near_pdq.near(asked, PDQ_ALIKE)
        if not len(among):
            return []
        some = self._pdq[among]
        far = np.stack([np.bitwise_count(some ^ turn).sum(axis=1) for turn in asked])
        best, turns = far.min(axis=0), far.argmin(axis=0)
        return [
            Near(
                self._pdq_items[among[at]],
                PDQ,
                int(best[at]),
                TURNS[turns[at]],
                Closeness.VERY if best[at] <= PDQ_VERY else Closeness.ALIKE,
            )
            for at in np.flatnonzero(best <= PDQ_ALIKE)
        ]

    def _by_parts(self, value: bytes) -> list[Near]:
        import numpy as np

        asked = parts_of(value)
        if asked is None or not self._part_items:
            return []
        wholes = _words([*asked.wholes, *asked.mirrored_wholes])
        crops = _words([*asked.crops, *asked.mirrored_crops])
        among = np.union1d(
            self._near_wholes.near(np.concatenate([wholes, crops]), PARTS_PARTLY),
            self._near_crops.near(wholes, PARTS_PARTLY),
        )
        if not len(among):
            return []
        if len(among) > MANY:
            among = np.arange(len(self._part_items))
        seen = self._part_distance(asked.wholes, asked.crops, among)
        mirrored = self._part_distance(asked.mirrored_wholes, asked.mirrored_crops, among)
        best = np.minimum(seen, mirrored)
        return [
            Near(
                self._part_items[among[at]],
                PARTS,
                int(best[at]),
                AS_IS if seen[at] <= mirrored[at] else MIRRORED,
                Closeness.ALIKE if best[at] <= PARTS_ALIKE else Closeness.PARTLY,
            )
            for at in np.flatnonzero(best <= PARTS_PARTLY)
        ]

    def _part_distance(
        self, wholes: Sequence[bytes], crops: Sequence[bytes], among: Places
    ) -> Counts:
        """For each of some items the least distance of a whole to its parts, or the other way."""
        import numpy as np

        own_wholes, whole_starts = _some(self._wholes, self._whole_starts, among)
        own_crops, crop_starts = _some(self._crops, self._crop_starts, among)
        by_whole = _least(own_wholes, _words([*wholes, *crops]))
        by_crop = _least(own_crops, _words(wholes))
        return np.minimum(
            np.minimum.reduceat(by_whole, whole_starts),
            np.minimum.reduceat(by_crop, crop_starts),
        )


def pairs(
    hashes: Hashes, of_items: Iterable[tuple[str, Sequence[PictureHash]]]
) -> Iterable[Likeness]:
    """Every pair that looks alike, once, among the items given and those in `hashes`."""
    met: set[tuple[str, str]] = set()
    for item, own in of_items:
        for near in hashes.near(own).values():
            first, second = sorted((item, near.item))
            if first == second or (first, second) in met:
                continue
            met.add((first, second))
            yield Likeness(first, second, near.method, near.distance, near.turned, near.closeness)


def closest_first(found: Iterable[Likeness]) -> list[Likeness]:
    """Pairs in the order in which a person should see them."""
    return sorted(found, key=lambda one: (_RANK[one.closeness], one.distance, one.first))


def _words(hashes: Sequence[bytes]) -> Words:
    import numpy as np

    return np.frombuffer(b"".join(hashes), np.uint64).reshape(-1, 2)


def _some(rows: Words, starts: Places, among: Places) -> tuple[Words, Places]:
    """The rows of some items, and where each of these begins among them."""
    import numpy as np

    if len(among) == len(starts) - 1:
        return rows, starts[:-1]
    counts = np.diff(starts)[among]
    begins = np.concatenate([np.zeros(1, np.intp), np.cumsum(counts)[:-1]])
    within = np.arange(counts.sum()) - np.repeat(begins, counts)
    return rows[np.repeat(starts[:-1][among], counts) + within], begins


def _least(many: Words, few: Words) -> Counts:
    """For each of many hashes the least distance to any of a few."""
    import numpy as np

    best = np.full(len(many), _FAR, np.int64)
    for one in few:
        apart = np.bitwise_count(many[:, 0] ^ one[0]).astype(np.int64)
        apart += np.bitwise_count(many[:, 1] ^ one[1])
        np.minimum(best, apart, out=best)
    return best
