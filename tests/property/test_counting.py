"""Whoever knows the sum and all that is shown can't tell what a small count is."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.casework.counting import SMALL, Seen, Table, middle, table

counts = st.lists(st.integers(1, 14), min_size=1, max_size=5)


def made(sizes: list[int]) -> Table:
    return table("t", [f"v{place}" for place, size in enumerate(sizes) for _ in range(size)])


def could_be(shown: Table, place: int) -> set[int]:
    """Every value that a small cell may have, tried one after the other."""
    assert shown.total is not None
    hidden = [one for one in shown.cells if one.seen is not Seen.SHOWN]
    rest = shown.total - sum(one.count or 0 for one in shown.cells)
    ranges = [
        range(1, SMALL) if one.seen is Seen.SMALL else range(SMALL, rest + 1) for one in hidden
    ]
    return {said[place] for said in product(*ranges) if sum(said) == rest}


@given(counts)
def test_each_small_count_may_be_anything_from_one_to_four(sizes: list[int]) -> None:
    shown = made(sizes)
    hidden = [one for one in shown.cells if one.seen is not Seen.SHOWN]
    for place, cell in enumerate(hidden):
        if cell.seen is Seen.SMALL:
            assert could_be(shown, place) == {1, 2, 3, 4}


@given(counts)
def test_what_is_shown_is_true_and_never_under_five(sizes: list[int]) -> None:
    shown = made(sizes)
    assert shown.total == (sum(sizes) if sum(sizes) >= SMALL else None)
    for place, size in enumerate(sizes):
        for cell in shown.cells:
            if cell.name == f"v{place}":
                assert cell.count in (None, size)
                assert (cell.seen is Seen.SMALL) == (size < SMALL)
                assert cell.count is None or cell.count >= SMALL


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert [one.count for one in made([5, 9, 30]).cells] == [5, 9, 30]


def test_one_small_count_beside_one_large_one_shows_nothing() -> None:
    # 6 = 1 + 5: who knows the sum and that the other is 5 or more knows both.
    assert made([1, 5]).cells == ()


def test_days_have_a_middle_from_five_on() -> None:
    assert middle([1, 2, 3, 4]) is None
    assert middle([9, 1, 3, 2, 30]) == 3
