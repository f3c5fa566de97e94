"""The pages of a counsellor's desk: a case's sheet, the cases, what comes next, facts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.case.case_desk import CaseState
from app.domain.times.typed_times import typed_moment
from app.usecases.case.case_file import set_counselling, state_case, state_of
from app.usecases.case.cases import add_case
from app.usecases.case.work_list import desk_cases
from ui.building import Desk

Settle = Callable[[Desk], None]


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """As one person sees them, and as a counsellor does; the switch is off again afterwards."""
    frame, vault = desk.window.frame, desk.context.session.vault
    for name in ("case_file", "facts"):
        frame.go(name)
        settle(desk)
        yield name
    page = frame.page_called("facts")
    page._view.setCurrentIndex(page._model.index(0, 0))
    settle(desk)
    yield "facts-line"
    reports = vault.reports.in_case(case)
    report = next(one for one in reports if one.template == "kr.police.statement")
    frame.go("beside", report)
    settle(desk)
    page = frame.page_called("beside")
    page._fields["event.where"].line.setFocus()
    page._panel.view.setCurrentIndex(page._panel._model.index(0, 0))
    settle(desk)
    yield "beside"
    set_counselling(vault, on=True)
    if state_of(vault, case) is None:
        said = ((CaseState.RECEIVED, "2024-08-28"), (CaseState.COUNSELLING, "2024-09-02"))
        for state, day in said:
            state_case(vault, case, state, "전화로 이야기함", at=typed_moment(day))
    if len(desk_cases(vault, "ko")) < 4:
        for state in (CaseState.SUPPORTED, CaseState.CLOSED, CaseState.SPREAD_AGAIN):
            state_case(vault, add_case(vault, "").id, state)
    for name in ("case_file", "work", "cases"):
        frame.go(name)
        settle(desk)
        yield f"{name}-desk" if name == "case_file" else name
    set_counselling(vault, on=False)
    frame.go("case")
    settle(desk)
