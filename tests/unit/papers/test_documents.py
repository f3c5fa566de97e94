"""What holds for every kind of document: the same bytes, nothing of the machine, nothing hostile."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from app.errors import PolicyProblem
from app.report.data.templates import load_template
from app.report.documents import DOCUMENTS, Document, document_kind, document_kinds
from tests.unit.papers import papers_of

KINDS = pytest.mark.parametrize("document", DOCUMENTS, ids=[one.kind for one in DOCUMENTS])
RAW = ("\u202e", "\x00", "\x0b", "\ufffe")
PACKED = {"xlsx", "docx", "hwpx"}


def texts_of(content: bytes, kind: str) -> str:
    """All text of a document, of an archive that of every part."""
    if kind not in PACKED:
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "media/" not in name]
    return "\n".join(part.decode("utf-8") for part in parts)


@KINDS
def test_the_same_report_gives_the_same_bytes(document: Document) -> None:
    paper = papers_of.plain()
    assert document.render(paper) == document.render(paper)


@KINDS
def test_no_document_is_made_by_way_of_a_temporary_file(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = papers_of.plain()
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    assert document.render(paper)


@KINDS
def test_a_nearly_empty_case_has_its_documents(document: Document) -> None:
    assert document.render(papers_of.empty())


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one.kind not in ("pdf", "json")])
def test_hostile_text_is_written_out_and_stays_text(document: Document) -> None:
    said = texts_of(document.render(papers_of.hostile()), document.kind)
    assert not [letter for letter in RAW if letter in said]
    if document.kind in {"docx", "hwpx", "txt", "jsonld"}:
        assert "[U+202E]" in said


@KINDS
def test_a_document_names_no_author_and_no_machine(
    document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A name that no document has for another reason: somebody may be called `plain`.
    name = "gildongi-at-home"
    for known_by in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(known_by, name)
    monkeypatch.setenv("HOME", str(tmp_path / name))
    content = document.render(papers_of.plain())
    said = content if document.kind not in PACKED else texts_of(content, document.kind).encode()
    host = os.uname().nodename
    assert name.encode() not in said
    assert len(host) <= 4 or host.encode() not in said
    assert not re.search(rb"(?i)python|xlsxwriter|<dc:creator>[^<]|<cp:lastModifiedBy>[^<]", said)


@pytest.mark.parametrize("kind", sorted(PACKED))
def test_times_in_an_archive_are_fixed(kind: str) -> None:
    render = next(one.render for one in DOCUMENTS if one.kind == kind)
    with zipfile.ZipFile(io.BytesIO(render(papers_of.plain()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_recipient_gets_only_the_kinds_of_its_template() -> None:
    template = load_template("kr.police.statement")
    assert [one.kind for one in document_kinds(template)] == list(template.documents)
    assert document_kind(template, template.documents[0]).kind == template.documents[0]
    with pytest.raises(PolicyProblem) as caught:
        document_kind(template, "eml")
    assert caught.value.code == "RPT-035"
    assert caught.value.values["known"] == ", ".join(template.documents)


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one.kind != "pdf"])
def test_what_the_template_does_not_allow_is_in_no_document(document: Document) -> None:
    """The statement has no accounts, no log and no list of links; the index has them."""
    marks = ("user5551234", "t.me/c/1987654321/5", "k" * 43)
    said = texts_of(document.render(papers_of.plain(papers_of.STATEMENT)), document.kind)
    assert not [mark for mark in marks if mark in said]
    whole = texts_of(document.render(papers_of.plain()), document.kind).replace("=\r\n", "")
    assert [mark for mark in marks if mark in whole]
