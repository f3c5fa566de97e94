"""Templates and the directory: dated data, strictly read."""

import re

import pytest

from app.errors import FormatProblem, InputProblem
from app.report.data.dictionary import entries, warnings
from app.report.data.model import Requirement
from app.report.data.recipients import directory, help_page, read_directory, recipient
from app.report.data.templates import (
    known_templates,
    load_template,
    read_template,
    template_folder,
    template_infos,
)


def source(template_id="kr.police.statement"):
    return (template_folder() / f"{template_id}.toml").read_bytes()


def read(raw, template_id="kr.police.statement"):
    return read_template(raw, template_id, entries())


def test_both_police_templates_are_there_and_dated():
    assert {"kr.police.statement", "kr.police.evidence_index"} <= set(known_templates())
    for info in template_infos("ko"):
        assert info.title
        assert info.as_of < info.review_by


def test_every_template_goes_to_somebody_in_the_directory():
    for name in known_templates():
        assert recipient(load_template(name).recipient)


def test_statement_has_the_fields_of_the_online_report():
    template = load_template("kr.police.statement")
    wanted = [field.id for field in template.fields if field.requirement is Requirement.RULE]
    assert wanted == [
        "ecrm.urgent", "ecrm.type", "event.when", "event.where", "event.narrative",
    ]  # fmt: skip


def test_unknown_template_is_named_with_those_that_exist():
    with pytest.raises(InputProblem) as caught:
        load_template("../kr.police.statement")
    assert caught.value.code == "INP-005"
    assert "kr.police.statement" in str(caught.value.values["known"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'confidence = "C"', b'confidence = "C"\nunheard_of = 1'),
        (b'requirement = "H"', b'requirement = "X"'),
        (b'id = "sign.name_date"\nrequirement = "H"', b'id = "sign.name_date"\nrequirement = "R"'),
        (b"as_of = 2026-10-02", b"as_of = 2028-10-02"),
        (b"version = 1", b'version = "1"'),
        (b'"W-NO-PAY"', b'"W-NOBODY"'),
        (b'fields = ["evidence.list"]', b'fields = ["evidence.list", "person.name"]'),
        (b'id = "event.where"\nrequirement', b'id = "person.rrn"\nrequirement'),
        (b'recipient = "', b"recipient = "),
    ],
)
def test_broken_template_is_refused(old, new):
    raw = source()
    assert old in raw
    with pytest.raises(FormatProblem) as caught:
        read(raw.replace(old, new))
    assert caught.value.code == "RPT-001"


def test_file_of_another_name_is_refused():
    with pytest.raises(FormatProblem):
        read(source(), "kr.police.other")


def test_no_template_asks_for_a_resident_registration_number():
    for name in known_templates():
        for field in load_template(name).fields:
            assert "rrn" not in field.id
            assert "주민등록번호" not in field.label.ko


def test_help_page_begins_with_what_is_urgent():
    page = help_page()
    assert page[0].id == "kr.112"
    assert page[0].urgent
    assert page[1].id == "kr.1366"
    assert all(one.name.ko and one.name.en and one.contacts for one in page)


def test_renamed_regulator_keeps_its_former_name():
    former = [name.ko for name in recipient("kr.1377").former_names]
    assert former == ["방송통신심의위원회"]


def test_directory_with_an_unknown_key_is_refused():
    with pytest.raises(FormatProblem) as caught:
        read_directory(b'[[recipients]]\nid = "x"\nfax = "1"\n', "x.toml")
    assert caught.value.code == "RPT-003"


def test_all_bodies_of_the_brief_are_there():
    assert {one.id for one in directory()} >= {
        "kr.112", "kr.1366", "kr.117", "kr.1388", "kr.1377", "kr.d4u",
        "kr.police.station", "kr.police.ecrm",
    }  # fmt: skip


def test_what_stands_beside_a_question_speaks_as_the_windows_do() -> None:
    every = [load_template(name) for name in known_templates()]
    said = [note.ko for template in every for note in template.notes]
    said += [one.help.ko for template in every for one in template.fields if one.help]
    said += [one.text.ko for one in warnings().values()]
    assert [text for text in said if re.search(r"니다(?=[\s.,:;)]|$)", text)] == []
