"""The work list: what comes next over all cases of a vault, and what was looked at of it.

Read in one go, whatever the number of cases: no case is opened for it. What was ticked is kept in
the vault by a key of 64 bits and comes back once its day is another.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.case.case_desk import CaseState, CaseStep
from app.domain.case.work_list import GROUPS, WORK_KINDS, Group, WorkEntry, WorkKind
from app.domain.evidence.items import Case
from app.domain.times.periods import korean_day
from app.errors import InputProblem
from app.usecases.follow_up.deadlines import NextDate, all_dates
from app.usecases.intake.dropping import lying_here
from app.usecases.reports.consenting import text_version
from app.usecases.vault.unfinished import stopped_work
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "GROUPS",
    "WORK_KINDS",
    "CaseRow",
    "Group",
    "WorkEntry",
    "WorkKind",
    "desk_cases",
    "mark_seen",
    "work_list",
]

WEEK = 7
_SEEN = "work_seen:"


@dataclass(frozen=True)
class CaseRow:
    """A case as a desk lists it.

    `changed_ms` is the newest entry of its log, `next_day` the next date that has not gone by.
    """

    case: Case
    number: str
    step: CaseStep | None
    changed_ms: int
    next_day: date | None

    @property
    def state(self) -> CaseState | None:
        """Where it stands; None where nobody said."""
        return None if self.step is None else self.step.state

    def is_found(self, asked: str) -> bool:
        """Whether number or name hold what was asked for; letters of any case."""
        wanted = asked.casefold().strip()
        return wanted in self.number.casefold() or wanted in self.case.title.casefold()


def desk_cases(
    vault: OpenVault, language: str, *, state: CaseState | None = None, find: str = ""
) -> tuple[CaseRow, ...]:
    """All cases, the one that changed last first; of one state, or found by number or name."""
    numbers, states = vault.desk.numbers.all(), vault.desk.states.newest()
    changed, dates = vault.custody.newest_by_case(), all_dates(vault, language)
    rows = [
        CaseRow(
            case,
            numbers.get(case.id, ""),
            states.get(case.id),
            changed.get(case.id, case.created_ms),
            next((one.day for one in dates.get(case.id, ()) if not one.passed), None),
        )
        for case in vault.cases.all()
    ]
    wanted = (row for row in rows if state in (None, row.state) and row.is_found(find))
    return tuple(sorted(wanted, key=lambda row: -row.changed_ms))


def work_list(vault: OpenVault, language: str, *, seen: bool = False) -> tuple[WorkEntry, ...]:
    """What comes next, by day; what has no day comes after. With `seen`, what was ticked too."""
    looked = vault.facts.beginning(_SEEN)
    titles = {case.id: case.title for case in vault.cases.all()}
    names, states = titles | vault.desk.numbers.all(), vault.desk.states.newest()
    found = (
        replace(
            one,
            name=names.get(one.case or "", ""),
            title=titles.get(one.case or "", ""),
            state=states[one.case].state if one.case in states else None,
            seen=one.key in looked,
        )
        for one in _entries(vault, language, korean_day(vault.now_ms()))
    )
    wanted = (one for one in found if seen or not one.seen)
    return tuple(sorted(wanted, key=_order))


def mark_seen(vault: OpenVault, key: str, *, on: bool = True) -> None:
    """Tick an entry, or take the tick back. Ticks of what is not on the list any more go.

    Raises InputProblem INP-184 for what is not on it.
    """
    here = {one.key for one in _entries(vault, "ko", korean_day(vault.now_ms()))}
    if key not in here:
        raise InputProblem("INP-184")
    with vault.transaction():
        for old in vault.facts.beginning(_SEEN):
            if old not in here:
                vault.facts.drop(_SEEN + old)
        if on:
            vault.facts.put(_SEEN + key, str(vault.now_ms()))
        else:
            vault.facts.drop(_SEEN + key)


def _entries(vault: OpenVault, language: str, today: date) -> Iterator[WorkEntry]:
    """What comes next in all cases that show, and what belongs to none."""
    shown = {None, *(case.id for case in vault.cases.all())}
    yield from (one for one in _found(vault, language, today) if one.case in shown)


def _found(vault: OpenVault, language: str, today: date) -> Iterator[WorkEntry]:
    for case, dates in all_dates(vault, language).items():
        for one in dates:
            yield _of_date(case, one, today)
    asked = [(one.case, one.came_ms) for one in vault.handover.questions.unanswered()]
    yield from _together(WorkKind.QUESTION, asked, today)
    left = [(one.case, one.asked_ms or 0) for one in vault.told.looks.waiting()]
    yield from _together(WorkKind.LEFT, left, today)
    version = text_version()
    for case in vault.filed.consents.of_other_text(version):
        yield _plain(WorkKind.CONSENT, case, None, today, 0, version)
    waiting = len(lying_here(vault.path))
    if waiting:
        yield _plain(WorkKind.WAITING, None, today, today, waiting)
    for work in stopped_work(vault):
        day = korean_day(work.begun_ms)
        yield _plain(WorkKind.STOPPED, work.case, day, today, 0, str(work.number))


def _together(kind: WorkKind, came: Iterable[tuple[str, int]], today: date) -> Iterator[WorkEntry]:
    """One entry a case for what came in it, with the day of the newest (UTC milliseconds)."""
    times: dict[str, list[int]] = defaultdict(list)
    for case, at_ms in came:
        times[case].append(at_ms)
    for case, found in times.items():
        yield _plain(kind, case, korean_day(max(found)), today, len(found))


def _of_date(case: str, one: NextDate, today: date) -> WorkEntry:
    kind = WorkKind.LOOK if one.kind == "look" else WorkKind.DATE
    label = one.label if one.label.casefold() not in one.title.casefold() else ""
    about = (case, one.rule, one.filing or "", " ".join(one.links) if one.links else "")
    return WorkEntry(
        _key(kind, one.day, *about),
        kind,
        _group(one.day, today),
        case,
        day=one.day,
        passed=one.passed,
        words=" · ".join(part for part in (one.title, label) if part),
        count=len(one.links),
        filing=one.filing,
        links=one.links,
    )


def _plain(
    kind: WorkKind, case: str | None, day: date | None, today: date, count: int, what: str = ""
) -> WorkEntry:
    """Something that came, and can be looked at from then on."""
    key = _key(kind, day, case or "", what)
    return WorkEntry(key, kind, _group(day, today), case, day=day, count=count)


def _group(day: date | None, today: date) -> Group:
    if day is None or day > today + timedelta(days=WEEK):
        return Group.LATER
    if day > today:
        return Group.WEEK
    return Group.TODAY if day == today else Group.AGAIN


def _key(kind: WorkKind, day: date | None, *about: str) -> str:
    said = (kind.value, *about, "" if day is None else day.isoformat())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _order(one: WorkEntry) -> tuple[int, bool, date, str, str]:
    """By group, then by day; those without a day at the end of theirs."""
    return (list(Group).index(one.group), one.day is None, one.day or date.max, one.name, one.key)
