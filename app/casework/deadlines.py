"""When something is due, reckoned from what was written down: filings, links, days that were told.

Plain functions over plain data. Nothing is reminded of here, and nothing passes for late: a date
that has gone by is only told as such. Facts: domain 12.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.filings import Filing, FilingState, FilingStep
from app.domain.follow_up.ledger_words import REMOVED
from app.domain.times.periods import DAY_MS, End, Period, end_of, korean_day, start_of
from app.domain.times.times import Moment, vault_moment
from app.report.data import law
from app.report.data.law import DeadlineRule, Trigger

TYPED = "follow."
"""Before a trigger's word, the dictionary's field for a day that only the person can tell."""

_BY_STATE: dict[FilingState, tuple[Trigger, ...]] = {
    FilingState.SUBMITTED: (Trigger.REPORT_SUBMITTED,),
    FilingState.RECEIVED: (Trigger.COMPLAINT_ACCEPTED,),
    FilingState.DONE: (Trigger.PLATFORM_RESULT, Trigger.TEMPORARILY_BLOCKED),
    FilingState.REFUSED: (Trigger.PLATFORM_RESULT, Trigger.NON_REFERRAL_NOTICE),
}
_CLOSED = ("done", "refused", "objected")
_WITH_POLICE = (*_CLOSED, Trigger.NON_REFERRAL_DECIDED, Trigger.SENT_TO_PROSECUTOR)
_OVER: dict[Trigger, tuple[str, ...]] = {
    Trigger.REPORT_SUBMITTED: _CLOSED,
    Trigger.COMPLAINT_ACCEPTED: _WITH_POLICE,
    Trigger.INVESTIGATION_STARTED: _WITH_POLICE,
    Trigger.INVESTIGATION_IDLE: (*_WITH_POLICE, Trigger.IDLE_COMPLAINT_MADE),
    Trigger.IDLE_COMPLAINT_MADE: (*_WITH_POLICE, Trigger.IDLE_COMPLAINT_ANSWERED),
    Trigger.IDLE_COMPLAINT_ANSWERED: _WITH_POLICE,
    Trigger.NON_REFERRAL_DECIDED: ("refused", "objected"),
    Trigger.NON_REFERRAL_NOTICE: ("objected",),
    Trigger.SENT_TO_PROSECUTOR: (Trigger.PROSECUTOR_DECIDED,),
    Trigger.PLATFORM_RESULT: ("objected",),
    Trigger.TEMPORARILY_BLOCKED: ("objected",),
}
"""After which states of the filing, and which days that were told, a rule's dates are pointless."""

_MOST_REPEATS = 240


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was written down: a filing's state, or a day by its trigger's word.

    `subject` is the filing it belongs to, empty for a day that stands for the whole case.
    """

    what: str
    at: Moment
    subject: str = ""
    recipient: str = ""
    template: str = ""

    @property
    def ms(self) -> int:
        """Its instant; those without one never get here (see `happened_in`)."""
        return self.at.at_ms or 0


@dataclass(frozen=True, slots=True)
class Due:
    """A date by a rule: the next that has not gone by, else the last. `part` is the rule's."""

    rule: DeadlineRule
    part: law.Due
    begun: Happened
    end: End
    passed: bool


def happened_in(filing: Filing, steps: Iterable[FilingStep]) -> tuple[Happened, ...]:
    """The steps of a filing; one without a time counts from when it was written down."""
    return tuple(
        Happened(
            step.state.value,
            step.at if step.at and step.at.at_ms is not None else vault_moment(step.said_ms),
            filing.id,
            filing.recipient,
            filing.template,
        )
        for step in steps
    )


def dues(
    happened: Sequence[Happened],
    rules: Iterable[DeadlineRule],
    homes: Mapping[str, str],
    now_ms: int,
) -> tuple[Due, ...]:
    """All dates, those to come first, each part in the order of time.

    `homes` tells to whom each template goes. A rule counts from the newest of its beginnings in a
    filing, and is left out where something that makes it pointless came with or after that.
    """
    found = []
    for rule in rules:
        for subject in dict.fromkeys(one.subject for one in happened):
            begun = [
                one for one in happened if one.subject == subject and _begins(rule, one, homes)
            ]
            first = max(begun, key=lambda one: one.ms, default=None)
            if first is not None and not _is_over(rule, first, happened):
                found += [due for due in [_due(rule, first, now_ms)] if due is not None]
    return tuple(sorted(found, key=lambda due: (due.passed, due.end.at_ms, due.rule.id)))


def recheck_rule() -> DeadlineRule:
    """The rule by which links that were taken down are looked at again."""
    return next(one for one in law.deadline_rules() if one.trigger is Trigger.LINK_REMOVED)


def next_look(steps: Sequence[LinkStep], now_ms: int) -> int | None:
    """When a link is looked at again: midnight of Korea in UTC milliseconds, or None for not.

    `steps` in the order they were said, the new one last. Counted from when it was first gone; a
    link that was looked at and is still gone gets the next of the days (7, 30, 90).
    """
    gone: list[LinkStep] = []
    for step in steps:
        gone = [*gone, step] if step.state in REMOVED else []
    if not gone:
        return None
    first, last = _day(_when(gone[0]), now_ms), _day(_when(gone[-1]), now_ms)
    days = (first + timedelta(days=part.count) for part in recheck_rule().dues)
    return next((start_of(day) for day in days if day > last), None)


def days_to_removal(steps: Sequence[LinkStep], seen_ms: int) -> int | None:
    """How many days passed until a link was first gone; from its report, else from its finding."""
    begun = next((_when(one) for one in steps if one.state is LinkState.REPORTED), seen_ms)
    gone = next((_when(one) for one in steps if one.state in REMOVED), None)
    return None if gone is None or gone < begun else (gone - begun) // DAY_MS


def _day(at_ms: int, now_ms: int) -> date:
    """The day, or today where a typed year is beyond what can be counted on from."""
    try:
        return korean_day(min(at_ms, now_ms))
    except (OverflowError, ValueError, OSError):
        return korean_day(now_ms)


def _when(step: LinkStep) -> int:
    return step.said_ms if step.at is None or step.at.at_ms is None else step.at.at_ms


def _begins(rule: DeadlineRule, one: Happened, homes: Mapping[str, str]) -> bool:
    if not one.subject:
        return one.what == rule.trigger.value
    states = {state.value: triggers for state, triggers in _BY_STATE.items()}
    if rule.trigger not in states.get(one.what, ()):
        return False
    if one.template:
        return one.template in rule.templates
    places = {homes[template] for template in rule.templates if template in homes}
    return any(_same_house(one.recipient, place) for place in places)


def _same_house(one: str, other: str) -> bool:
    """`kr.police.station` and `kr.police.ecrm` are both police; `x.tida` is only itself."""
    return one == other or (one.count(".") > 1 and one.split(".")[:2] == other.split(".")[:2])


def _is_over(rule: DeadlineRule, first: Happened, happened: Sequence[Happened]) -> bool:
    """A day told for the case counts for every filing, and any filing's end for such a day."""
    return any(
        one.what in _OVER.get(rule.trigger, ())
        and one is not first
        and one.ms >= first.ms
        and (not one.subject or not first.subject or one.subject == first.subject)
        for one in happened
    )


def _due(rule: DeadlineRule, first: Happened, now_ms: int) -> Due | None:
    due = None
    for part in rule.dues:
        end = end_of(Period(**{part.unit: part.count}), first.at)
        if end is None:
            continue
        if part.kind == "from":
            # The first day on which something may be done is the one after the shorter period.
            day = end.day + timedelta(days=1)
            end = End(day, start_of(day) + DAY_MS - 1)
        due = Due(rule, part, first, end, passed=end.at_ms < now_ms)
        if due.passed and part.then_every_months:
            end = _again(end, part.then_every_months, now_ms)
            due = Due(rule, part, first, end, passed=end.at_ms < now_ms)
        if not due.passed:
            break
    return due


def _again(last: End, months: int, now_ms: int) -> End:
    for _ in range(_MOST_REPEATS):
        following = end_of(Period(months=months), vault_moment(last.at_ms + 1))
        if following is None:
            break
        last = following
        if last.at_ms >= now_ms:
            break
    return last
