"""Long work that was stopped by a lock, a kill or the power: see it, go on with it, or leave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.collect.clock import clock_of
from app.collect.course import Course, path_of
from app.collect.intake import Intake
from app.domain.evidence.excerpts import Span
from app.domain.evidence.intake import IntakeReport
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.intake.collecting import COLLECT
from app.usecases.intake.waiting import PLACE, place_rest
from app.usecases.vault.vaults import OpenVault
from app.vault.stores.unfinished import Work

__all__ = ["StoppedWork", "leave_work", "resume_work", "stopped_work"]


@dataclass(frozen=True)
class StoppedWork:
    """Work that can go on. `kind` is `collect` or `place`; `begun_ms` UTC milliseconds.

    `given` are the paths or the names it was begun with, `done` how many files are kept by now.
    """

    number: int
    kind: str
    case: str
    begun_ms: int
    given: tuple[str, ...]
    done: int


def stopped_work(vault: OpenVault) -> tuple[StoppedWork, ...]:
    """All that did not end, oldest first; none of a case that is set aside."""
    found, cases = [], {case.id for case in vault.cases.all()}
    for work in vault.unfinished.all():
        given = work.arguments.get("paths", work.arguments.get("names", []))
        if work.kind in (COLLECT, PLACE) and work.case in cases and isinstance(given, list):
            done = len(Course(vault, work).files)
            shown = tuple(str(path_of(str(one))) for one in given)
            found.append(StoppedWork(work.id, work.kind, work.case, work.begun_ms, shown, done))
    return tuple(found)


def resume_work(vault: OpenVault, number: int, job: Job) -> IntakeReport:
    """Go on where it stopped. The list at the end speaks of the whole import.

    What was kept is not read, stored or logged again; what is gone from its place is refused by
    name. Raises InputProblem INP-033 where there is no such work, and as the work itself does.
    """
    work = vault.unfinished.get(number)
    course = Course(vault, work)
    if work.kind == PLACE:
        return place_rest(vault, course, job)
    return _collect_rest(vault, work, course, job)


def leave_work(vault: OpenVault, number: int) -> None:
    """Not go on with it. What was kept stays, with the list of it. Raises InputProblem INP-033."""
    work = vault.unfinished.get(number)
    with vault.transaction():
        vault.unfinished.finish(work)


def _collect_rest(vault: OpenVault, work: Work, course: Course, job: Job) -> IntakeReport:
    told: Mapping[str, object] = work.arguments
    paths = told.get("paths")
    if work.kind != COLLECT or work.case is None:
        raise InputProblem("INP-033", number=work.id)
    if not isinstance(paths, list):
        raise InputProblem("INP-033", number=work.id)
    given: list[Path] = [path_of(str(path)) for path in paths]
    intake = Intake(
        vault,
        vault.cases.get(work.case),
        job,
        clock_of(told, work.id),
        course,
        pictures_confirmed=told.get("confirmed") is True,
    )
    return intake.take(given, _span(told.get("span")))


def _span(told: object) -> Span | None:
    """The part of chats that the import was begun with."""
    if not isinstance(told, list) or len(told) != 2:
        return None
    first, last = (one if isinstance(one, int) else None for one in told)
    return Span(first, last)
