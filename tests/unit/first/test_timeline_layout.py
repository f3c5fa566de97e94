"""Which marks a timeline has: near ones as one, opened by zooming; kinds, lines, spread."""

import time

import pytest

from app.domain.case.timeline import EntryKind, Kind, Lane, Mark, Timeline, TimelineEntry
from ui.widgets.timeline.timeline_layout import APART, TimelineLayout

MINUTE = 60_000


def entry(lane, kind, at, subject="", **more):
    told = {"shown": None, "captured": None, "entered": None, **more}
    return TimelineEntry(lane, kind, at * MINUTE, subject=subject or f"x-{lane}-{at}", **told)


LANES = (Lane("a", "하나", "a"), Lane("b", "둘", "b"), Lane("me", "", None))


@pytest.fixture
def made():
    entries = [
        entry("a", EntryKind.MEDIA, 0, "i-1"),
        entry("a", EntryKind.MESSAGES, 1),
        entry("b", EntryKind.MEDIA, 2, "i-1"),
        entry("me", EntryKind.DEED, 3, "m-9", happening="threat"),
        entry("me", EntryKind.ITEM, 4, "i-2"),
        entry("a", EntryKind.GAP, 5),
        entry("me", EntryKind.FILED, 900, "y-1"),
        entry("a", EntryKind.MESSAGES, 1000),
    ]
    return TimelineLayout(Timeline(LANES, tuple(entries)))


def test_near_ones_are_one_mark_of_the_most_telling_shape(made):
    spots = made.spots(40)
    mine = next(spot for spot in spots if spot.lane == "me")
    assert mine.members == (3, 4)
    assert mine.mark is Mark.SQUARE
    assert next(spot.members for spot in spots if spot.lane == "a") == (0, 1)


def test_wide_enough_every_entry_has_a_mark_of_its_own(made):
    assert all(len(spot.members) == 1 for spot in made.spots(4000))
    assert made.spot_of(5, 4000) is None  # what an export does not give is a line, no mark
    assert made.lines == [5]


def test_a_mark_says_how_far_to_zoom_and_then_is_open(made):
    spot = made.spot_of(3, 40)
    times = made.zoom_that_opens(spot, 40)
    assert made.spot_of(3, 40 * times) != made.spot_of(4, 40 * times)
    assert times > 1


def test_what_stands_at_the_same_instant_cannot_be_opened():
    both = (entry("a", EntryKind.MEDIA, 1, "i-1"), entry("a", EntryKind.MEDIA, 1, "i-2"))
    made = TimelineLayout(Timeline(LANES, (*both, entry("a", EntryKind.MEDIA, 9, "i-3"))))
    assert made.zoom_that_opens(made.spot_of(0, 400), 400) is None


def test_the_same_picture_in_two_rooms_is_spread_and_a_single_one_is_not(made):
    assert made.spread == {"i-1"}
    assert [made.spot_of(number, 4000).is_spread for number in (0, 2, 4)] == [True, True, False]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (Kind.ALL, [0, 1, 2, 3, 4, 5, 6, 7]),
        (Kind.ROOMS, [1, 5, 7]),
        (Kind.SPREAD, [0, 2]),
        (Kind.THREATS, [3]),
        (Kind.REPORTS, [6]),
        (Kind.ACCOUNTS, []),
    ],
)
def test_one_kind_can_be_seen_alone(made, kind, shown):
    made.see(kind)
    assert made.shown == shown


def test_the_line_beside_gives_what_is_nearest_in_time(made):
    assert made.beside(0, 1) == 2
    assert made.beside(2, 1) == 3
    assert made.beside(2, -1) == 1
    assert made.beside(0, -1) is None
    made.see(Kind.THREATS)
    assert made.beside(3, -1) is None


def test_dragging_lays_nothing_out_anew_and_the_order_is_that_of_time(made):
    assert made.spots(500) is made.spots(500)
    places = [spot.at for spot in made.spots(500)]
    assert places == sorted(places)
    assert made.between(500, places[1], places[1])[0].at == places[1]


def test_ten_thousand_entries_are_laid_out_in_a_blink():
    many = tuple(entry("a", EntryKind.MEDIA, at, f"i-{at}") for at in range(10_000))
    made = TimelineLayout(Timeline(LANES, many))
    began = time.thread_time()
    spots = made.spots(900.0)
    took = time.thread_time() - began
    assert took < 0.25  # generous: 0.02 where this was written
    assert len(spots) <= 900 / APART + 1
    assert sum(len(spot.members) for spot in spots) == 10_000
