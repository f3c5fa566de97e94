"""Take files, folders and chat exports into a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.collect.clock import Clock
from app.collect.course import Course, path_text
from app.collect.intake import Intake
from app.collect.walk import readable
from app.domain.evidence.excerpts import Span
from app.domain.evidence.intake import DayOrder, IntakeReport
from app.jobs import Job
from app.usecases.intake.watching import pass_over
from app.usecases.reports.needing import need
from app.usecases.vault.vaults import OpenVault

KST_MINUTES = 540
COLLECT = "collect"
"""What this work is called while it is unfinished."""


def collect(
    vault: OpenVault,
    case_id: str,
    paths: Sequence[Path],
    job: Job,
    *,
    zone_minutes: int = KST_MINUTES,
    screens_without_image: bool = False,
    days: DayOrder = DayOrder.ASSUMED,
    why: str = "",
    span: Span | None = None,
) -> IntakeReport:
    """Store every file under the paths, read the chat exports among them, say what became of each.

    `zone_minutes` (east of UTC) is used only where an export gives clock times without a zone.
    `days` only where an export's dates can be read in two ways; with ASKED such an export is kept
    and not read: the list has `day_order_asked`, and the same files given once more, with the
    person's answer, are read then.
    `screens_without_image`: in minor mode, the person has made sure that the given pictures show
    no sexual image; media of chat exports stay out all the same. `why` is the person's word on why
    pictures and films themselves are needed, if they say it; the log has it. Stopping keeps what
    was finished; what a lock, a kill or a full disk stopped can go on
    (`app.usecases.vault.unfinished`). Raises InputProblem (INP-002, INP-003, INP-022, COL-095),
    EnvironmentProblem (ENV-001 disk full, ENV-005).
    """
    case = vault.cases.get(case_id)
    clock = Clock(zone_minutes, days)
    arguments = {
        "paths": [path_text(path.absolute()) for path in paths],
        "confirmed": screens_without_image,
        "why": need(why),
        **clock.arguments(),
        **({} if span is None else {"span": [span.from_ms, span.to_ms]}),
    }
    course = Course.begin(vault, COLLECT, case, arguments)
    intake = Intake(vault, case, job, clock, course, pictures_confirmed=screens_without_image)
    report = intake.take(paths, span)
    left = {one.path for one in report.refused}
    pass_over(vault, [path for path in paths if readable(path.name) not in left])
    return report
