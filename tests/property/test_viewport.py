"""What is looked at stays in the picture, however near, turned and moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence.sights import WHOLE
from ui.models.viewport import NEAREST, Viewport, turned

SIZES = st.tuples(st.integers(1, 30_000), st.integers(1, 30_000))
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("zoomed"), st.floats(0.2, 4.0)),
        st.tuples(st.just("moved"), st.floats(-3000, 3000), st.floats(-3000, 3000)),
        st.tuples(st.just("turned_once")),
        st.tuples(st.just("fitted")),
    ),
    max_size=12,
)


def after(view, moves):
    for name, *how in moves:
        view = getattr(view, name)(*how)
    return view


@given(SIZES, SIZES, MOVES)
def test_the_part_that_is_seen_lies_in_the_picture(units, room, moves):
    view = after(Viewport(units, room), moves)
    left, top, right, bottom = view.box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    assert 1.0 <= view.zoom <= NEAREST
    assert all(edge >= 1 for edge in view.pixels(1.0))


@given(SIZES, SIZES, MOVES)
def test_what_is_asked_for_is_drawn_where_it_fills_the_room(units, room, moves):
    """Or as much of the room as a picture of its shape can fill."""
    view = after(Viewport(units, room), moves)
    left, top, width, height = view.place_of(view.box)
    drawn = view.drawn
    assert width == pytest.approx(min(drawn[0], room[0]), rel=1e-3, abs=1)
    assert height == pytest.approx(min(drawn[1], room[1]), rel=1e-3, abs=1)
    assert left >= -1
    assert top >= -1
    assert left + width <= room[0] + 1
    assert top + height <= room[1] + 1


@given(SIZES, st.floats(1.1, 4.0), st.floats(0.3, 0.7), st.floats(0.3, 0.7))
def test_what_lies_under_the_pointer_stays_there_while_coming_nearer(room, factor, across, down):
    """In the middle of a picture that fills the room."""
    view = Viewport(room, room).zoomed(2.0)
    point = (room[0] * across, room[1] * down)

    def under(one):
        left, top, width, height = one.place_of(WHOLE)
        return (point[0] - left) / width, (point[1] - top) / height

    assert under(view.zoomed(factor, point)) == pytest.approx(under(view), abs=1e-6)


@given(st.tuples(*[st.floats(0, 1)] * 4), st.integers(0, 3))
def test_four_quarters_are_none(box, turns):
    assert turned(turned(box, turns), 4 - turns) == pytest.approx(box)
