"""Field by field: nothing is cut, what is too long is marked, and nothing that is not typed is there."""

from __future__ import annotations

import dataclasses

import msgspec

from app.report.copying import fields_to_copy
from app.report.paper import Paper
from app.report.tree import Fields
from app.report.writers.render_txt import render_txt
from tests.unit.papers import papers_of


def limited(paper: Paper, field: str, limit: int) -> Paper:
    fields = tuple(
        msgspec.structs.replace(one, limit_chars=limit) if one.id == field else one
        for one in paper.template.fields
    )
    return dataclasses.replace(
        paper, template=msgspec.structs.replace(paper.template, fields=fields)
    )


def test_each_answer_stands_alone_in_the_order_of_the_form() -> None:
    paper = papers_of.plain(papers_of.STATEMENT)
    found = fields_to_copy(paper.tree, paper.template)
    order = [
        row.id for block in paper.tree.blocks if isinstance(block, Fields) for row in block.rows
    ]
    ids = [one.id for one in found]
    assert ids == [name for name in order if name in ids]
    assert "evidence.list" not in ids
    assert "sign.name_date" not in ids
    assert all(one.label and one.section and one.text for one in found)


def test_addresses_are_copied_one_a_line_without_anything_else() -> None:
    paper = papers_of.plain(papers_of.STATEMENT)
    urls = next(
        one for one in fields_to_copy(paper.tree, paper.template) if one.id == "content.urls"
    )
    assert urls.text == "https://t.me/c/1987654321/1\nhttps://example.org/a"


def test_what_was_not_answered_is_not_there() -> None:
    paper = papers_of.empty()
    assert fields_to_copy(paper.tree, paper.template) == ()


def test_too_long_a_text_is_kept_whole_and_marked() -> None:
    paper = limited(papers_of.plain(papers_of.STATEMENT), "event.where", 2)
    field = next(
        one for one in fields_to_copy(paper.tree, paper.template) if one.id == "event.where"
    )
    assert field.text == "가나다"
    assert (field.limit, field.over) == (2, 1)
    said = render_txt(paper.tree, paper.template).decode("utf-8-sig")
    assert "가나[이 칸은 2자까지: 여기까지]다" in said


def test_a_text_that_fits_is_not_marked() -> None:
    paper = limited(papers_of.plain(papers_of.STATEMENT), "event.where", 3)
    assert "여기까지" not in render_txt(paper.tree, paper.template).decode("utf-8-sig")


def test_a_text_file_has_the_line_ends_and_mark_of_windows() -> None:
    paper = papers_of.hostile()
    raw = render_txt(paper.tree, paper.template)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in raw.replace(b"\r\n", b"")
