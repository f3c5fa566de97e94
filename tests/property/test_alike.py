"""Pictures compared quickly give what comparing each with each gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.casework import alike, near_hashes
from app.casework.alike import Hashes, pairs
from app.domain.evidence.likeness import PARTS, PDQ, TURNS, Closeness, PictureHash, parts_of

PLAIN_PDQ, PLAIN_PARTS = [(31, Closeness.VERY), (60, Closeness.ALIKE)], [
    (16, Closeness.ALIKE), (28, Closeness.PARTLY),
]  # fmt: skip


def apart(one: bytes, other: bytes) -> int:
    """How many bits differ."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def plain(one: PictureHash, other: PictureHash) -> tuple[int, Closeness] | None:
    """How near `other` is when `one` is asked for, by the rule itself."""
    if one.method == PDQ:
        least = min(apart(one.value[at : at + 32], other.value[:32]) for at in range(0, 256, 32))
        limits = PLAIN_PDQ
    else:
        asked, own = parts_of(one.value), parts_of(other.value)
        assert asked is not None
        assert own is not None
        crops = own.crops or own.wholes[:1]
        least = min(
            apart(mine, its)
            for wholes, parts in (
                (asked.wholes, asked.crops), (asked.mirrored_wholes, asked.mirrored_crops),
            )
            for mine, all_of_it in (
                *((whole, (*own.wholes, *crops)) for whole in wholes),
                *((crop, own.wholes) for crop in parts),
            )
            for its in all_of_it
        )  # fmt: skip
        limits = PLAIN_PARTS
    return next(((least, said) for limit, said in limits if least <= limit), None)


def made(seed: int, count: int, pool: int) -> list[list[PictureHash]]:
    """Hashes that lie at all distances from a few: near ones are frequent, and limits are met."""
    draw = np.random.default_rng(seed)
    seeds = draw.integers(0, 256, (pool, 64), np.uint8)

    def one(length: int) -> bytes:
        value = np.unpackbits(seeds[draw.integers(pool)][:length])
        flips = draw.integers(0, length * 8 * 3 // 10)
        value[draw.choice(length * 8, flips, replace=False)] ^= 1
        return np.packbits(value).tobytes()

    found = []
    for _ in range(count):
        wholes, crops = int(draw.integers(1, 4)), int(draw.integers(0, 5))
        parts = bytes((wholes, crops)) + b"".join(one(16) for _ in range(2 * (wholes + crops)))
        pdq = b"".join(one(32) for _ in TURNS)
        own = [PictureHash(PDQ, "v", 90, pdq), PictureHash(PARTS, "v", 90, parts)]
        found.append([own[at] for at in range(2) if draw.random() < 0.9])
    return found


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12), st.integers(1, 30), st.sampled_from([2, 10**6]))
def test_near_is_what_the_rule_says(seed: int, count: int, pool: int, many: int) -> None:
    items = {f"i{at:03}": own for at, own in enumerate(made(seed, count, pool))}
    rows = [
        [
            (name, one.quality, one.value)
            for name, own in items.items() for one in own if one.method == method
        ]
        for method in (PDQ, PARTS)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_hashes, "BLOCK", 5)
        patch.setattr(alike, "MANY", many)
        hashes = Hashes(*rows)
        for own in items.values():
            wanted: dict[str, tuple[int, Closeness]] = {}
            order = [Closeness.VERY, Closeness.ALIKE, Closeness.PARTLY]
            for one in own:
                for name, others in items.items():
                    for other in (it for it in others if it.method == one.method):
                        said = plain(one, other)
                        known = wanted.get(name)
                        if said and (not known or order.index(said[1]) < order.index(known[1])):
                            wanted[name] = said
            near = hashes.near(own)
            assert {name: (it.distance, it.closeness) for name, it in near.items()} == wanted


def test_pairs_name_each_pair_once() -> None:
    own = made(7, 6, 1)
    rows = [
        [(f"i{at}", one.quality, one.value) for at, h in enumerate(own) for one in h
         if one.method == method]
        for method in (PDQ, PARTS)
    ]  # fmt: skip
    found = list(pairs(Hashes(*rows), [(f"i{at}", one) for at, one in enumerate(own)]))
    keys = [(one.first, one.second) for one in found]
    assert len(keys) == len(set(keys))
    assert all(first < second for first, second in keys)
