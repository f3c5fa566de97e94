"""The interview: one question after the other, each with what is known and where it comes from.

It writes the same reports as the form. Facts that a template does not have (who writes, the age)
are kept for the case alone and leave with no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from app.casework.proposals.harm import comes_first, harms_of
from app.domain.reports.reports import Answer
from app.domain.told.said import Said
from app.report.data.dictionary import known_field, warnings
from app.report.data.law import Provision, suggested
from app.report.data.model import Field, Group, Template
from app.report.data.templates import load_template
from app.usecases.reports.answering import (
    AGE,
    UNDER_19,
    begun_with,
    checked,
    proposals,
    protect_if_young,
)
from app.usecases.reports.interview_steps import (
    END,
    SAFETY,
    WHO,
    Interview,
    Step,
    is_due,
    preview,
    steps,
    taken,
    who_fills,
)
from app.usecases.reports.reporting import get_report
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "AGE",
    "END",
    "EVIDENCE",
    "HARM",
    "SAFETY",
    "SAFETY_WORDS",
    "STORY",
    "UNDER_19",
    "WHO",
    "Interview",
    "Step",
    "begin_interview",
    "calm_words",
    "comes_first",
    "is_due",
    "keep_beside",
    "keep_place",
    "legal_items",
    "preview",
    "protect_if_young",
    "said_beside",
    "steps",
    "taken",
    "who_fills",
]

PLACE = "interview.at"
"""Where each template's interview stood: kept beside the facts, and no fact itself."""

HARM, STORY, EVIDENCE = "event.type", "event.narrative", "evidence.list"
SAFETY_WORDS = ("W-SAFETY-FIRST", "W-DEVICE")
_SERVED_BY_HARM = frozenset({"complaint.charge", "notice.reason", "content.legal_kind"})


def begin_interview(
    vault: OpenVault, case_id: str, template_id: str, report_id: str | None, language: str
) -> Interview:
    """An interview with what is known put in; a saved report's own answers stand before that.

    Nothing is kept yet. Raises InputProblem INP-003, INP-004, INP-005.
    """
    template = load_template(template_id)
    report = None if report_id is None else get_report(vault, case_id, report_id)
    said = {name: one.answer for name, one in vault.filed.said.of_case(case_id).items()}
    beside = _beside(template, said, minor_mode=vault.cases.get(case_id).minor_mode)
    known = proposals(vault, case_id, template, (*template.fields, *beside), language)
    facts = {one.id: said[one.id] for one in beside if one.id in said}
    given = dict(report.answers) if report is not None else begun_with(known, template)
    places = said.get(PLACE)
    stood = places.get(template.id) if isinstance(places, dict) else None
    others = vault.reports.in_case(case_id)
    return Interview(
        template,
        report,
        {**facts, **given},
        beside,
        known,
        safety=not others or template.field("ecrm.urgent") is not None,
        is_new=report is None,
        at=next(iter(stood), "") if isinstance(stood, dict) else "",
    )


def said_beside(vault: OpenVault, case_id: str) -> dict[str, Answer]:
    """Who fills in and the kinds of harm, by question, as far as somebody said them.

    Forms depend on them, though most do not ask for them. Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    said = vault.filed.said.of_case(case_id)
    return {name: said[name].answer for name in (WHO, HARM) if name in said}


def legal_items(answers: Mapping[str, Answer]) -> tuple[Provision, ...]:
    """The provisions that the chosen kinds of harm suggest, for reading."""
    return suggested(harms_of(answers))


def calm_words(names: Iterable[str], language: str) -> tuple[str, ...]:
    """Sentences of the dictionary by their names, those that there are."""
    known = warnings()
    return tuple(known[one].text.in_language(language) for one in names if one in known)


def keep_beside(vault: OpenVault, case_id: str, facts: Mapping[str, Answer]) -> None:
    """Keep facts that no field of the report holds; an empty one is taken back.

    Raises InputProblem INP-003, INP-008, INP-015, INP-115.
    """
    vault.cases.get(case_id)
    kept = vault.filed.said.of_case(case_id)
    with vault.transaction():
        for name, answer in facts.items():
            if answer is None and name in kept:
                vault.filed.said.unsay(case_id, name)
            elif answer is not None and (name not in kept or kept[name].answer != answer):
                said = Said(case_id, name, checked(name, answer), vault.now_ms())
                vault.filed.said.say(said)


def keep_place(vault: OpenVault, case_id: str, template_id: str, step: str) -> None:
    """Note where the interview stands, to come back to. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    kept = vault.filed.said.of_case(case_id).get(PLACE)
    places = dict(kept.answer) if kept is not None and isinstance(kept.answer, dict) else {}
    if places.get(template_id) == {step: True}:
        return
    places[template_id] = {step: True}  # a name and no text: search finds none of it
    with vault.transaction():
        vault.filed.said.say(Said(case_id, PLACE, places, vault.now_ms()))


def _beside(
    template: Template, said: Mapping[str, Answer], *, minor_mode: bool
) -> tuple[Field, ...]:
    """What every interview asks though this recipient does not: who writes, the age, the kind."""
    names = [WHO]
    if template.group is not Group.PAPER and not minor_mode and AGE not in said:
        names.append(AGE)
    if any(template.field(one) is not None for one in _SERVED_BY_HARM):
        names.append(HARM)
    fields = (known_field(name) for name in names if template.field(name) is None)
    return tuple(_who_may(one, template) for one in fields if one is not None)


def _who_may(field: Field, template: Template) -> Field:
    """Who fills it in: only those who can with this recipient."""
    if field.id != WHO:
        return field
    some = tuple(one for one in field.choices if one.id in template.who)
    return msgspec.structs.replace(field, choices=some)
