"""Times are told in any calendar that holds them, and told at all where none does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.times.times import (
    Certainty,
    Moment,
    TimeSource,
    in_calendar,
    iso_kst,
    iso_utc,
    long_kst,
)
from app.domain.times.zones import both_zones

_LAST_UTC_SECOND = 253_402_300_799_000
_BEFORE_YEAR_ONE = -62_135_596_800_001


def test_a_common_time_has_its_three_forms() -> None:
    at_ms = 1_724_735_002_000
    assert iso_utc(at_ms) == "2024-08-27T05:03:22Z"
    assert iso_utc(at_ms + 7) == "2024-08-27T05:03:22.007Z"
    assert iso_kst(at_ms) == "2024-08-27 14:03:22 KST"
    assert long_kst(at_ms, "ko") == "2024년 8월 27일 14:03:22 (KST, UTC+09:00)"
    assert long_kst(at_ms, "en") == "2024-08-27 14:03:22 KST (UTC+09:00)"


@pytest.mark.parametrize("at_ms", [_BEFORE_YEAR_ONE, 10**18, -(2**63), 2**63 - 1])
def test_a_time_that_no_calendar_holds_is_told_in_seconds(at_ms: int) -> None:
    bare = f"unix {at_ms // 1000}"
    assert (iso_utc(at_ms), iso_kst(at_ms), long_kst(at_ms, "ko")) == (bare, bare, bare)
    assert not in_calendar(at_ms)
    moment = Moment(at_ms, TimeSource.FILE, Certainty.EXACT)
    assert (moment.utc, moment.kst) == (None, None)


def test_a_time_that_only_korea_can_not_write_is_kept_in_utc() -> None:
    assert iso_utc(_LAST_UTC_SECOND) == "9999-12-31T23:59:59Z"
    assert iso_kst(_LAST_UTC_SECOND) == "unix 253402300799"
    assert Moment(_LAST_UTC_SECOND, TimeSource.PLATFORM, Certainty.EXACT).kst is None
    assert both_zones(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)) == "9999-12-31 23:59:59 UTC"
