"""Setting items aside, from wherever they are shown: hidden at once, and said with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ui.context import Context
from ui.messages import Offer
from ui.session import Changed


def set_aside(
    context: Context, items: Sequence[str], owner: QObject, then: Callable[[], None]
) -> None:
    """Set items aside, call `then` (where to go from there), and offer to bring them back."""
    from app.usecases.items.removing import set_items_aside

    given = list(items)

    def done(_waiting: object) -> None:
        then()
        context.session.tell(Changed.EVIDENCE)
        context.messages.good(
            context.ntr("{count} set aside.", "{count} set aside.", len(given)),
            context.tr("For a week they can be brought back, here or under “Set aside”."),
            Offer(context.tr("Bring back"), lambda: bring_back(context, given)),
        )

    context.with_vault(lambda vault, _job: set_items_aside(vault, given), done, owner=owner)


def bring_back(context: Context, items: Sequence[str]) -> None:
    """Show items again that were set aside."""
    from app.usecases.items.removing import bring_back as bring

    given = list(items)

    def done(_nothing: None) -> None:
        context.session.tell(Changed.EVIDENCE)
        context.messages.good(
            context.ntr("{count} brought back.", "{count} brought back.", len(given))
        )

    context.with_vault(lambda vault, _job: bring(vault, given), done, owner=context.session)
