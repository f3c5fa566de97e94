"""Keeps facts of a case as they are answered in a report, so that each is typed once.

A fact is kept when its answer became another one: an old report that is saved again for another
reason never overrules what was said since. Confirmations, receipts and signatures belong to one
report alone. Nothing is unsaid by leaving it out of one report: another recipient may need it.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.reports import Answer, Report
from app.domain.told.said import Said
from app.report.data.model import Field, FieldType, Requirement, Template
from app.vault import Vault

OF_ONE_REPORT = frozenset({FieldType.STATEMENT, FieldType.HANDWRITTEN})
CHOSEN_ANEW = frozenset({"evidence.list"})
"""What goes along is chosen for each recipient."""


def is_shared(field: Field) -> bool:
    """Whether an answer is a fact of the case, rather than of one report."""
    return (
        field.shared
        and field.type not in OF_ONE_REPORT
        and field.requirement is not Requirement.AFTER
        and field.id not in CHOSEN_ANEW
    )


def say_answers(
    vault: Vault, template: Template, report: Report, before: Mapping[str, Answer]
) -> None:
    """Keep the answers of a report that differ from `before`. Inside a transaction."""
    for name, answer in report.answers.items():
        field = template.field(name)
        if field is not None and is_shared(field) and before.get(name) != answer:
            vault.filed.said.say(Said(report.case, name, answer, report.saved_ms))
