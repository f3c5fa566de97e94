"""A typed time is read where it can be, and never made surer than it was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times.times import Certainty, TimeSource, iso_kst
from app.domain.times.typed_times import LONGEST, typed_moment

READ = {
    "2024-08-27": ("2024-08-27 00:00:00 KST", Certainty.DAY),
    "2024. 8. 27.": ("2024-08-27 00:00:00 KST", Certainty.DAY),
    "2024년 9월 3일": ("2024-09-03 00:00:00 KST", Certainty.DAY),
    "2024-08-27 14:03": ("2024-08-27 14:03:00 KST", Certainty.MINUTE),
    "2024-08-27T14:03:09": ("2024-08-27 14:03:09 KST", Certainty.EXACT),
    "2024년 9월 3일 오후 2:05": ("2024-09-03 14:05:00 KST", Certainty.MINUTE),
    "2024년 9월 3일 오전 12시 5분": ("2024-09-03 00:05:00 KST", Certainty.MINUTE),
    "2024. 9. 3. 오후 12:00": ("2024-09-03 12:00:00 KST", Certainty.MINUTE),
    "2024-09-03 14시": ("2024-09-03 14:00:00 KST", Certainty.APPROXIMATE),
    "２０２４-09-03 2:05 PM": ("2024-09-03 14:05:00 KST", Certainty.MINUTE),
}


@pytest.mark.parametrize(("text", "told"), READ.items())
def test_a_time_is_read_as_korean_time_with_its_certainty(
    text: str, told: tuple[str, Certainty]
) -> None:
    moment = typed_moment(text)
    assert moment is not None
    assert moment.at_ms is not None
    assert (iso_kst(moment.at_ms), moment.certainty) == told
    assert (moment.original, moment.source, moment.offset_minutes) == (text, TimeSource.PERSON, 540)


@pytest.mark.parametrize(
    "text",
    ["작년 여름쯤", "어제", "2024-13-01", "2024-02-30", "2024-08-27 25:00", "3시간 전", "24/08/27"],
)
def test_what_is_no_time_is_kept_as_said(text: str) -> None:
    moment = typed_moment(text)
    assert moment is not None
    assert (moment.at_ms, moment.certainty, moment.original) == (None, Certainty.UNKNOWN, text)


def test_about_makes_it_less_certain_and_nothing_is_no_time() -> None:
    moment = typed_moment("2024-08-27 14:03", about=True)
    assert moment is not None
    assert moment.certainty is Certainty.APPROXIMATE
    assert typed_moment("  ") is None


@given(st.text(max_size=2 * LONGEST))
def test_no_text_is_refused(text: str) -> None:
    moment = typed_moment(text)
    assert (moment is None) == (not text.strip())
    assert moment is None or len(moment.original) <= LONGEST
