"""A new recipient and a new report are two data files: form, check and documents need no code."""

from __future__ import annotations

import shutil
import sys

import pytest

from app.errors import FormatProblem, InputProblem
from app.paths import resources
from app.report.answers import check_answers
from app.report.build import build
from app.report.data.recipient_search import find
from app.report.data.recipients import recipient
from app.report.data.templates import known_templates, load_template
from app.report.documents import document_kinds
from app.report.paper import Paper
from app.usecases.reports.reporting import form, form_of, template_list
from tests.unit.report import casebook

RECIPIENT = """
[[recipients]]
id = "xx.harbour"
group = "abroad"
name = { ko = "항구 상담소", en = "Harbour desk" }
takes = { ko = "항구에서 생긴 일", en = "What happens at the harbour" }
contacts = [{ kind = "email", value = "desk@example.org" }]
also = ["부두"]
pub = true
as_of = "2026"
review_by = 2027-04-01
confidence = "B"
sources = ["S-30"]
"""

TEMPLATE = """
id = "xx.harbour.report"
version = 3
recipient = "xx.harbour"
channels = ["email"]
languages = ["ko"]
audience_age = "any"
group = "abroad"
documents = ["txt", "pdf", "eml", "json"]
as_of = 2026-01-01
review_by = 2027-01-01
confidence = "M"
warnings = ["W-NOT-LAW"]
parts = ["fields", "exhibit_list"]
sources = [{ title = "A made-up desk" }]
title = { ko = "항구 신고서", en = "Harbour report" }
purpose = { ko = "항구 상담소에 알리는 글", en = "Tells the harbour desk" }
addressee = { ko = "항구 상담소 귀중", en = "To the harbour desk" }
allows = { pseudonym = true }
media_policy = { adult = "never", minor = "never" }
fields = [
    { id = "event.where", requirement = "R" },
    { id = "harbour.berth", type = "text", requirement = "S", label = { ko = "선석", en = "Berth" } },
    { id = "evidence.list", requirement = "O" },
]
sections = [
    { id = "all", title = { ko = "있었던 일", en = "What happened" }, fields = ["event.where", "harbour.berth", "evidence.list"] },
]
"""


@pytest.fixture
def overlay(tmp_path, monkeypatch):
    """The program's data with two more files, read as a frozen program reads its own."""
    shipped, laid = resources(), tmp_path / "resources"
    laid.mkdir()
    for path in shipped.iterdir():
        if path.name in ("recipients", "templates"):
            shutil.copytree(path, laid / path.name)
        else:
            (laid / path.name).symlink_to(path)
    (laid / "recipients" / "harbour.toml").write_text(RECIPIENT, encoding="utf-8")
    (laid / "templates" / "xx.harbour.report.toml").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    return laid


@pytest.mark.usefixtures("overlay")
def test_a_recipient_and_a_template_are_files():
    assert "xx.harbour.report" in known_templates()
    assert [one.title for one in template_list("ko") if one.id == "xx.harbour.report"] == [
        "항구 신고서"
    ]
    rows = form_of("xx.harbour.report", "en")
    assert [row.label for row in rows][1] == "Berth"
    assert rows[0].label == "Where (site, app, room)"  # worded once, in the dictionary
    assert recipient(form("xx.harbour.report").recipient).name.en == "Harbour desk"
    assert [one.id for one in find("부두")][:1] == ["xx.harbour"]


@pytest.mark.usefixtures("overlay")
def test_its_answers_are_checked_and_its_documents_made():
    template = load_template("xx.harbour.report")
    answers = check_answers({"event.where": "3번 부두", "harbour.berth": "12"}, template)
    with pytest.raises(InputProblem) as refused:
        check_answers({"person.address": "x"}, template)
    assert refused.value.code == "INP-007"
    tree = build(template, casebook.full_facts(2), answers, "ko")
    paper = Paper(tree, template, recipient("xx.harbour").reached_by("email"))
    made = {one.kind: one.render(paper) for one in document_kinds(template)}
    assert list(made) == ["txt", "pdf", "eml", "json"]
    assert made["pdf"].startswith(b"%PDF")
    assert "3번 부두" in made["txt"].decode()
    assert b"desk@example.org" in made["eml"]


def test_a_template_of_a_question_of_no_kind_is_refused(overlay):
    path = overlay / "templates" / "xx.harbour.report.toml"
    path.write_text(TEMPLATE.replace('type = "text", ', ""), encoding="utf-8")
    with pytest.raises(FormatProblem) as refused:
        load_template("xx.harbour.report")
    assert refused.value.code == "RPT-001"


def test_without_the_files_there_is_no_such_report():
    assert "xx.harbour.report" not in known_templates()
