"""The items of a case as choices of a question, page by page: for the form and the interview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.widgets.form.choices import Choices
from ui.widgets.form.evidence import PAGE, Arrived
from ui.wording import KINDS, day

if TYPE_CHECKING:
    from app.usecases.items.evidence import EvidenceRow

NAME_LENGTH = 28
Rows = tuple["EvidenceRow", ...]


def first_items(context: Context, owner: QObject, then: Callable[[Rows], None]) -> None:
    """Read the first page of the case's items."""
    _read(context, owner, 0, then)


def more_items(context: Context, owner: QObject, offset: int, arrived: Arrived) -> None:
    """Read a further page, as a field of evidence asks for it."""
    _read(context, owner, offset, lambda rows: arrived(choices(context, rows)))


def choices(context: Context, rows: Rows) -> Choices:
    """Items with their words: kind, day, name."""
    return [(row.item.id, _words(context, row)) for row in rows]


def _read(context: Context, owner: QObject, offset: int, then: Callable[[Rows], None]) -> None:
    from app.usecases.items.evidence import list_items

    case = context.session.case
    if case is None:
        return
    context.with_vault(
        lambda vault, _job: list_items(vault, case.id, limit=PAGE, offset=offset), then, owner=owner
    )


def _words(context: Context, row: EvidenceRow) -> str:
    at = row.shown.at_ms if row.shown and row.shown.at_ms is not None else row.item.added_ms
    kind = context.tr(KINDS[row.item.kind])
    return f"{kind} · {day(at, context)} · {visible_name(row.item.name, NAME_LENGTH)}"
