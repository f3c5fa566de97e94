"""A pseudonym stands for the name in every paper that takes one; the rest is on one sheet apart."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from app.casework.facts import assemble
from app.casework.pseudonym import pseudonym_of
from app.domain.custody import Act
from app.errors import InputProblem
from app.jobs import Job
from app.report.build import build
from app.report.data.model import FieldType, Group, Template
from app.report.data.templates import known_templates, load_template
from app.report.facts import Pseudonym
from app.report.parts.identity_sheet import identity_sheet
from app.report.writers.render_json import render_json
from app.report.writers.render_pdf import render_pdf
from app.usecases.bundles import bundling
from app.usecases.case.cases import add_case
from app.usecases.reports.documents import make_document
from app.usecases.reports.identity import identity_pdf, save_identity
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.report import casebook
from tests.unit.report.judge import faults
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

REQUEST = "kr.police.pseudonym"
ALIAS = "김하늘"
REAL = {
    "person.name": "홍길순",
    "person.name_latin": "HONG Gilsun",
    "person.birth": "1999-03-07",
    "person.birth_year": "1999",
    "person.job": "간호조무사",
    "person.address": "서울 마포구 어느길 12",
    "person.phone": "010-2222-7777",
    "person.email": "gilsun@mail.example",
}
CONTACTS = ("person.phone", "person.email")
USED = Pseudonym(
    ALIAS,
    (REAL["person.name"], REAL["person.name_latin"]),
    {
        name: (REAL[name],)
        for name in ("person.birth", "person.address", "person.phone", "person.email")
    },
)
TAKEN = [name for name in known_templates() if load_template(name).allows.pseudonym]


def answers(template: Template) -> dict[str, object]:
    """Every text of the template filled, each longer one naming the person."""
    told = f"{REAL['person.name']}은 {REAL['person.address']}에 삽니다."
    filled: dict[str, object] = {}
    for field in template.fields:
        if field.id in REAL:
            filled[field.id] = REAL[field.id]
        elif field.type in (FieldType.TEXT, FieldType.LONGTEXT):
            filled[field.id] = told
    return filled


@pytest.mark.parametrize("name", TAKEN)
def test_alias_stands_for_the_name_in_every_paper_that_takes_one(name: str) -> None:
    template = load_template(name)
    facts = dataclasses.replace(casebook.empty_facts(), pseudonym=USED)
    said = render_json(build(template, facts, answers(template), template.languages[0])).decode()
    hidden = {key for key in REAL if template.group is Group.POLICE or key not in CONTACTS}
    assert [key for key in hidden - {"person.birth_year"} if REAL[key] in said] == []
    if template.field("person.name") is not None:
        assert ALIAS in said


def test_who_takes_no_pseudonym_gets_what_was_written() -> None:
    template = load_template("kr.kmcsc.dsc_report")
    assert not template.allows.pseudonym
    facts = dataclasses.replace(casebook.empty_facts(), pseudonym=USED)
    said = render_json(build(template, facts, {"person.name": "홍길순"}, "ko")).decode()
    assert "홍길순" in said


def test_sheet_is_one_page_with_what_is_known_and_lines_for_the_rest(text_of) -> None:
    told = {name: REAL[name] for name in ("person.name", "person.phone", "person.birth")}
    told["event.narrative"] = "MARKED"
    tree = identity_sheet(load_template(REQUEST), told, ALIAS, casebook.MADE, "ko")
    pdf = render_pdf(tree, casebook.MADE)
    assert faults(pdf) == []
    text = text_of(pdf)
    assert text.count("\f") == 1
    for words in (ALIAS, "홍길순", "010-2222-7777", "1999. 3. 7.", "주민등록번호", "귀중"):
        assert words in text
    assert "MARKED" not in text
    assert tree.record == {}


def test_alias_typed_as_the_name_leaves_the_line_open() -> None:
    tree = identity_sheet(load_template(REQUEST), {"person.name": ALIAS}, ALIAS, 0, "ko")
    rows = {row.id: row for block in tree.blocks for row in getattr(block, "rows", ())}
    assert rows["person.name"].blank
    assert not rows["person.alias"].blank


@pytest.fixture
def asking(vault: Vault) -> str:  # noqa: F811
    """A case whose complaint has the real name and whose request names the alias."""
    case = add_case(vault, "Case").id
    complaint = {**{key: REAL[key] for key in ("person.name", *CONTACTS, "person.address")}}
    complaint["event.narrative"] = "홍길순에게 연락이 왔습니다."
    save_report(vault, case, "kr.police.complaint", complaint)
    return case


def test_no_request_no_sheet(vault: Vault, asking: str) -> None:  # noqa: F811
    assert pseudonym_of(vault, asking) is None
    with pytest.raises(InputProblem) as caught:
        identity_pdf(vault, asking, Job())
    assert caught.value.code == "RPT-030"


def test_from_the_request_on_nothing_of_the_sheet_is_in_another_document(
    vault: Vault,  # noqa: F811
    asking: str,
    text_of,
    tmp_path: Path,
) -> None:
    save_report(vault, asking, REQUEST, {"person.alias": ALIAS})
    sheet = text_of(save_identity(vault, asking, tmp_path / "sheet.pdf", Job()))
    assert Act.IDENTITY_SAVED in [entry.act for entry in vault.custody.entries(asking)]
    real = [REAL[key] for key in ("person.name", "person.address", *CONTACTS)]
    assert all(one in sheet for one in real)
    for report in vault.reports.in_case(asking):
        for kind in ("pdf", "json", "txt", "hwpx"):
            made = make_document(vault, asking, report.id, kind, Job()).content
            text = text_of(made) if kind == "pdf" else _unpacked(made, kind)
            assert ALIAS in text
            assert Act.IDENTITY_SAVED.value not in text
            assert [one for one in real if one in text] == []
    for name, document in _bundled(vault, asking).items():
        text = text_of(document) if name.endswith(".pdf") else document.decode()
        assert [one for one in (*real, Act.IDENTITY_SAVED.value) if one in text] == []
    # What she typed is kept as she typed it.
    assert vault.reports.in_case(asking)[0].answers["person.name"] == "홍길순"


def _bundled(vault: Vault, case_id: str) -> dict[str, bytes]:  # noqa: F811
    """The documents that a bundle of the complaint would hold."""
    complaint = vault.reports.in_case(case_id)[0]
    template = load_template(complaint.template)
    facts = assemble(vault, vault.cases.get(case_id), complaint.answers, template)
    entries = bundling._documents(template, facts, complaint.answers, Job())
    assert {entry.name for entry in entries} >= {"report.pdf", "report.json", "evidence-index.pdf"}
    return {entry.name: entry.open().read() for entry in entries}


def _unpacked(made: bytes, kind: str) -> str:
    if kind != "hwpx":
        return made.decode()
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
