"""Rules of safe text that hold for every text."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text.rrn import find_rrn, mask_rrn
from app.domain.text.textsafe import (
    formula_guard,
    one_line,
    search_form,
    spreadsheet_cell,
    visible,
    visible_name,
)

TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
TRICKY = st.text(
    st.sampled_from("aé=-\u0301\u200d\u202e\ufe0f❤👩1\u20e3가\n \ud800\u3164"), max_size=40
)
ANY = TEXT | TRICKY
SEEN_IN_EMOJI = "\u200d\ufe0f"


@given(ANY)
def test_nothing_hidden_is_left(text):
    for letter in visible(text):
        assert (
            letter.isprintable() or letter in SEEN_IN_EMOJI or unicodedata.category(letter) == "Zs"
        )


@given(ANY)
def test_shown_text_can_be_written_as_utf8(text):
    visible(text).encode("utf-8")


@given(ANY)
def test_showing_twice_changes_nothing_more(text):
    assert visible(visible(text)) == visible(text)


@given(ANY, st.integers(1, 50))
def test_limits_hold(text, limit):
    assert len(visible(text, limit)) <= limit
    assert len(one_line(text, limit)) <= limit
    assert len(visible_name(text, max(limit, 8))) <= max(limit, 8)


@given(ANY)
def test_a_line_is_one_line(text):
    assert len(one_line(text, 1000).splitlines()) <= 1


@given(ANY)
def test_no_cell_begins_as_a_formula(text):
    cell = spreadsheet_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert formula_guard(cell) == cell


@given(ANY)
def test_comparing_forms_are_stable(text):
    assert search_form(search_form(text)) == search_form(text)
    assert search_form(unicodedata.normalize("NFD", text)) == search_form(text)


DAYS = st.dates(date(1900, 1, 1), date(1999, 12, 31))


@given(DAYS, st.sampled_from("1256"), st.integers(0, 999_999), st.sampled_from(["", "-", " ", "–"]))
def test_every_number_of_the_last_century_is_found_and_covered(day, seventh, rest, dash):
    number = f"{day:%y%m%d}{dash}{seventh}{rest:06d}"
    text = f"가{number}나"
    assert [text[s:e] for s, e in find_rrn(text)] == [number]
    assert mask_rrn(text) == f"가{day:%y%m%d}-*******나"


@given(ANY | st.text("0123456789- ０１－9\u200b", max_size=60))
def test_covering_leaves_no_number_behind(text):
    assert find_rrn(mask_rrn(text)) == ()
