"""The screens of an interview: which come, in whose words, with what is known for each.

Plain reckoning on an interview that `interviewing` began; reads no vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.casework.proposals.harm import harm
from app.casework.proposals.shaping import in_lines, joined
from app.casework.proposals.typed import also
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer, Report
from app.i18n import Texts, texts
from app.report.data.conditions import holds
from app.report.data.interview import Asked, order, whoever
from app.report.data.model import Field, FieldType, Requirement, Template, Who

SAFETY, END = "safety", "end"
"""Steps without a question."""

WHO = "filling.who"

_UNSURE = ("unsure", "unknown")
_SHOWN = 3
_LONGEST = 160


@dataclass(frozen=True)
class Interview:
    """One report's interview. `answers` are the report's and those that are asked `beside` it.

    `report` is None until something was kept; `is_new`: it was, when the interview began. `at` is
    the step where it stood last, empty at first.
    """

    template: Template
    report: Report | None
    answers: Mapping[str, Answer]
    beside: tuple[Field, ...]
    proposed: tuple[Proposed, ...]
    safety: bool
    is_new: bool = True
    at: str = ""


@dataclass(frozen=True)
class Step:
    """One screen. `they_ask`: the recipient's rule or form asks for it.

    `in_report` is false for what stays in the case. `unsure` is what "not sure" answers; None
    leaves it open. `here` are proposals that stand in the answer already, `offered` the others.
    """

    id: str
    stage: str
    question: str = ""
    field: Field | None = None
    they_ask: bool = False
    in_report: bool = True
    unsure: Answer = None
    here: tuple[Proposed, ...] = ()
    offered: tuple[Proposed, ...] = ()


def steps(interview: Interview, answers: Mapping[str, Answer], language: str) -> tuple[Step, ...]:
    """The screens in their order, by the answers so far: some questions depend on others."""
    who = who_fills(answers)
    asked = [
        one for one in order(interview.template, interview.beside) if is_due(one.field, answers)
    ]
    found = [_step(interview, one, answers, who, language) for one in asked]
    if interview.safety:
        place = next((n for n, one in enumerate(found) if one.id != WHO), len(found))
        found.insert(place, Step(SAFETY, ""))
    return (*found, Step(END, ""))


def who_fills(answers: Mapping[str, Answer]) -> Who:
    """Who writes, by the answers."""
    return whoever(answers.get(WHO))


def preview(asked: Field, answer: Answer, language: str) -> str:
    """An answer in a few words, to be shown before it is taken. Evidence text is as found."""
    if asked.type is FieldType.EVIDENCE_REFS and isinstance(answer, list):
        said = texts(language)
        return said.ntr("{count} item", "{count} items", len(answer))
    if isinstance(answer, list):
        shown = [
            asked.choice_label(one, language) if isinstance(one, str) else in_lines(one)
            for one in answer[:_SHOWN]
        ]
        more = len(answer) - len(shown)
        text = "; ".join(shown)
        return texts(language).tr("{what} and {more} more", what=text, more=more) if more else text
    if asked.type is FieldType.CHOICE:
        return asked.choice_label(str(answer), language)
    if isinstance(answer, dict) and {"from", "to"} & set(answer):
        ends = [str(answer[key]) for key in ("from", "to") if key in answer]
        return " – ".join(one[:16].replace("T", " ") for one in ends)
    text = " ".join(in_lines(answer).split()) or texts(language).tr("Yes")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def taken(asked: Field, given: Answer, proposed: Answer) -> Answer:
    """The answer once a proposal is taken: nothing that was written goes away.

    Lists grow, long texts go on below; only a choice, a line or a time becomes the proposed one.
    """
    if isinstance(given, list) and isinstance(proposed, list):
        return joined([one for one in given if one not in _UNSURE], proposed)
    if asked.type is FieldType.LONGTEXT and isinstance(given, str) and isinstance(proposed, str):
        return given if proposed in given else f"{given}\n\n{proposed}"
    if asked.type is FieldType.BOOL and isinstance(given, dict) and isinstance(proposed, dict):
        lines = [str(one["text"]) for one in (given, proposed) if one.get("text")]
        return {**proposed, "text": "\n".join(dict.fromkeys(lines))} if lines else proposed
    return proposed


def is_due(asked: Field, answers: Mapping[str, Answer]) -> bool:
    """Whether a question comes now; one that was answered stays in any case."""
    if asked.asked_if is None or answers.get(asked.id) is not None:
        return True
    return holds(asked.asked_if, answers)


def _step(
    interview: Interview, asked: Asked, answers: Mapping[str, Answer], who: Who, language: str
) -> Step:
    known = asked.field
    said = texts(language)
    given = answers.get(known.id)
    live = [one for one in also(_typed_here(answers, said)) if one.field == known.id]
    every = [one for one in interview.proposed if one.field == known.id]
    every += [one for one in live if all(one.answer != other.answer for other in every)]
    every += harm(answers, known, said)
    waived = known.waived_if is not None and holds(known.waived_if, answers)
    return Step(
        known.id,
        asked.stage.title.in_language(language),
        asked.words(who, language),
        known,
        they_ask=known.requirement is Requirement.RULE and not waived,
        in_report=interview.template.field(known.id) is not None,
        unsure=_unsure(asked, interview.template.languages[0]),
        here=tuple(
            one
            for one in every
            if _stands_in(one.answer, given)
            and (interview.is_new or one.origin is not Origin.TYPED_BEFORE)
        ),
        offered=tuple(one for one in every if not _stands_in(one.answer, given)),
    )


def _typed_here(answers: Mapping[str, Answer], said: Texts) -> list[Proposed]:
    """What was answered a moment ago, for the questions that ask the same."""
    origin = said.tr("You wrote this a moment ago")
    return [
        Proposed(name, answer, Origin.TYPED_BEFORE, origin)
        for name, answer in answers.items()
        if answer is not None
    ]


def _stands_in(proposed: Answer, given: Answer) -> bool:
    if isinstance(proposed, list) and isinstance(given, list):
        return all(one in given for one in proposed)
    return proposed == given


def _unsure(asked: Asked, language: str) -> Answer:
    known = asked.field
    ids = [choice.id for choice in known.choices if choice.id in _UNSURE]
    if known.type is FieldType.CHOICE and ids:
        return ids[0]
    if known.type is FieldType.MULTI and ids:
        several: list[Answer] = [ids[0]]
        return several
    if known.type in (FieldType.DATETIME, FieldType.DATETIME_RANGE):
        return {"certainty": "unknown"}
    if asked.question is not None and asked.question.unsure is not None:
        return asked.question.unsure.in_language(language)
    return None
