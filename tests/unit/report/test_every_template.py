"""Each template becomes each of its documents, from much and from next to nothing.

Only its own fields and the chosen items leave through it.
"""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from functools import cache

import msgspec
import pypdfium2
import pytest

from app.casework.chosen import going_along
from app.report.answers import check_answers
from app.report.build import build
from app.report.data.dictionary import check_field, entries, known_field, warnings
from app.report.data.law import deadline_rules, provisions, suggested
from app.report.data.model import Field, FieldType, Requirement, Template
from app.report.data.recipients import recipient
from app.report.data.templates import all_templates, closed_template, known_templates, load_template
from app.report.documents import document_kinds
from app.report.paper import Paper
from tests.unit.report import casebook

CHOSEN = (1, 2)
LEFT_OUT = (3, 4, 5)
WHOLE = {"pdf", "docx", "hwpx", "txt", "eml", "json"}
"""Kinds that say all of a report; the others have a part of it alone."""


def mark(number: int) -> str:
    return f"QX{number:04d}Z"


def answer(field: Field, said: str) -> object:
    """An answer of the field's kind that holds the mark wherever words can stand."""
    kinds: dict[FieldType, object] = {
        FieldType.DATE: f"1{int(said[2:6]):03d}-03-07",
        FieldType.BOOL: {"answer": True, "text": said} if field.with_text else True,
        FieldType.CHOICE: next((choice.id for choice in field.choices), None),
        FieldType.MULTI: [choice.id for choice in field.choices],
        FieldType.STATEMENT: True,
        FieldType.HANDWRITTEN: None,
        FieldType.EVIDENCE_REFS: [casebook.exhibit(number).item.id for number in CHOSEN],
        FieldType.DATETIME_RANGE: {"from": "2024-08-27T14:03:00+09:00", "text": said},
        FieldType.URL_LIST: [{"url": f"https://example.org/{said}"}],
        FieldType.MONEY_LIST: [{"bank": said}],
        FieldType.ACCOUNT_LIST: [{"username": said}],
        FieldType.REPORT_LIST: [{"recipient": said}],
    }
    return kinds.get(field.type, said[: field.max_chars or None])


@cache
def everything() -> dict[str, tuple[str, object]]:
    """A mark and an answer for each question of the dictionary."""
    said = {}
    for number, name in enumerate(entries(), 101):
        field = known_field(name)
        assert field is not None
        given = answer(field, mark(number))
        if given is not None:
            said[name] = (mark(number), given)
    return said


def with_words(name: str) -> bool:
    """Whether the answer of a question carries its mark whole."""
    found, given = everything()[name]
    return found in str(given)


@cache
def full_facts():
    facts = casebook.full_facts()
    named = tuple(
        replace(one, item=replace(one.item, name=f"{mark(9000 + one.number)}.jpg"))
        for one in facts.exhibits
        if one.number in CHOSEN
    )
    links = tuple(
        replace(casebook.link(number, f"https://t.me/{mark(8000 + number)}"), source_item=item)
        for number, item in ((1, named[0].item.id), (2, "i-000000000004"))
    )
    return going_along(replace(facts, exhibits=named, links=links), all_items=False)


def texts_of(kind: str, made: bytes) -> str:
    """All that a document holds, its metadata too."""
    if kind == "pdf":
        document = pypdfium2.PdfDocument(made)
        pages = (page.get_textpage().get_text_bounded() for page in document)
        loose = made.decode("latin-1")
        return "\n".join((*pages, str(document.get_metadata_dict()), loose))
    if kind in ("docx", "hwpx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            return "\n".join(
                name + parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    if kind == "eml":
        mail = message_from_bytes(made, policy=default)
        assert [part for part in mail.walk() if part.is_attachment()] == []
        body = mail.get_body()
        assert body is not None
        return made.decode("utf-8", "replace") + str(mail["subject"]) + body.get_content()
    return made.decode("utf-8")


@cache
def template_of(name: str) -> Template:
    return load_template(name)


def documents(template: Template, facts, given):
    tree = build(template, facts, given, template.languages[0])
    paper = Paper(tree, template, recipient(template.recipient).reached_by("email") or ("a@b.c",))
    kinds = document_kinds(template)
    assert [one.kind for one in kinds] == list(template.documents)
    return {one.kind: texts_of(one.kind, one.render(paper)) for one in kinds}


def asked(template: Template, name: str, kind: str) -> bool:
    """A mail does not tell the recipient the number that the recipient will give."""
    field = template.field(name)
    return field is not None and (kind != "eml" or field.requirement is not Requirement.AFTER)


@pytest.mark.parametrize("name", known_templates())
def test_only_its_own_fields_and_the_chosen_items_leave(name):
    template = template_of(name)
    given = {field: answered for field, (_said, answered) in everything().items()}
    own = {field: given[field] for field in given if template.field(field)}
    assert check_answers(own, template).keys() == own.keys()  # each answer fits its question
    made = documents(template, full_facts(), given)
    not_its_own = {one for one in given if with_words(one) and not template.field(one)}
    for kind, text in made.items():
        left = {one for one in not_its_own if everything()[one][0] in text}
        assert left == set(), kind
        assert [n for n in LEFT_OUT if mark(9000 + n) in text] == [], kind
        assert mark(8002) not in text, kind  # a link that was read from an item left out
        assert "realname" not in text, kind  # folders of the computer
    for kind in set(made) & WHOLE:
        told = {one for one in own if with_words(one) and everything()[one][0] in made[kind]}
        assert told == {one for one in own if with_words(one) and asked(template, one, kind)}, kind


@pytest.mark.parametrize("name", known_templates())
def test_next_to_nothing_makes_every_document_quickly(name):
    template = template_of(name)
    first = next(one for one in template.fields if one.type is not FieldType.HANDWRITTEN)
    given = {first.id: everything()[first.id][1]} if first.type is FieldType.TEXT else {}
    began = time.process_time()
    made = documents(template, casebook.empty_facts(), given)
    assert time.process_time() - began < 2
    assert all(made.values())


def test_no_template_ever_asks_what_may_not_be_asked():
    for name in known_templates():
        template = template_of(name)
        for field in template.fields:
            assert "rrn" not in field.id
            assert "주민등록번호" not in field.label.ko
            assert "registration number" not in field.label.en.lower()
        if not template.attach_media:
            assert not template.takes_items
            assert template.media_policy.adult == "never"


def test_the_complaint_goes_to_the_chief_of_a_police_station():
    for name in known_templates():
        template = template_of(name)
        if name.startswith("kr.police."):
            assert template.addressee.ko == "○○경찰서장 귀중"
        assert "검찰" not in template.addressee.ko
        assert "공소청" not in template.addressee.ko


def test_the_american_notice_asks_for_nothing_beyond_the_act():
    asked = {field.id for field in template_of("us.tida").fields}
    assert asked == {
        "sign.electronic", "content.urls", "content.description", "good_faith",
        "good_faith.details", "person.email", "person.phone", "agent.authority",
    }  # fmt: skip


def test_mails_about_minors_never_carry_media():
    for name in ("telegram.stopca", "us.cybertipline"):
        template = template_of(name)
        assert template.audience_age == "minor"
        assert not template.attach_media
        assert template.limits.kinds is not None
        assert template.limits.kinds.value == ()


def test_name_and_mail_are_waived_for_sexual_abuse_of_children_in_the_eu():
    template = template_of("eu.dsa16")
    waived = {field.id for field in template.fields if field.waived_if}
    assert waived == {"person.name_latin", "person.email"}


def test_the_british_report_keeps_its_identifier_and_has_no_form():
    assert "uk.platform.intimate_image" in all_templates()
    assert "uk.platform.intimate_image" not in known_templates()
    closed = closed_template("uk.platform.intimate_image")
    assert closed.fields == ()
    assert closed.notes


def test_the_charges_are_provisions_and_every_harm_has_its_charges():
    charge = known_field("complaint.charge")
    kinds = known_field("event.type")
    assert charge is not None
    assert kinds is not None
    chargeable = {choice.id for choice in charge.choices} - {"other", "unsure"}
    assert chargeable <= {one.id for one in provisions()}
    harms = {choice.id for choice in kinds.choices} - {"unsure"}
    assert {one.id for harm in harms for one in suggested([harm])} <= chargeable
    assert all(suggested([harm]) for harm in harms)


def test_deadlines_and_warnings_that_templates_name_exist():
    rules = {rule.id for rule in deadline_rules()}
    for name in known_templates():
        template = template_of(name)
        assert set(template.deadlines) <= rules
        assert "W-NOT-LAW" in template.warnings


def test_every_warning_of_the_facts_is_there():
    assert set(warnings()) >= {
        "W-NOT-LAW", "W-SAFETY-FIRST", "W-DEVICE", "W-NO-CONTACT", "W-NO-PAY", "W-NO-JOIN",
        "W-NO-SHARE", "W-ORIGINAL", "W-MINOR", "W-NO-RRN", "W-DMCA", "W-PAID",
        "W-REPORT-DELETES", "W-MANDATORY", "W-PIN",
    }  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "x.rrn", "type": "text"},
        {"id": "x", "type": "choice"},
        {"id": "x", "type": "text", "asked_if": {"field": "filling.who"}},
        {"id": "x", "type": "statement"},
    ],
)
def test_a_question_that_can_not_be_is_refused(entry):
    words = {"ko": "가", "en": "a"}
    with pytest.raises(ValueError, match="x"):
        check_field(msgspec.convert({**entry, "label": words}, Field))
