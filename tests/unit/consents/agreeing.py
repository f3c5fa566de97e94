"""What the tests of consent say again and again."""

from __future__ import annotations

from app.casework.consented import WHO
from app.casework.facts import assemble
from app.domain.evidence.items import Case, Item
from app.domain.reports.consents import ConsentKind
from app.domain.told.said import Said
from app.report.build import build
from app.report.data.model import Template
from app.report.writers.render_json import render_json
from app.usecases.reports.consenting import (
    ConsentSaid,
)
from app.vault import Vault

HERE = ConsentKind.THIRD_PARTY
D4U, POLICE = "kr.d4u", "kr.police.station"
INDEX = "kr.police.evidence_index"


def who(vault: Vault, case: Case, answer: str) -> None:
    with vault.transaction():
        vault.filed.said.say(Said(case.id, WHO, answer, 1))


def going(vault: Vault, case: Case, template: Template, **answers: object) -> set[str]:
    facts = assemble(vault, case, answers, template)
    tree = build(template, facts, answers, "ko")
    shown = {one.item.id for one in facts.exhibits}
    told = render_json(tree).decode()
    for row in vault.items.rows(case.id, limit=None, offset=0):
        is_told = row.item.sha256 in told or row.item.id in told
        assert is_told == (row.item.id in shown), row.item.name
    return shown


def one(to: str = D4U, *items: Item, kind: ConsentKind = HERE) -> ConsentSaid:
    return ConsentSaid((kind,), to, tuple(item.id for item in items))
