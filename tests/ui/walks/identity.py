"""The form of a request for a pseudonym, with the card of the identity sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QScrollArea

from app.usecases.reports.reporting import save_report
from ui.building import Desk

REQUEST = "kr.police.pseudonym"


def pages(desk: Desk, case_id: str, settle: Callable[[Desk], None]) -> Iterator[str]:
    """Begin the request and show the end of its form."""
    vault = desk.context.session.vault
    known = (one for one in vault.reports.in_case(case_id) if one.template == REQUEST)
    report = next(known, None) or save_report(vault, case_id, REQUEST, {"person.alias": "김하늘"})
    desk.window.frame.go("form", report)
    settle(desk)
    bar = desk.window.frame.page_called("form").findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    settle(desk)
    yield "form-pseudonym"
