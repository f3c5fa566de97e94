"""What was answered before for another report of the case, also to questions that ask the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.i18n import Texts

SAME = {
    "ecrm.type": "event.type",
    "event.type": "ecrm.type",
    "preserve.account": "offender.accounts",
    "preserve.urls": "content.urls",
    "preserve.range": "event.when",
    "harm.result": "event.result",
    "event.result": "harm.result",
    "reporter.role": "filling.who",
    "agent.relation": "filling.who",
}
"""Questions whose answer another one has too."""

_UNSURE = "unsure"
_ROLE = {"self": "self", "counsellor": "self", "guardian": "guardian", "agent": "agent"}
_RELATION = {"guardian": "guardian"}


def typed(said_before: Mapping[str, Answer], said: Texts) -> list[Proposed]:
    """One for each question that was answered before."""
    origin = said.tr("You wrote this before")
    return [
        Proposed(field, answer, Origin.TYPED_BEFORE, origin)
        for field, answer in said_before.items()
        if answer is not None
    ]


def also(proposals: Iterable[Proposed]) -> list[Proposed]:
    """The same proposals for the questions that ask the same in other words."""
    return [
        replace(one, field=field, answer=answer)
        for one in proposals
        for field, source in SAME.items()
        if one.field == source and (answer := _told_as(field, one.answer)) is not None
    ]


def _told_as(field: str, answer: Answer) -> Answer:
    """Several kinds of harm fit a question that takes one only where there is one."""
    if field == "ecrm.type":
        return answer[0] if isinstance(answer, list) and len(answer) == 1 else None
    if field in ("reporter.role", "agent.relation"):
        known = _ROLE if field == "reporter.role" else _RELATION
        return known.get(str(answer))
    if field == "event.type":
        return [answer] if isinstance(answer, str) and answer != _UNSURE else None
    return answer
