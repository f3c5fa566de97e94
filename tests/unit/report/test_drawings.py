"""The pictures of a report: drawn from what stands in its rows, for eyes, readers aloud and judges."""

from __future__ import annotations

import dataclasses
import io
from itertools import pairwise
from xml.etree import ElementTree as ET

import msgspec
import pytest
from PIL import Image

from app.domain.case.timeline import EntryKind, Lane, Timeline, TimelineEntry
from app.domain.chats.roomlife import Deed, Happening, Known, RoomEvent, RoomMember
from app.domain.chats.roomlife import Part as As
from app.domain.evidence.copies import Relation
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.times.times import Certainty, Moment, TimeSource
from app.report.build import build
from app.report.data.model import Part
from app.report.data.templates import load_template
from app.report.facts import CaseFacts, DeedSeen, LinkLife
from app.report.pictures.axis import axis_of
from app.report.pictures.covered import coarse, covered
from app.report.pictures.drawing import Label, Sign, Stroke
from app.report.pictures.svg import svg_of
from app.report.tree import ContactSheet, Drawing, ReportTree, Table
from app.report.writers.render_pdf import render_pdf
from tests.unit.report import casebook
from tests.unit.report.judge import faults

INDEX = load_template("kr.police.evidence_index")
DAY = 86_400_000
NEXT = dataclasses.replace(
    casebook.ROOM, id="r-000000000002", title="대피방", native_id="222", moved_from=casebook.ROOM.id
)
SOURCE = "i-000000000001"


def member(room: str, part: As, posts: int = 0) -> RoomMember:
    first = casebook.SHOWN if posts else None
    account = casebook.ACCOUNT.id
    return RoomMember(room, account, "익명", part, SOURCE, "p", posts, 0, first, first)


def facts(count: int = 2) -> CaseFacts:
    """Two rooms, one of which became the other, with a threat, posts and a report."""
    at = casebook.SHOWN
    room, after = casebook.ROOM.id, NEXT.id
    entries = (
        *(
            TimelineEntry(room, EntryKind.MESSAGES, at + n * DAY, None, None, None, "m", count=10)
            for n in range(5)
        ),
        TimelineEntry(after, EntryKind.MESSAGES, at + 9 * DAY, None, None, None, "m", count=3),
        TimelineEntry("me", EntryKind.REPORT, at + 12 * DAY, None, None, None, "r"),
        TimelineEntry("me", EntryKind.ITEM, 2**60, None, None, None, SOURCE),
    )
    lanes = (Lane(room, "겹지인방 2호", room), Lane(after, "대피방", after), Lane("me", "", None))
    renamed = RoomEvent(
        room, Happening.RENAMED, Known.SAID, "m-1", SOURCE, before="옛 이름", after="새 이름"
    )
    return dataclasses.replace(
        casebook.full_facts(count),
        rooms=(casebook.ROOM, NEXT),
        timeline=Timeline(lanes, entries),
        members=(member(room, As.POSTER, 42), member(room, As.HOST), member(after, As.JOINED)),
        events=(renamed,),
        deeds=(DeedSeen("m-9", room, SOURCE, Deed.THREAT, casebook.ACCOUNT.id, at + DAY),),
    )


def tree_of(part: Part, told: CaseFacts | None = None, language: str = "ko") -> ReportTree:
    template = msgspec.structs.replace(INDEX, parts=(part,))
    return build(template, told or facts(), {}, language)


def drawing_of(part: Part, told: CaseFacts | None = None) -> Drawing:
    return next(block for block in tree_of(part, told).blocks if isinstance(block, Drawing))


def test_timeline_picture_says_the_same_in_its_rows_and_aloud() -> None:
    drawing = drawing_of(Part.TIMELINE_PICTURE)
    rows = {(row[0], row[1]): row for row in drawing.table.rows}
    assert rows["겹지인방 2호", "메시지"][2] == "50"
    assert rows["겹지인방 2호", "메시지"][3].startswith(
        "2024-08-27 14:03:02 KST\n2024-08-27 05:03:02"
    )
    assert rows["겹지인방 2호", "협박"][2] == "1"
    assert "협박 1" in drawing.alt
    assert "메시지 53" in drawing.alt
    signs = [mark for mark in drawing.marks if isinstance(mark, Sign)]
    legend = len({row[1] for row in drawing.table.rows})
    assert len(signs) == legend + 5 + 1 + 1 + 1  # days of messages, a threat, a report


def test_time_outside_of_any_calendar_is_in_the_rows_alone() -> None:
    drawing = drawing_of(Part.TIMELINE_PICTURE)
    taken = next(row for row in drawing.table.rows if row[1] == "캡처·파일을 담음")
    assert taken[2:] == ("1", "", "")


def test_days_of_the_axis_are_those_of_korea() -> None:
    axis = axis_of([casebook.SHOWN, casebook.SHOWN + 12 * DAY], casebook.MADE)
    assert axis is not None
    assert axis.ticks()[0] == (0.0, "2024-08-27")
    assert axis.start_ms == 1_724_684_400_000  # midnight in Seoul, 15:00 UTC the day before
    years = axis_of([casebook.SHOWN - 1500 * DAY, casebook.SHOWN], casebook.MADE)
    assert years is not None
    assert 2 <= len(years.ticks()) <= 8


def test_months_without_entries_take_no_room_and_are_shown_as_left_out() -> None:
    late = casebook.SHOWN + 400 * DAY
    axis = axis_of([casebook.SHOWN, casebook.SHOWN + 3 * DAY, late, late + 3 * DAY], casebook.MADE)
    assert axis is not None
    assert [round(at, 2) for at in axis.breaks] == [0.5]
    shares = [axis.share(at) for at in (casebook.SHOWN + 3 * DAY, late, late + 3 * DAY)]
    assert shares == sorted(shares)
    assert shares[0] > 0.3  # four days fill their half, whatever lies between
    written = [share for share, _day in axis.ticks()]
    assert all(after - before > 0.11 for before, after in pairwise([*written, 1.0]))
    entries = tuple(
        TimelineEntry("l", EntryKind.MESSAGES, at, None, None, None, "m")
        for at in (casebook.SHOWN, late)
    )
    told = dataclasses.replace(
        facts(), timeline=Timeline((Lane("l", "방", "r"),), entries), deeds=()
    )
    said = [getattr(block, "text", "") for block in tree_of(Part.TIMELINE_PICTURE, told).blocks]
    assert any("//" in text for text in said)


def test_more_rooms_than_fit_are_told_in_rows_and_words() -> None:
    at = casebook.SHOWN
    rooms = [
        dataclasses.replace(casebook.ROOM, id=f"r-{n:012d}", title=f"방{n}") for n in range(20)
    ]
    lanes = tuple(Lane(room.id, room.title, room.id) for room in rooms)
    entries = tuple(
        TimelineEntry(lane.id, EntryKind.MESSAGES, at + n, None, None, None, "m", count=n + 1)
        for n, lane in enumerate(lanes)
    )
    told = dataclasses.replace(facts(), timeline=Timeline(lanes, entries), deeds=())
    drawing = drawing_of(Part.TIMELINE_PICTURE, told)
    assert len(drawing.table.rows) == 20
    drawn = [mark.text for mark in drawing.marks if isinstance(mark, Label)]
    assert sum(text.startswith("방") for text in drawn) == 12
    said = [getattr(block, "text", "") for block in tree_of(Part.TIMELINE_PICTURE, told).blocks]
    assert "그 밖의 방 8개는 표에만 적었습니다." in said


def test_relations_show_who_posted_where_and_which_room_became_which() -> None:
    template = msgspec.structs.replace(INDEX, parts=(Part.EXHIBIT_LIST, Part.RELATIONS_PICTURE))
    blocks = build(template, facts(), {}, "ko").blocks
    drawing = next(block for block in blocks if isinstance(block, Drawing))
    rows = [row[:3] for row in drawing.table.rows]
    assert ("겹지인방 2호", "대피방", "다른 방으로 바뀜") in rows
    assert ("옛 이름", "새 이름", "방 이름이 바뀜") in rows
    posted = next(row for row in rows if row[1] == "겹지인방 2호" and row[0].startswith("익명2"))
    assert posted[2].split("\n") == ["메시지 42개", "방장", "협박 1", "증거 1, 2"]
    arrows = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.arrow]
    assert len(arrows) == 1
    # Who only came in is joined by a dashed line, who posted is not.
    drawing = drawing_of(Part.RELATIONS_PICTURE)
    assert [mark.dashed for mark in drawing.marks if isinstance(mark, Stroke)][:2] == [False, True]


def test_accounts_and_rooms_outside_of_the_report_join_nothing() -> None:
    told = dataclasses.replace(
        casebook.empty_facts(), members=(member("r-elsewhere", As.POSTER, 3),)
    )
    assert tree_of(Part.RELATIONS_PICTURE, told).blocks == ()
    assert tree_of(Part.TIMELINE_PICTURE, casebook.empty_facts()).blocks == ()


HOSTILE = (
    "</text><script>alert(1)</script>&<![CDATA[ 😀❤️👩\u200d👧 \u202egnp \x07 \U0010ffff \ud800"
)


@pytest.mark.parametrize("part", [Part.TIMELINE_PICTURE, Part.RELATIONS_PICTURE])
def test_hostile_names_stay_text_in_a_drawing(part: Part) -> None:
    room = dataclasses.replace(casebook.ROOM, title=HOSTILE, native_id=HOSTILE)
    account = dataclasses.replace(casebook.ACCOUNT, names=(HOSTILE,), native_id=HOSTILE)
    line = Timeline(
        (Lane(room.id, HOSTILE, room.id),),
        (TimelineEntry(room.id, EntryKind.MESSAGES, casebook.SHOWN, None, None, None, "m"),),
    )
    told = dataclasses.replace(facts(), rooms=(room,), accounts=(account,), timeline=line)
    svg = svg_of(drawing_of(part, told))
    found = {one.tag.rpartition("}")[2] for one in ET.fromstring(svg).iter()}
    assert found <= {"svg", "line", "text", "rect", "circle", "polygon"}
    assert faults(render_pdf(tree_of(part, told), casebook.MADE)) == []


def test_page_of_drawings_is_tagged_and_has_words_for_each(text_of) -> None:
    template = msgspec.structs.replace(
        INDEX, parts=(Part.CONTACT_SHEET, Part.TIMELINE_PICTURE, Part.RELATIONS_PICTURE)
    )
    pdf = render_pdf(build(template, facts(), {}, "en"), casebook.MADE)
    assert faults(pdf) == []
    assert pdf.count(b"/Alt") >= 4  # two exhibits, two drawings
    text = text_of(pdf)
    assert "Threats" in text
    assert "E002.jpg" in text


def test_contact_sheet_has_every_exhibit_by_number() -> None:
    sheet = next(b for b in tree_of(Part.CONTACT_SHEET).blocks if isinstance(b, ContactSheet))
    assert [(cell.number, cell.file_name) for cell in sheet.cells] == [
        (1, "E001.jpg"),
        (2, "E002.jpg"),
    ]
    assert all(cell.picture is not None for cell in sheet.cells)


def test_contact_sheet_under_19_has_numbers_and_no_pictures() -> None:
    told = facts()
    told = dataclasses.replace(told, case=dataclasses.replace(told.case, minor_mode=True))
    sheet = next(b for b in tree_of(Part.CONTACT_SHEET, told).blocks if isinstance(b, ContactSheet))
    assert [cell.picture for cell in sheet.cells] == [None, None]


def test_redacted_copy_shows_its_layout_and_an_original_does_not() -> None:
    one, other = facts().exhibits
    copy = dataclasses.replace(
        other, item=dataclasses.replace(other.item, relation=Relation.REDACTED)
    )
    told = dataclasses.replace(facts(), exhibits=(one, copy))
    sheet = next(b for b in tree_of(Part.CONTACT_SHEET, told).blocks if isinstance(b, ContactSheet))
    shown = [cell.picture.jpeg for cell in sheet.cells if cell.picture is not None]
    preview = casebook.picture()
    assert shown == [covered(preview), coarse(preview)]


def test_layout_of_a_copy_keeps_neither_words_nor_faces() -> None:
    stripes = Image.new("L", (320, 240))
    stripes.putdata([255 * (x // 6 % 2) for _ in range(240) for x in range(320)])
    out = io.BytesIO()
    stripes.save(out, "JPEG")
    jpeg = coarse(out.getvalue())
    assert jpeg is not None
    with Image.open(io.BytesIO(jpeg)) as image:
        darkest, lightest = image.getextrema()
    assert lightest - darkest < 24


def test_more_pictures_than_a_document_bears_are_told_in_words(monkeypatch) -> None:
    monkeypatch.setattr("app.report.pictures.contact_sheet.MOST_PICTURES", 1)
    monkeypatch.setattr("app.report.parts.exhibits.MOST_PICTURES", 1)
    for part in (Part.CONTACT_SHEET, Part.EXHIBITS):
        blocks = tree_of(part, language="en").blocks
        said = [getattr(block, "text", "") for block in blocks]
        assert "1 more exhibits are told in report.json." in said


def test_link_table_tells_host_posting_and_what_became_of_it() -> None:
    link = casebook.link(1)
    posted = Moment(casebook.SHOWN, TimeSource.PLATFORM, Certainty.EXACT)
    gone = Moment(casebook.SHOWN + DAY, TimeSource.PERSON, Certainty.DAY)
    step = LinkStep("step-1", link.id, casebook.CASE.id, LinkState.DELETED, gone)
    told = dataclasses.replace(facts(), links=(link,), link_lives={link.id: LinkLife(posted, step)})
    tree = tree_of(Part.LINKS, told, "en")
    (row,) = next(block for block in tree.blocks if isinstance(block, Table)).rows
    assert row[2] == "t.me"
    times = row[4].split("\n")
    assert times[:2] == ["Posted at", "2024-08-27 14:03:02 KST"]
    assert times[-3:] == ["deleted", "2024-08-28 14:03:02 KST", "2024-08-28 05:03:02 UTC"]
    (kept,) = tree.record["links"]
    assert (kept["state"], kept["posted"]["utc"]) == ("deleted", "2024-08-27T05:03:02Z")
