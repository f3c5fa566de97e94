"""The interview as data: `resources/interview/questions.toml`, strictly read.

In which order questions are asked, and in whose words. It knows no case and no answers.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import msgspec

from app.errors import FormatProblem
from app.paths import resources
from app.report.data.model import Field, FieldType, Requirement, Strict, Template, Who, Words

_PLACE = ("interview", "questions.toml")


class Question(Strict, frozen=True, kw_only=True):
    """How one question is asked. `helped` and `guardian` are for those who write for another."""

    field: str
    ask: Words
    helped: Words | None = None
    guardian: Words | None = None
    unsure: Words | None = None

    def for_who(self, who: str) -> Words:
        """The words for whoever fills it in."""
        if who == "guardian":
            return self.guardian or self.helped or self.ask
        if who in ("counsellor", "agent"):
            return self.helped or self.ask
        return self.ask


class Stage(Strict, frozen=True, kw_only=True):
    """Some questions that belong together. `rest` takes what stands nowhere else."""

    id: str
    title: Words
    questions: tuple[Question, ...] = ()
    rest: bool = False
    statements: bool = False


class _File(Strict, frozen=True, kw_only=True):
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Asked:
    """A field with its place in the interview; `question` None where only its label is known."""

    stage: Stage
    field: Field
    question: Question | None

    def words(self, who: str, language: str) -> str:
        """The question in `ko` or `en`, for whoever fills it in."""
        said = self.field.label if self.question is None else self.question.for_who(who)
        return said.in_language(language)


@cache
def stages() -> tuple[Stage, ...]:
    """All stages in their order. Raises `FormatProblem` RPT-001 where the file is broken."""
    raw = resources().joinpath(*_PLACE).read_bytes()
    try:
        found = msgspec.convert(tomllib.loads(raw.decode("utf-8")), _File).stages
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as e:
        raise FormatProblem("RPT-001", id=_PLACE[1]) from e
    names = [question.field for stage in found for question in stage.questions]
    whole = sum(stage.rest for stage in found) == 1 == sum(stage.statements for stage in found)
    if len(set(names)) != len(names) or not whole:
        raise FormatProblem("RPT-001", id=_PLACE[1])
    return found


def order(template: Template, beside: tuple[Field, ...]) -> tuple[Asked, ...]:
    """The questions of a template, and those `beside` it that every report begins with.

    What is written by hand or known only after handing in is not asked.
    """
    fields = {field.id: field for field in (*beside, *template.fields) if is_asked(field)}
    placed: list[Asked] = []
    known = {question.field for stage in stages() for question in stage.questions}
    for stage in stages():
        placed += [
            Asked(stage, fields[question.field], question)
            for question in stage.questions
            if question.field in fields
        ]
        placed += [
            Asked(stage, field, None)
            for field in fields.values()
            if field.id not in known and _belongs(field, stage)
        ]
    return tuple(placed)


def is_asked(field: Field) -> bool:
    """Whether there is anything to answer now."""
    return field.type is not FieldType.HANDWRITTEN and field.requirement not in (
        Requirement.AFTER,
        Requirement.HAND,
    )


def whoever(answer: object) -> Who:
    """Who fills it in, by the answer to that question; the person herself where nothing is said."""
    match answer:
        case "counsellor" | "agent" | "guardian":
            return answer
        case _:
            return "self"


def _belongs(field: Field, stage: Stage) -> bool:
    return stage.statements if field.type is FieldType.STATEMENT else stage.rest
