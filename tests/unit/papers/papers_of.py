"""A made-up report with every kind of answer, as the documents get it. Real classes only."""

from __future__ import annotations

import dataclasses
from functools import cache

from app.report.build import build
from app.report.data.model import Field, FieldType, Template
from app.report.data.shapes import Json
from app.report.data.templates import load_template
from app.report.facts import CaseFacts
from app.report.paper import Paper
from app.report.tree import ReportTree
from tests.unit.report import casebook

HOSTILE = "=1+1\u202egpj\x00\x0b <b>&amp;</b> ]]> \ufffe\ud83d 둘째\nMIME-Version: x\r\n\r\nbody"
INDEX, STATEMENT = "kr.police.evidence_index", "kr.police.statement"


def hostile_facts() -> CaseFacts:
    """A case whose names were chosen to break documents."""
    facts = casebook.full_facts(3)
    first, *rest = facts.exhibits
    item = dataclasses.replace(first.item, name=HOSTILE)
    return dataclasses.replace(
        facts,
        exhibits=(dataclasses.replace(first, item=item, note=HOSTILE), *rest),
        rooms=(dataclasses.replace(casebook.ROOM, title=HOSTILE),),
        accounts=(dataclasses.replace(casebook.ACCOUNT, names=(HOSTILE,)),),
        links=(casebook.link(1), casebook.link(2, '=HYPERLINK("http://x")')),
    )


def answer_to(field: Field, text: str) -> Json | None:
    """An answer that fits the field, with `text` in it wherever a text goes."""
    if field.type in (FieldType.TEXT, FieldType.LONGTEXT, FieldType.PHONE, FieldType.EMAIL):
        return text[: field.max_chars or None]
    if field.type is FieldType.URL_LIST:
        return [
            {"url": "https://t.me/c/1987654321/1", "title": text},
            {"url": "https://example.org/a"},
        ]
    if field.type is FieldType.ACCOUNT_LIST:
        return [{"platform": "텔레그램", "name": text}]
    if field.type in (FieldType.CHOICE, FieldType.MULTI):
        chosen = field.choices[0].id
        return chosen if field.type is FieldType.CHOICE else [chosen]
    return None


def answers(template: Template, text: str = "가나다") -> dict[str, Json]:
    given = {field.id: answer_to(field, text) for field in template.fields}
    return {name: answer for name, answer in given.items() if answer is not None}


def tree_of(
    template: str, facts: CaseFacts, text: str = "가나다", language: str = "ko"
) -> ReportTree:
    loaded = load_template(template)
    return build(loaded, facts, answers(loaded, text), language)


@cache
def hostile(template: str = INDEX, language: str = "ko") -> Paper:
    loaded = load_template(template)
    return Paper(tree_of(template, hostile_facts(), HOSTILE, language), loaded, ("a@example.org",))


@cache
def plain(template: str = INDEX, language: str = "ko") -> Paper:
    loaded = load_template(template)
    return Paper(tree_of(template, casebook.full_facts(), language=language), loaded, ("a@b.org",))


@cache
def empty(template: str = STATEMENT) -> Paper:
    loaded = load_template(template)
    return Paper(build(loaded, casebook.empty_facts(), {}, "ko"), loaded, ("a@b.org",))
