"""The page of reports and the interview, for the gallery: a few questions of each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.domain.reports.reports import Report
from ui.building import Desk

COMPLAINT = "kr.police.complaint"


def pages(desk: Desk, report: Report, settle: Callable[[Desk], None]) -> Iterator[str]:
    """Reports with the rest opened; questions with what is known, with provisions, the end."""
    frame = desk.window.frame
    frame.go("reports")
    settle(desk)
    frame.page_called("reports")._others.setChecked(True)
    settle(desk)
    yield "reports-all"
    frame.page_called("reports")._others.setChecked(False)
    frame.go("interview", COMPLAINT)
    settle(desk)
    page = frame.page_called("interview")
    page._interview = replace(page._interview, safety=True)  # as with the first report of a case
    page._show("safety")
    settle(desk)
    yield "interview-safety"
    page._answers = {**page._answers, "event.type": ["deepfake_spread", "threat"]}
    for step in ("person.age_at_event", "event.type", "complaint.charge", "end"):
        if step == "person.age_at_event":
            page._answers = {**page._answers, step: "16to18"}
        page._show(step)
        settle(desk)
        yield f"interview-{step}"
    page._answers = {**page._answers, "person.age_at_event": None}
    frame.go("interview", report)
    settle(desk)
    page._show("offender.accounts")
    settle(desk)
    yield "interview"
