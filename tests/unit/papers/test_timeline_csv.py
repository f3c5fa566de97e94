"""The order of time as CSV: three times a row, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import dataclasses
import io

from app.domain.case.timeline import EntryKind, Lane, Timeline, TimelineEntry
from app.domain.times.times import Certainty, Moment, TimeSource
from app.report.writers.render_timeline_csv import COLUMNS, render_timeline_csv
from tests.unit.papers import papers_of
from tests.unit.report import casebook

SEEN = 1_724_735_002_000  # 2024-08-27 05:03:22 UTC


def moment(at_ms: int | None, original: str = "") -> Moment:
    return Moment(at_ms, TimeSource.PLATFORM, Certainty.EXACT, original)


def entry(kind: EntryKind, **named: object) -> TimelineEntry:
    known = {"shown": None, "captured": None, "entered": None, "subject": "i-1", "order_ms": SEEN}
    return TimelineEntry(lane="r-1", kind=kind, **{**known, **named})


def rows(entries: tuple[TimelineEntry, ...], language: str = "ko") -> list[list[str]]:
    lanes = (Lane("r-1", papers_of.HOSTILE, "r-1"),)
    facts = dataclasses.replace(casebook.full_facts(1), timeline=Timeline(lanes, entries))
    content = render_timeline_csv(papers_of.tree_of(papers_of.INDEX, facts, language=language))
    assert content is not None
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_three_times_stand_apart_with_what_the_platform_wrote() -> None:
    one = entry(
        EntryKind.MEDIA,
        shown=moment(SEEN, "2024. 8. 27. 오후 2:03"),
        captured=moment(SEEN + 60_000),
        entered=moment(SEEN + 3_600_000),
        label="방 화면",
    )
    head, row = rows((one,))
    assert len(head) == len(row) == len(COLUMNS)
    assert row[:6] == [
        "2024-08-27 14:03:22",
        "2024-08-27T05:03:22Z",
        "2024-08-27T05:03:22Z",
        "2024. 8. 27. 오후 2:03",
        "2024-08-27T05:04:22Z",
        "2024-08-27T06:03:22Z",
    ]
    assert row[9:] == ["방 화면", "1"]


def test_no_cell_is_a_formula_or_hides_anything() -> None:
    hostile = entry(EntryKind.ITEM, shown=moment(None, papers_of.HOSTILE), label=papers_of.HOSTILE)
    for cell in rows((hostile,))[1]:
        assert not cell.startswith(("=", "+", "-", "@"))
        assert not set(cell) & set("\u202e\x00\n\r")


def test_time_that_no_calendar_holds_leaves_its_cells_empty() -> None:
    row = rows((entry(EntryKind.ITEM, order_ms=10**17, shown=moment(10**17, "unix 10^14")),))[1]
    assert row[:4] == ["", "", "", "unix 10^14"]


def test_report_is_named_by_its_title() -> None:
    one = entry(EntryKind.REPORT, label=papers_of.STATEMENT)
    assert rows((one,), "en")[1][9] != papers_of.STATEMENT


def test_template_without_an_order_of_time_has_none() -> None:
    facts = casebook.full_facts(1)
    assert render_timeline_csv(papers_of.tree_of("au.esafety", facts)) is None


def test_a_message_of_the_calendars_last_hours_keeps_no_bundle_from_being_made() -> None:
    last = 253_402_300_799_000
    one = entry(EntryKind.MESSAGES, shown=moment(last), order_ms=last)
    assert rows((one,))[1][:3] == ["", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"]
