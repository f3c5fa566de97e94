"""The account of events and what can help, as a person comes to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton

from app.usecases.reports.narrating import account_of, remove_line
from ui.building import Desk

Settle = Callable[[Desk], None]


def pages(desk: Desk, case: str, settle: Settle) -> Iterator[str]:
    """Before a draft, with one, with something offered; and the points, one of them open."""
    frame = desk.window.frame
    frame.go("narrative")
    settle(desk)
    yield "narrative-before"
    page = frame.page_called("narrative")
    page.draft()
    settle(desk)
    row = page.column.row(account_of(desk.context.session.vault, case)[-1].id)
    row.write()
    row.show_acts(True)
    settle(desk)
    yield "narrative"
    remove_line(desk.context.session.vault, case, row.line.id)
    page.draft()
    settle(desk)
    yield "narrative-offered"
    page.offers.retext()
    page._take(page.offers.offered)
    settle(desk)
    frame.go("checklist")
    settle(desk)
    page = frame.page_called("checklist")
    next(one for one in page.findChildren(QAbstractButton) if one.isCheckable()).click()
    settle(desk)
    yield "checklist"
