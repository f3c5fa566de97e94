"""See what came in while the vault was locked, give it a place in a case, or throw it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.collect.clock import Clock, clock_of
from app.collect.course import Course
from app.collect.dropped import dropped_files
from app.collect.intake import Intake
from app.domain.custody import Act
from app.domain.evidence.intake import DayOrder, IntakeReport, Refused
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.intake.collecting import KST_MINUTES
from app.usecases.reports.needing import need
from app.usecases.vault.vaults import OpenVault
from app.vault.waiting.waiting import Unreadable, UnreadableError, Waiting

__all__ = ["PLACE", "Unreadable", "Waiting", "discard", "place", "place_rest", "what_waits"]

PLACE = "place"
"""What placing is called while it is unfinished."""


def what_waits(vault: OpenVault) -> tuple[Waiting | Unreadable, ...]:
    """All that waits, in the order it came in; what this vault's key can't open comes last.

    Raises EnvironmentProblem.
    """
    return vault.waiting.list()


def place(
    vault: OpenVault,
    case_id: str,
    job: Job,
    names: Sequence[str] | None = None,
    *,
    zone_minutes: int = KST_MINUTES,
    screens_without_image: bool = False,
    days: DayOrder = DayOrder.ASSUMED,
    why: str = "",
) -> IntakeReport:
    """Take what waits into a case, by the rules of `app.usecases.intake.collecting.collect`.

    `names` are those in the folder, None for all. What has its place leaves the folder; what is
    refused (minor mode, damage) stays until it is discarded. Raises InputProblem (INP-003, INP-032
    where no file that waits has one of the names, INP-022, COL-095), EnvironmentProblem.
    """
    case = vault.cases.get(case_id)
    if names is None:
        names = [one.name for one in vault.waiting.list()]
    for name in names:
        _known(vault, name)
    arguments = {
        "names": list(dict.fromkeys(names)),
        "confirmed": screens_without_image,
        "why": need(why),
        **Clock(zone_minutes, days).arguments(),
    }
    return place_rest(vault, Course.begin(vault, PLACE, case, arguments), job)


def place_rest(vault: OpenVault, course: Course, job: Job) -> IntakeReport:
    """Place what of a begun placing has no place yet."""
    told: Mapping[str, object] = course.work.arguments
    names = told.get("names")
    if course.work.case is None or not isinstance(names, list):
        raise InputProblem("INP-033", number=course.work.id)
    case = vault.cases.get(course.work.case)
    clock = clock_of(told, course.work.id)
    done = {one.key: path for path, one in course.files.items()}
    waiting: list[Waiting] = []
    gone: list[Refused] = []
    for name in map(str, names):
        try:
            waiting.append(vault.waiting.get(name))
        except UnreadableError:
            gone.append(Refused(name, "VLT-057"))
        except InputProblem:
            if name not in done:
                gone.append(Refused(name, "INP-032"))
    intake = Intake(
        vault, case, job, clock, course, pictures_confirmed=told.get("confirmed") is True
    )
    return intake.place(dropped_files(vault, waiting, done), gone)


def discard(vault: OpenVault, name: str) -> None:
    """Throw away a file that waits. The log keeps that there was one, and its hash if known.

    Raises InputProblem INP-032, EnvironmentProblem.
    """
    waiting = _known(vault, name)
    details: dict[str, str | int] = {"name": name}
    if waiting is not None:
        details |= {"sha256": waiting.sha256, "size": waiting.size, "path": waiting.facts.name}
    with vault.transaction():
        vault.custody.append(Act.DROP_DISCARDED, "", None, details)
    vault.waiting.remove(name)
    vault.custody.checkpoint()


def _known(vault: OpenVault, name: str) -> Waiting | None:
    """The file of a name, None where it can't be read. Raises InputProblem INP-032."""
    try:
        return vault.waiting.get(name)
    except UnreadableError:
        return None
