"""DOCX and HWPX as other programs read them: whole, valid by their standards, the tree's words in order."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from app.report.build import build
from app.report.data.templates import load_template
from app.report.paper import Paper
from app.report.parts.blocks import is_paper
from app.report.tree import ContactSheet, Heading, ReportTree
from app.report.writers.package import element
from app.report.writers.render_docx import render_docx
from app.report.writers.render_hwpx import render_hwpx
from app.report.writers.render_txt import render_txt
from tests.unit.papers import papers_of
from tests.unit.report import casebook

P = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def test_markup_in_a_text_stays_text() -> None:
    made = element("a", {"b": '"<&'}, "<b>&", element("c"))
    root = ET.fromstring(made)
    assert root.attrib["b"] == '"<&'
    assert root.text == "<b>&"
    assert [one.tag for one in root] == ["c"]


def test_a_docx_reads_as_it_was_meant() -> None:
    docx = pytest.importorskip("docx")
    paper = papers_of.hostile()
    document = docx.Document(io.BytesIO(render_docx(paper.tree)))
    assert document.paragraphs[0].text == paper.tree.title
    assert document.core_properties.title == paper.tree.title
    assert document.core_properties.author == ""
    assert len(document.inline_shapes) == 3
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    parts = [one for one in paper.tree.blocks if isinstance(one, Heading) and one.level == 1]
    assert headings == [one.text for one in parts]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("[U+202E]" in text and "<b>&amp;</b>" in text for text in cells)


def test_pictures_in_a_docx_are_the_covered_ones_with_words_for_them() -> None:
    tree = papers_of.plain().tree
    with zipfile.ZipFile(io.BytesIO(render_docx(tree))) as archive:
        media = [archive.read(name) for name in archive.namelist() if "media/" in name]
        document = archive.read("word/document.xml").decode()
    cards = [card for block in tree.blocks for card in getattr(block, "cards", ())]
    assert media == [card.picture.jpeg for card in cards]
    assert all(card.picture.alt in document for card in cards)


@pytest.mark.parametrize("paper", ["hostile", "plain", "empty"])
def test_an_hwpx_is_valid_by_the_published_schema(paper: str, tmp_path: Path) -> None:
    validator = pytest.importorskip("hwpx.tools.validator")
    package = pytest.importorskip("hwpx.tools.package_validator")
    path = tmp_path / "report.hwpx"
    path.write_bytes(render_hwpx(getattr(papers_of, paper)().tree))
    report = validator.validate_document(path)
    assert [str(one) for one in report.issues] == []
    assert len(report.validated_parts) == 2
    assert package.validate_package(path).ok


def test_an_hwpx_begins_with_its_type_and_holds_the_words_in_order() -> None:
    tree = papers_of.hostile().tree
    raw = render_hwpx(tree)
    assert raw[30:38] == b"mimetype"
    assert raw[38:57] == b"application/hwp+zip"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = ET.fromstring(archive.read("Contents/section0.xml"))
    said = ["".join(one.itertext()) for one in root.iter(f"{P}t")]
    assert said[0] == tree.title
    assert [text for text in said if "[U+202E]" in text]
    ids = [one.attrib["id"] for one in root.iter(f"{P}p")]
    assert len(ids) == len(set(ids))


def test_a_table_in_an_hwpx_goes_on_over_pages_with_its_head() -> None:
    with zipfile.ZipFile(io.BytesIO(render_hwpx(papers_of.plain().tree))) as archive:
        root = ET.fromstring(archive.read("Contents/section0.xml"))
    tables = list(root.iter(f"{P}tbl"))
    assert {one.attrib["pageBreak"] for one in tables} == {"CELL"}
    assert "1" in {one.attrib["repeatHeader"] for one in tables}
    for table in tables:
        widths = [int(cell.attrib["width"]) for cell in table.find(f"{P}tr").iter(f"{P}cellSz")]
        assert abs(sum(widths) - 48190) < 10


def test_a_paper_to_sign_says_at_its_end_to_whom_it_goes() -> None:
    tree = papers_of.empty("kr.police.complaint").tree
    with zipfile.ZipFile(io.BytesIO(render_hwpx(tree))) as archive:
        root = ET.fromstring(archive.read("Contents/section0.xml"))
    said = ["".join(one.itertext()) for one in root.iter(f"{P}t")]
    signed = next(place for place, text in enumerate(said) if "(서명 또는 인)" in text)
    assert said.count(tree.addressee) == 1
    assert said.index(tree.addressee) > signed
    docx = pytest.importorskip("docx").Document(io.BytesIO(render_docx(tree)))
    assert [one.text for one in docx.paragraphs].count(tree.addressee) == 1


def test_what_is_not_signed_says_in_its_head_to_whom_it_goes() -> None:
    docx = pytest.importorskip("docx")
    tree = papers_of.empty("us.tida").tree
    if is_paper(tree):
        pytest.fail("choose another template")
    document = docx.Document(io.BytesIO(render_docx(tree)))
    assert [one.text for one in document.paragraphs[:2]] == [tree.title, tree.addressee]
    assert document.tables[0].rows[0].cells[1].text == tree.cover[0][1]


def of_a_regulator() -> Paper:
    template = load_template("au.esafety")
    tree = build(template, casebook.full_facts(2), {}, "en")
    return Paper(tree, template, ())


def test_where_no_small_picture_can_be_drawn_there_is_no_contact_sheet() -> None:
    paper = of_a_regulator()
    assert any(isinstance(block, ContactSheet) for block in paper.tree.blocks)
    for text in (
        render_txt(paper.tree, paper.template).decode(),
        read_by_a_word_processor(paper.tree),
    ):
        assert "Contact sheet" not in text
        assert "E002.jpg" in text  # the list of exhibits names it


def test_times_of_a_row_are_told_apart_in_plain_text() -> None:
    text = render_txt(of_a_regulator().tree, of_a_regulator().template).decode()
    assert "2024-08-27 14:03:02 KST · 2024-08-27 05:03:02 UTC" in text


def test_what_leads_to_a_table_stays_with_it_in_a_docx() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(papers_of.plain().tree))) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    leads = [block.text for block in papers_of.plain().tree.blocks if getattr(block, "leads", 0)]
    kept = {
        "".join(one.itertext())
        for one in root.iter(f"{name}p")
        if one.find(f"{name}pPr/{name}keepNext") is not None
    }
    assert leads
    assert set(leads) <= kept


def read_by_a_word_processor(tree: ReportTree) -> str:
    with zipfile.ZipFile(io.BytesIO(render_docx(tree))) as archive:
        return archive.read("word/document.xml").decode()


def test_date_signature_and_addressee_of_an_hwpx_stay_together() -> None:
    template = load_template("kr.authority")
    tree = build(template, casebook.empty_facts(), {}, "ko")
    with zipfile.ZipFile(io.BytesIO(render_hwpx(tree))) as archive:
        section = ET.fromstring(archive.read("Contents/section0.xml"))
        header = ET.fromstring(archive.read("Contents/header.xml"))
    kept = {
        one.attrib["id"]
        for one in header.iter()
        if one.tag.endswith("}paraPr")
        and any(part.attrib.get("keepWithNext") == "1" for part in one.iter())
    }
    said = {"".join(one.itertext()): one.attrib["paraPrIDRef"] for one in section.iter(f"{P}p")}
    signed = [look for text, look in said.items() if "위임인:" in text or "년  " in text]
    assert len(signed) == 2
    assert set(signed) <= kept
