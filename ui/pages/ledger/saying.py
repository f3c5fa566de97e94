"""Dates and states of the ledger in the words of the screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.follow_up.filings import FilingStep
from app.domain.follow_up.ledger_words import CHECK, FILING_STATES, HOW_SURE, PASSED, PASSED_LOOK
from app.domain.text.textsafe import one_line
from app.domain.times.times import Moment
from app.i18n import N_
from ui.context import Context
from ui.wording import clock, kst

if TYPE_CHECKING:
    from app.usecases.follow_up.deadlines import NextDate

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def day_in_words(day: date, context: Context) -> str:
    """`2026년 11월 9일 (월)` or `9 Nov 2026 (Mon)`."""
    weekday = context.tr(_WEEKDAYS[day.weekday()])
    if context.language.texts.language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일 ({weekday})"
    return f"{day.day} {day:%b %Y} ({weekday})"


def date_head(one: NextDate, context: Context) -> str:
    """The day, with the minute where it is known, and what it is."""
    day = day_in_words(one.day, context)
    if one.exact:
        day = f"{day} {kst(one.at_ms):%H:%M} KST"
    said = (
        one.title if one.label.casefold() in one.title.casefold() else f"{one.title} · {one.label}"
    )
    return f"{day}  {said}"


def date_about(one: NextDate, context: Context) -> str:
    """What the rule says, and a kind word where the day has gone by."""
    said = [one.about]
    if one.turn_to:
        said.append(context.tr("Whom to turn to then: {name}.", name=one.turn_to))
    if one.passed:
        gone_by = PASSED_LOOK if one.kind == "look" else PASSED
        said.append(context.tr(gone_by))
    return " ".join(said)


def date_basis(one: NextDate, context: Context) -> str:
    """On what it rests: the text, its date, and that it wants to be asked for."""
    tr = context.tr
    if not one.law:
        return one.basis
    said = [tr("Basis: {basis}", basis=one.basis)]
    if one.as_of:
        said.append(tr("as read in the text of {date}", date=one.as_of))
    if one.counted is not None and one.counted.at_ms is not None:
        said.append(tr("counted from {day}", day=clock(one.counted.at_ms)[:10]))
    if one.unsure and one.confidence != "M":
        said.append(tr("may have changed"))
    return " · ".join([*said, tr(HOW_SURE[one.confidence]), tr(CHECK)])


def step_in_words(step: FilingStep, context: Context) -> str:
    """A state and its day, for the line of a life."""
    return f"{context.tr(FILING_STATES[step.state])} {short_time(step.at)}".strip()


def short_time(at: Moment | None) -> str:
    """The day of Korea, or what was typed where no day is known."""
    if at is None:
        return ""
    return one_line(at.original, 40) if at.at_ms is None else clock(at.at_ms)[:10]
