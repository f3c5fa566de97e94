"""Pages break where a reader wants it: no heading alone at a foot, no signature torn from its line."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from app.report.build import build
from app.report.data.model import FieldType
from app.report.data.templates import all_templates, known_templates, load_template
from app.report.tree import Closing, Heading, Paragraph, ReportTree
from app.report.writers.render_pdf import render_pdf
from tests.unit.report import casebook
from tests.unit.report.judge import faults

COMPLAINT = load_template("kr.police.complaint")
FOOTER = re.compile(r"쪽$|^page \d| · ")


def told(sentences: int) -> dict[str, object]:
    """Every long answer of the complaint with so many sentences."""
    long = (field for field in COMPLAINT.fields if field.type is FieldType.LONGTEXT)
    return {field.id: "긴 이야기를 적습니다. " * sentences for field in long}


def pages_of(tree: ReportTree) -> list[list[str]]:
    """The lines of each page, without its footer."""
    with pypdfium2.PdfDocument(render_pdf(tree, casebook.MADE)) as document:
        read = [page.get_textpage().get_text_range() for page in document]
    lines = ([line.strip() for line in page.split("\n")] for page in read)
    return [[line for line in page if line and not FOOTER.search(line)] for page in lines]


@pytest.mark.parametrize("sentences", [6, 14, 30, 38, 46, 52])
def test_no_heading_stands_alone_at_the_foot_of_a_page(sentences: int) -> None:
    tree = build(COMPLAINT, casebook.full_facts(3), told(sentences), "ko")
    heads = {block.text for block in tree.blocks if isinstance(block, Heading)}
    assert [page[-1] for page in pages_of(tree) if page[-1] in heads] == []


@pytest.mark.parametrize("sentences", [6, 12, 24, 38])
def test_date_signature_and_addressee_stay_with_what_is_confirmed(sentences: int) -> None:
    tree = build(COMPLAINT, casebook.full_facts(3), told(sentences), "ko")
    signed = [" ".join(page) for page in pages_of(tree) if any("귀중" in line for line in page)]
    assert len(signed) == 1
    for words in ("사실 확인", "고소인", "(서명 또는 인)", "월"):
        assert words in signed[0]


@pytest.mark.parametrize("sentences", [130, 136, 138])
def test_a_short_row_is_never_torn_between_two_pages(sentences: int) -> None:
    given = {
        "event.narrative": "긴 이야기를 적습니다. " * sentences,
        "care.trusted_person": {"answer": True, "text": "함께 올 사람"},
    }
    tree = build(COMPLAINT, casebook.empty_facts(), given, "ko")
    (page,) = (page for page in pages_of(tree) if "함께 올 사람" in page)
    place = page.index("함께 올 사람")
    assert page[place - 1].split()[-2:] == ["예", "아니요"]


def test_a_row_longer_than_a_page_goes_on_over_pages() -> None:
    tree = build(COMPLAINT, casebook.empty_facts(), told(400), "ko")
    pages = pages_of(tree)
    said = " ".join(" ".join(page) for page in pages)
    assert max(map(len, pages)) < 60  # lines: none runs off the paper
    long = [field for field in COMPLAINT.fields if field.type is FieldType.LONGTEXT]
    assert said.count("긴 이야기를") == 400 * len(long)


def test_what_is_written_once_it_is_handed_in_stands_after_what_is_asked_for() -> None:
    given = {"request.action": ["delete"], "report.receipt": "2026-1"}
    for name in ("kr.d4u.deletion", "kr.kmcsc.dsc_report"):
        tree = build(load_template(name), casebook.empty_facts(), given, "ko")
        rows = [row.id for block in tree.blocks for row in getattr(block, "rows", ())]
        assert rows[-1] == "report.receipt"
        assert rows.count("report.receipt") == 1


def test_complaint_has_its_usual_order() -> None:
    tree = build(COMPLAINT, casebook.full_facts(1), {"person.name": "홍길순"}, "ko")
    heads = [block.text for block in tree.blocks if isinstance(block, Heading)]
    assert heads[:7] == [
        "1. 고소인", "2. 피고소인", "3. 고소취지", "4. 범죄사실", "5. 고소이유", "6. 증거자료",
        "7. 관련 사건의 수사 및 재판 여부",
    ]  # fmt: skip
    assert heads[-3:] == ["별지 1. 증거 목록", "별지 2. 시간 순서도", "별지 3. 시간 순서"]
    closing = next(block for block in tree.blocks if isinstance(block, Closing))
    assert (closing.signer, closing.name) == ("고소인", "홍길순")
    assert closing.addressee == "○○경찰서장 귀중"


def test_agent_signs_as_agent() -> None:
    tree = build(COMPLAINT, casebook.empty_facts(), {"agent.name": "이대리"}, "ko")
    closing = next(block for block in tree.blocks if isinstance(block, Closing))
    assert (closing.signer, closing.name) == ("대리인", "이대리")


def test_what_is_asked_for_can_be_ticked_by_hand() -> None:
    tree = build(COMPLAINT, casebook.empty_facts(), {"care.lawyer": True}, "ko")
    rows = {row.id: row for block in tree.blocks for row in getattr(block, "rows", ()) if row}
    assert [box.ticked for box in rows["care.lawyer"].boxes] == [True, False]
    assert [box.ticked for box in rows["request.preserve"].boxes] == [False, False]
    assert rows["request.preserve"].lines == ("[ ] 예", "[ ] 아니요")
    assert not rows["complaint.purpose"].boxes[0].ticked
    assert "처벌하여 주시기 바랍니다" in rows["complaint.purpose"].boxes[0].text


def test_nobody_is_shown_blanks_of_an_agent_that_is_not_there() -> None:
    rows = {
        row.id
        for block in build(COMPLAINT, casebook.empty_facts(), {}, "ko").blocks
        for row in getattr(block, "rows", ())
    }
    assert "agent.name" not in rows
    assert "report.receipt" not in rows  # known only afterwards
    assert "person.name" in rows


@pytest.mark.parametrize("name", all_templates())
def test_every_template_gives_a_tagged_document_from_a_full_case(name: str) -> None:
    if name not in known_templates():
        pytest.skip("closed: it has no form")
    template = load_template(name)
    facts = casebook.full_facts(2)
    tree = build(template, facts, {}, template.languages[0])
    pdf = render_pdf(tree, casebook.MADE)
    assert faults(pdf) == []
    assert b"/StructTreeRoot" in pdf
    assert f"/Lang({template.languages[0]}".encode() in pdf.replace(b" ", b"")


def test_whoever_authorises_signs_the_power_of_attorney_not_the_agent() -> None:
    given = {"person.name": "홍길순", "agent.name": "이대리"}
    tree = build(load_template("kr.authority"), casebook.empty_facts(), given, "ko")
    closing = next(block for block in tree.blocks if isinstance(block, Closing))
    assert (closing.signer, closing.name) == ("위임인", "홍길순")
    assert tree.blocks[0] == Paragraph("본인은 아래 사람에게 다음 사항을 위임합니다.")


def test_the_index_is_signed_below_what_its_values_support() -> None:
    index = load_template("kr.police.evidence_index")
    for count in (4, 5):
        pages = pages_of(build(index, casebook.full_facts(count), {}, "ko"))
        (last,) = (" ".join(page) for page in pages if any("귀중" in line for line in page))
        assert "무결성 확인" in last


def test_a_case_without_annexes_says_nothing_behind_the_signature() -> None:
    media = load_template("kr.platform.illegal_media")
    tree = build(media, casebook.empty_facts(), {}, "ko")
    assert isinstance(tree.blocks[-1], Closing)


def test_many_exhibits_are_four_or_more_on_a_page() -> None:
    index = load_template("kr.police.evidence_index")
    few, many = (
        len(pages_of(build(index, casebook.full_facts(count), {}, "ko"))) for count in (4, 44)
    )
    assert many - few <= 40 // 4 + 1 + 1  # cards, contact sheet, hash sheet
