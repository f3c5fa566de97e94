"""The tree, `report.json` and the link list: what leaves, and that nothing else does."""

import csv
import dataclasses
import io
import json

import pytest
from PIL import Image

from app.errors import InputProblem
from app.report.build import build
from app.report.data.templates import load_template
from app.report.parts.link_list import COLUMNS
from app.report.pictures.covered import covered
from app.report.writers.glyphs import drawable, pieces
from app.report.writers.render_csv import render_csv
from app.report.writers.render_json import render_json
from tests.unit.report import casebook

INDEX = load_template("kr.police.evidence_index")
STATEMENT = load_template("kr.police.statement")


def record(template=INDEX, facts=None, answers=None):
    return json.loads(
        render_json(build(template, facts or casebook.full_facts(), answers or {}, "ko"))
    )


def test_json_has_its_stable_keys():
    found = record()
    assert list(found) == [
        "format", "template", "recipient", "language", "case", "minor_mode", "made_at", "fields",
        "exhibits", "links", "rooms", "accounts", "members", "room_events", "marked_messages",
        "timeline", "refused", "not_understood", "custody", "integrity",
    ]  # fmt: skip
    assert found["format"] == "ongi-report/1"
    assert found["exhibits"][0]["sightings"][0]["shown"]["utc"] == "2024-08-27T05:03:02Z"
    assert found["exhibits"][0]["sightings"][0]["captured"]["certainty"] == "zone_assumed"


def test_parts_that_a_template_does_not_have_stay_behind():
    found = record(STATEMENT)
    assert "links" not in found
    assert "custody" not in found
    assert "accounts" not in found


def test_paths_and_case_title_are_in_no_part_of_the_json():
    raw = render_json(build(INDEX, casebook.full_facts(), {}, "ko")).decode()
    assert "realname" not in raw
    assert "이름 없는 사건" not in raw


def test_only_chosen_exhibits_go_and_keep_their_numbers():
    facts = casebook.full_facts()
    chosen = facts.exhibits[2].item.id
    found = record(facts=facts, answers={"evidence.list": [chosen]})
    assert [one["number"] for one in found["exhibits"]] == [3]
    assert record(facts=facts, answers={"evidence.list": []})["exhibits"] == []


def test_unknown_exhibit_is_refused():
    with pytest.raises(InputProblem) as caught:
        record(answers={"evidence.list": ["i-nowhere"]})
    assert caught.value.code == "INP-011"


def test_lone_surrogate_keeps_the_json_valid():
    facts = dataclasses.replace(
        casebook.empty_facts(), exhibits=(casebook.exhibit(1, name="\udc80.jpg"),)
    )
    assert record(facts=facts)["exhibits"][0]["name"] == "\udc80.jpg"


def test_time_that_no_calendar_holds_does_not_stop_a_report():
    entries = tuple(dataclasses.replace(one, order_ms=2**60) for one in casebook.timeline().entries)
    facts = dataclasses.replace(
        casebook.full_facts(), timeline=dataclasses.replace(casebook.timeline(), entries=entries)
    )
    assert record(facts=facts)["timeline"]["entries"][0]["order_at"] is None


def test_long_tables_say_how_many_rows_follow_elsewhere():
    facts = dataclasses.replace(
        casebook.empty_facts(), links=tuple(casebook.link(n) for n in range(2_003))
    )
    tree = build(INDEX, facts, {}, "en")
    said = [getattr(block, "text", "") for block in tree.blocks]
    assert "1,503 more rows are in report.json." in said
    assert len(tree.record["links"]) == 2_003


def test_links_csv_has_the_columns_and_guards_formulas():
    found = (casebook.link(1), casebook.link(2, '=HYPERLINK("http://x")'))
    facts = dataclasses.replace(casebook.empty_facts(), links=found)
    raw = render_csv(build(INDEX, facts, {}, "ko"))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["연번", "플랫폼", "URL", "게시물 제목/설명"]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[2][2].startswith("'=")


def test_covered_picture_keeps_no_detail():
    stripes = Image.new("L", (320, 240))
    stripes.putdata([255 * (x // 16 % 2) for _ in range(240) for x in range(320)])
    out = io.BytesIO()
    stripes.save(out, "JPEG")
    jpeg = covered(out.getvalue())
    assert jpeg is not None
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.mode == "L"
        darkest, lightest = image.getextrema()
    assert lightest - darkest < 12


@pytest.mark.parametrize("broken", [b"", b"\xff\xd8\xff", b"GIF89a", b"x" * 3_000_000])
def test_unreadable_preview_gives_no_picture(broken):
    assert covered(broken) is None


def test_pieces_are_the_line_again():
    for line in ("https://t.me/" + "x" * 100, "가나다 " * 30, "a b c", "", "e\u0301" * 40):
        assert "".join(pieces(line)) == line
    assert max(map(len, pieces("y" * 1000))) <= 6


def test_drawable_text_stays_as_it_is():
    text = "가힣 漢字 かな ABC 123 😀 → · “따옴표”"
    assert drawable(text) == text
