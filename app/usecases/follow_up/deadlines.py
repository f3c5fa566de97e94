"""What comes next: the dates of a case, on what they rest, and the days that a person can tell.

Shown inside the program only. Law is told with its text and how sure it is, and is no advice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.casework.deadlines import TYPED, Due, Happened, dues, happened_in, recheck_rule
from app.domain.follow_up.filings import FilingStep
from app.domain.times.periods import DAY_MS, korean_day
from app.domain.times.times import Certainty, Moment
from app.domain.times.typed_times import typed_moment
from app.domain.told.said import Said
from app.errors import InputProblem
from app.report.data.dictionary import known_field
from app.report.data.law import DeadlineRule, Trigger, deadline_rules
from app.report.data.model import Words
from app.report.data.templates import known_templates, load_template
from app.usecases.follow_up.fates import list_fates
from app.usecases.follow_up.ledger import list_filings, recipient_name
from app.usecases.vault.vaults import OpenVault

_READ = (Certainty.EXACT, Certainty.MINUTE, Certainty.DAY, Certainty.APPROXIMATE)


@dataclass(frozen=True)
class NextDate:
    """A date with its words in one language.

    `day` is Korea's, `at_ms` its end in UTC milliseconds (to the minute where `exact`). `kind` is
    "by" a limit, "from" a first day, "look" a day to look; `whose` is the "person" or the
    "recipient". `law`: it rests on a law, told by `basis`. `unsure`: no source was found, or it
    wants another look. `counted` is what it counts from; `filing` and `links` what it is about.
    """

    rule: str
    day: date
    at_ms: int
    exact: bool
    passed: bool
    whose: str
    kind: str
    title: str
    label: str
    about: str
    basis: str
    law: bool
    confidence: str
    as_of: str
    unsure: bool
    turn_to: str = ""
    counted: Moment | None = None
    filing: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypedDay:
    """A day that only the person can tell; `day` is ISO text, empty where nothing was said."""

    field: str
    label: str
    help: str
    day: str


def next_dates(vault: OpenVault, case_id: str, language: str) -> tuple[NextDate, ...]:
    """Every date of a case, those to come first. Raises InputProblem INP-003."""
    now = vault.now_ms()
    rows = list_filings(vault, case_id)
    happened = [one for row in rows for one in happened_in(row.filing, row.steps)]
    happened += _told(vault, case_id)
    rules, homes = deadline_rules(), _homes()
    found = [_worded(due, language, now) for due in dues(happened, rules, homes, now)]
    found += _looks(vault, case_id, language, now)
    return _sorted(found)


def all_dates(vault: OpenVault, language: str) -> dict[str, tuple[NextDate, ...]]:
    """The same for every case that has some, by the case; read in one go, however many cases."""
    now = vault.now_ms()
    rules, homes = deadline_rules(), _homes()
    happened: dict[str, list[Happened]] = defaultdict(list)
    steps: dict[str, list[FilingStep]] = defaultdict(list)
    for step in vault.filed.filings.all_steps():
        steps[step.filing].append(step)
    for filing in vault.filed.filings.all():
        happened[filing.case] += happened_in(filing, steps[filing.id])
    for said in vault.filed.said.of_fields(day_fields()):
        happened[said.case] += _happened_of(said)
    looks: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for case, link, at_ms in vault.filed.fates.looks():
        looks[case][at_ms].append(link)
    found: dict[str, list[NextDate]] = defaultdict(list)
    for case, told in happened.items():
        found[case] += [_worded(due, language, now) for due in dues(told, rules, homes, now)]
    for case, days in looks.items():
        found[case] += _looks_by_day(days, language, now)
    return {case: _sorted(dates) for case, dates in found.items() if dates}


def day_fields() -> tuple[str, ...]:
    """The fields for days that only the person can tell, in the order of the triggers."""
    return tuple(TYPED + one.value for one in Trigger if known_field(TYPED + one.value) is not None)


def typed_days(vault: OpenVault, case_id: str, language: str) -> tuple[TypedDay, ...]:
    """The days that can be told, with what was said so far. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    said = vault.filed.said.of_case(case_id)
    found = []
    for one in day_fields():
        field = known_field(one)
        if field is not None:
            answer = said[one].answer if one in said else ""
            helped = field.help.in_language(language) if field.help else ""
            label = field.label.in_language(language)
            found.append(TypedDay(one, label, helped, answer if isinstance(answer, str) else ""))
    return tuple(found)


def say_day(vault: OpenVault, case_id: str, field: str, text: str) -> str:
    """Keep a day, typed in any of the usual ways; an empty text takes it out. Gives ISO text.

    Raises InputProblem INP-003, INP-124 no such day, INP-125 can't be read as a day.
    """
    vault.cases.get(case_id)
    if field not in day_fields():
        raise InputProblem("INP-124", id=field)
    moment = typed_moment(text)
    if moment is not None and (moment.at_ms is None or moment.certainty not in _READ):
        raise InputProblem("INP-125")
    day = "" if moment is None or moment.at_ms is None else korean_day(moment.at_ms).isoformat()
    with vault.transaction():
        if day:
            vault.filed.said.say(Said(case_id, field, day, vault.now_ms()))
        else:
            vault.filed.said.unsay(case_id, field)
    return day


def _told(vault: OpenVault, case_id: str) -> list[Happened]:
    fields = day_fields()
    told = vault.filed.said.of_case(case_id).items()
    return [one for field, said in told if field in fields for one in _happened_of(said)]


def _happened_of(said: Said) -> list[Happened]:
    moment = typed_moment(said.answer) if isinstance(said.answer, str) else None
    if moment is None or moment.at_ms is None:
        return []
    return [Happened(said.field.removeprefix(TYPED), moment)]


def _homes() -> dict[str, str]:
    """To whom each template goes."""
    return {name: load_template(name).recipient for name in known_templates()}


def _sorted(dates: list[NextDate]) -> tuple[NextDate, ...]:
    """Those to come first."""
    return tuple(sorted(dates, key=lambda one: (one.passed, one.at_ms, one.rule)))


def _worded(due: Due, language: str, now_ms: int) -> NextDate:
    rule = due.rule
    return NextDate(
        rule=rule.id,
        day=due.end.day,
        at_ms=due.end.at_ms,
        exact=due.end.exact,
        passed=due.passed,
        kind=due.part.kind,
        label=due.part.label.in_language(language),
        counted=due.begun.at,
        filing=due.begun.subject or None,
        **_of_rule(rule, language, now_ms),
    )


def _looks(vault: OpenVault, case_id: str, language: str, now_ms: int) -> list[NextDate]:
    """Links to look at again, together by their day."""
    days: dict[int, list[str]] = defaultdict(list)
    for row in list_fates(vault, case_id):
        if row.next_check_ms is not None:
            days[row.next_check_ms].append(row.link.id)
    return _looks_by_day(days, language, now_ms)


def _looks_by_day(days: Mapping[int, list[str]], language: str, now_ms: int) -> list[NextDate]:
    rule = recheck_rule()
    return [
        NextDate(
            rule=rule.id,
            day=korean_day(at_ms),
            at_ms=at_ms + DAY_MS - 1,
            exact=False,
            passed=at_ms + DAY_MS <= now_ms,
            kind="look",
            label="",
            links=tuple(links),
            **_of_rule(rule, language, now_ms),
        )
        for at_ms, links in days.items()
    ]


def _of_rule(rule: DeadlineRule, language: str, now_ms: int) -> dict[str, Any]:
    """What every date of a rule says alike."""

    def said(words: Words) -> str:
        return words.in_language(language)

    return {
        "whose": rule.by,
        "title": said(rule.title),
        "about": said(rule.about),
        "basis": said(rule.basis),
        "law": rule.law,
        "confidence": rule.confidence,
        "as_of": rule.as_of,
        # What the program itself suggests rests on no text that could be asked for.
        "unsure": rule.law and rule.stale(korean_day(now_ms)),
        "turn_to": "" if rule.then is None else recipient_name(rule.then, language),
    }
