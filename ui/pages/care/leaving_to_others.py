"""Leaves items to somebody else to look at, from whatever page; says where they stand then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ui.context import Context
from ui.messages import Offer


def leave_to_others(
    context: Context, items: Sequence[str], owner: QObject, then: Callable[[], None]
) -> None:
    """Leave them, then call `then`; the notice leads to the list."""
    from app.usecases.items.looks import leave_to_look

    case = context.session.case
    if case is None or not items:
        return

    def left(_looks: object) -> None:
        then()
        context.messages.good(
            context.tr("Left to somebody else. You need not look at it."),
            context.tr("What they see stands in its place, once they wrote it down."),
            Offer(context.tr("See the list"), lambda: context.go("looks")),
        )

    context.with_vault(lambda vault, _job: leave_to_look(vault, case.id, items), left, owner=owner)
