"""What office documents say of themselves is read as it stands, within limits, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.collect.media.inspection import Problem
from tests.ole_files import filetime, ole_file, summary

OFFICE = "application/vnd.openxmlformats-officedocument."
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>계약서</dc:title>'
    "<dc:creator>김 작성</dc:creator><cp:lastModifiedBy>이 저장</cp:lastModifiedBy>"
    "<dcterms:created>2024-03-01T03:00:00Z</dcterms:created>"
    "<dcterms:modified>2024-03-02T03:00:00Z</dcterms:modified></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="a"><Application>Hancom Office</Application><Pages>7</Pages>'
    "<Company>회사</Company></Properties>"
)
MARCH = 1_709_262_000_000  # 2024-03-01T03:00:00Z


def packed(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
        for name, text in files.items():
            archive.writestr(f"docProps/{name}.xml", text)
    return out.getvalue()


def test_a_packed_document_tells_author_times_program_and_pages(look) -> None:
    found = look(packed(core=CORE, app=APP))
    assert found.problem is Problem.NONE
    assert found.facts == {
        "office.title": "계약서",
        "office.author": "김 작성",
        "office.last_saved_by": "이 저장",
        "office.made": "2024-03-01T03:00:00Z",
        "office.changed": "2024-03-02T03:00:00Z",
        "office.program": "Hancom Office",
        "office.pages": "7",
        "office.company": "회사",
    }
    assert found.preview_jpeg is None


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<c><title>&b;</title></c>"
)


@pytest.mark.parametrize("core", [BOMB, "<c><title>x</title>", "<c>" + " " * 2_000_000 + "</c>"])
def test_entities_broken_and_endless_properties_are_said_to_be_unreadable(look, core) -> None:
    found = look(packed(core=core, app=APP))
    assert found.facts["office.properties"] == "not readable"
    assert found.facts["office.pages"] == "7"


def old(name: str, stream: str, **more: bytes) -> bytes:
    values = {2: "제목", 4: "김 작성", 8: "이 저장", 12: (filetime(MARCH),), 14: 3, 18: "Word"}
    return ole_file({name: b"x" * 5000, stream: summary(values), **more})


def test_an_old_document_tells_its_properties_in_its_own_letters(look) -> None:
    facts = look(old("WordDocument", "\x05SummaryInformation")).facts
    assert facts["office.title"] == "제목"
    assert facts["office.last_saved_by"] == "이 저장"
    assert facts["office.made"] == "2024-03-01T03:00:00+00:00"
    assert facts["office.pages"] == "3"


def test_a_hangul_document_tells_its_own_summary(look) -> None:
    facts = look(old("HwpSummaryInformation", "\x05HwpSummaryInformation")).facts
    assert facts["office.author"] == "김 작성"


def test_a_document_that_is_cut_off_has_a_problem_and_ends_nothing(look) -> None:
    whole = old("WordDocument", "\x05SummaryInformation")
    assert look(whole[:600]).problem in (Problem.DECODE_FAILED, Problem.NONE)
    assert look(packed(core=CORE)[:300]).problem is Problem.DECODE_FAILED
    assert look(packed(core=CORE)).facts["office.title"] == "계약서"
