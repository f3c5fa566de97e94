"""Items are split by what a portal takes; a limit that nobody found holds nothing back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence.items import Item, ItemKind
from app.report.data.model import Amount, Kinds, Limits
from app.report.data.portal import MEGABYTE, is_known, is_sure, sort_items


def item(number: int, size: int = 1000, media_type: str = "image/png") -> Item:
    return Item(
        f"i-{number:012d}", ItemKind.PICTURE, f"{number}.png", size, "ab" * 32, media_type, 0
    )


def amount(value: int, confidence: str = "A") -> Amount:
    return Amount(value=value, confidence=confidence)  # type: ignore[arg-type]


def test_nothing_known_is_one_group_of_all():
    items = [item(n, 10**12) for n in range(5)]
    found = sort_items(items, Limits())
    assert found.groups == (tuple(items),)
    assert (found.too_large, found.not_taken) == ((), ())
    assert not is_known(Limits())
    assert sort_items([], Limits()).groups == ()


def test_a_count_splits_in_order():
    found = sort_items([item(n) for n in range(5)], Limits(max_files=amount(2)))
    assert [[one.id[-1] for one in group] for group in found.groups] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


def test_a_size_for_all_splits_and_keeps_what_just_fits():
    half = MEGABYTE // 2
    found = sort_items([item(0, half), item(1, half), item(2, 1)], Limits(max_total_mb=amount(1)))
    assert [len(group) for group in found.groups] == [2, 1]


def test_one_byte_too_many_is_too_large():
    limits = Limits(max_file_mb=amount(1))
    found = sort_items([item(0, MEGABYTE), item(1, MEGABYTE + 1)], limits)
    assert [one.id[-1] for one in found.too_large] == ["1"]
    assert [len(group) for group in found.groups] == [1]


@pytest.mark.parametrize(
    ("kinds", "taken"),
    [
        (("image/*",), True),
        (("image/png",), True),
        (("*/*",), True),
        (("image/jpeg",), False),
        ((), False),
    ],
)
def test_kinds_are_taken_whole_or_by_group(kinds, taken):
    found = sort_items([item(0)], Limits(kinds=Kinds(value=kinds, confidence="A")))
    assert bool(found.groups) is taken
    assert bool(found.not_taken) is not taken


def test_a_limit_from_memory_is_not_sure():
    assert is_sure(Limits(max_files=amount(3, "B")))
    assert not is_sure(Limits(max_files=amount(3, "M")))


@given(
    sizes=st.lists(st.integers(0, 4 * MEGABYTE), max_size=12),
    count=st.integers(0, 4),
    total=st.integers(1, 3),
)
def test_every_item_is_in_one_place_and_each_group_fits(sizes, count, total):
    items = [item(number, size) for number, size in enumerate(sizes)]
    limits = Limits(max_files=amount(count), max_total_mb=amount(total))
    found = sort_items(items, limits)
    placed = [one for group in found.groups for one in group]
    assert sorted(one.id for one in (*placed, *found.too_large, *found.not_taken)) == [
        one.id for one in items
    ]
    assert placed == [one for one in items if one in placed]
    for group in found.groups:
        assert 0 < len(group) <= count
        assert sum(one.size for one in group) <= total * MEGABYTE
