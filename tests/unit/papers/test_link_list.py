"""The deletion-support list: its sixteen columns, what fills them, and that no cell does anything."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from app.casework.facts import assemble
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.filings import FilingState
from app.domain.times.times import Certainty, Moment, TimeSource
from app.errors import FormatProblem
from app.jobs import Job
from app.report.build import build
from app.report.data.model import Section
from app.report.data.templates import load_template
from app.report.facts import LinkFiled, LinkLife
from app.report.writers import render_xlsx as sheets
from app.report.writers.render_csv import render_csv
from app.report.writers.render_xlsx import render_xlsx
from app.usecases.case.cases import add_case
from app.usecases.follow_up.fates import state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing
from app.usecases.intake.linking import add_links
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.unit.papers import papers_of
from tests.unit.report import casebook

TITLES = [
    "연번", "플랫폼", "URL", "게시물 제목/설명", "게시 계정", "발견일시(KST)", "게시일시", "유형",
    "신고 기관/경로", "신고일시", "접수번호", "상태", "결과일시", "재유포 여부", "다음 확인일", "비고",
]  # fmt: skip


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_columns_are_those_that_support_centres_use() -> None:
    assert rows(render_csv(papers_of.plain().tree))[0] == TITLES


def test_what_the_person_wrote_comes_first_and_each_address_once() -> None:
    index = load_template(papers_of.INDEX)
    field = load_template(papers_of.STATEMENT).field("content.urls")
    assert field is not None
    section = Section(id="u", title=index.title, fields=("content.urls",))
    joined = msgspec.structs.replace(
        index, fields=(*index.fields, field), sections=(*index.sections, section)
    )
    facts = dataclasses.replace(casebook.empty_facts(), links=(casebook.link(2), casebook.link(1)))
    said = [
        {
            "url": "https://t.me/c/1987654321/1",
            "title": "=cmd",
            "found": "2024-08-27T05:03:00+00:00",
        },
        {"url": "https://example.org/a", "kind": "사진"},
    ]
    found = rows(render_csv(build(joined, facts, {"content.urls": said}, "ko")))[1:]
    assert [row[0] for row in found] == ["1", "2", "3"]
    assert [row[2] for row in found] == [
        "https://t.me/c/1987654321/1", "https://example.org/a", "https://t.me/c/1987654321/2",
    ]  # fmt: skip
    assert found[0][3] == "'=cmd"
    assert found[0][5] == "2024-08-27 14:03:00 KST"  # as the person wrote it, in KST
    assert found[1][1] == "example.org"


def test_a_spreadsheet_holds_texts_only_and_no_link() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(papers_of.hostile().tree)))
    sheet = book.active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink or str(cell.value).startswith("=")]
    assert [cell.value for cell in sheet[1]] == TITLES
    assert sheet.freeze_panes == "D2"
    assert sheet.column_dimensions["C"].width > 50
    assert not book.properties.creator


def test_a_list_and_its_spreadsheet_say_the_same() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    tree = papers_of.hostile().tree
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(tree))).active
    shown = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert shown == rows(render_csv(tree))


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    facts = dataclasses.replace(
        casebook.empty_facts(), links=(casebook.link(1, "https://e.org/" + "a" * 40_000),)
    )
    tree = build(load_template(papers_of.INDEX), facts, {}, "ko")
    assert max(len(cell) for cell in rows(render_csv(tree))[1]) <= 32_767


def test_more_links_than_a_sheet_has_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_ROWS", 3)
    with pytest.raises(FormatProblem) as caught:
        render_xlsx(papers_of.plain().tree)
    assert caught.value.code == "RPT-036"


def moment(day: int) -> Moment:
    at = datetime(2026, 11, day, 5, tzinfo=UTC)
    return Moment(int(at.timestamp() * 1000), TimeSource.PERSON, Certainty.EXACT)


def test_what_became_of_a_link_and_to_whom_it_went_fill_their_columns() -> None:
    step = LinkStep("s", "l-000000000001", casebook.CASE.id, LinkState.BACK, moment(9), None, "",
                    moment(16).at_ms)  # fmt: skip
    filed = LinkFiled("kr.kmcsc", "1377", moment(3), "2026-17")
    life = LinkLife(moment(1), step, moment(5), came_back=True, filed=filed)
    facts = dataclasses.replace(
        casebook.empty_facts(), links=(casebook.link(1),), link_lives={"l-000000000001": life}
    )
    row = rows(render_csv(build(load_template(papers_of.INDEX), facts, {}, "ko")))[1]
    said = dict(zip(TITLES, row, strict=True))
    assert said["게시일시"] == "2026-11-01 14:00:00 KST"
    assert said["신고 기관/경로"] == "방송미디어통신심의위원회, 1377"
    assert said["신고일시"] == "2026-11-03 14:00:00 KST"
    assert said["접수번호"] == "2026-17"
    assert said["상태"] == "재유포"
    assert said["결과일시"] == "2026-11-05 14:00:00 KST"
    assert said["재유포 여부"] == "예"
    assert said["다음 확인일"] == "2026-11-16"


@pytest.mark.parametrize("asked", [True, False])
def test_to_whom_a_link_went_is_told_only_to_who_asks_for_earlier_reports(
    asked: bool, tmp_path: Path
) -> None:
    template = load_template("kr.d4u.deletion")
    if not asked:
        fields = tuple(one for one in template.fields if one.id != "prior.reports")
        template = msgspec.structs.replace(template, fields=fields)
    with create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR) as vault:
        case = add_case(vault, "")
        add_links(vault, case.id, "https://example.org/a")
        (link,) = vault.links.in_case(case.id)
        sent = StepSaid(FilingState.SUBMITTED, receipt="R-1")
        filing = add_filing(vault, case.id, recipient_id="kr.kmcsc", first=sent).filing
        state_links(vault, case.id, [link.id], LinkState.REPORTED, filing_id=filing.id)
        facts = assemble(vault, case, {}, template)
    life = facts.link_lives[link.id]
    assert life.step is not None
    assert life.step.state is LinkState.REPORTED
    assert (life.filed is not None) == asked
    if life.filed is not None:
        assert (life.filed.to, life.filed.receipt) == ("kr.kmcsc", "R-1")
