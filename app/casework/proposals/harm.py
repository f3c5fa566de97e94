"""What the kinds of harm that a person chose suggest: provisions, and the words of other forms.

Offered, never put in: she or her counsellor chooses, and the police decide the charge (facts:
domain 3.1).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.i18n import Texts
from app.report.data.law import suggested
from app.report.data.model import Field

_WAYS_OUT = frozenset({"other", "unsure"})
_SYNTHETIC = frozenset({"deepfake_made", "deepfake_spread", "deepfake_held"})
_RECORDED = frozenset({"filmed", "spread_real"})


def harm(answers: Mapping[str, Answer], field: Field, said: Texts) -> list[Proposed]:
    """What is offered for a question by the kinds of harm among the answers."""
    harms = harms_of(answers)
    known = {choice.id for choice in field.choices}
    origin = said.tr("By the kinds of harm that were chosen")
    if field.id == "complaint.charge":
        charges: list[Answer] = [one.id for one in suggested(harms) if one.id in known]
        return [Proposed(field.id, charges, Origin.HARM, origin, sure=False)] if charges else []
    if field.id not in ("notice.reason", "content.legal_kind", "content.synthetic"):
        return []
    grounds = [one for one in _grounds(harms, field.id) if one in known]
    return [Proposed(field.id, one, Origin.HARM, origin, sure=False) for one in grounds]


def comes_first(answers: Mapping[str, Answer], field: Field) -> tuple[str, ...] | None:
    """The choices that stand first by the kinds of harm; None where all of them do.

    The charges are two dozen articles: those that fit and the way out stand first, whatever else
    is chosen stays to be seen, and the others are one click away.
    """
    if field.id != "complaint.charge":
        return None
    fit = {one.id for one in suggested(harms_of(answers))}
    return tuple(one.id for one in field.choices if one.id in fit or one.id in _WAYS_OUT)


def harms_of(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The kinds of harm that were chosen, here or as the one kind that an online form takes."""
    given = answers.get("event.type")
    chosen = [str(one) for one in given] if isinstance(given, list) else []
    one = answers.get("ecrm.type")
    if not chosen and isinstance(one, str):
        chosen = [one]
    return tuple(one for one in chosen if one != "unsure")


def _grounds(harms: tuple[str, ...], field: str) -> list[str]:
    found = []
    if "minor_material" in harms:
        found.append("minor")
    if _SYNTHETIC & set(harms):
        found.append("synthetic")
    if _RECORDED & set(harms):
        found.append("real" if field == "content.synthetic" else "filmed")
    if "doxx" in harms:
        found.append("personal")
    return found
