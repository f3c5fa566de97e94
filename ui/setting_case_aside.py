"""Setting a whole case aside: hidden at once, said with a way back, as with items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.context import Context
from ui.messages import Offer
from ui.session import Changed

if TYPE_CHECKING:
    from app.domain.evidence.items import Case


def set_case_aside(context: Context, case: Case, owner: QObject) -> None:
    """Set a case aside, leave it for the list of cases, and offer to bring it back."""
    from app.usecases.case.removing_cases import set_case_aside as put_aside

    def done(_aside: object) -> None:
        context.session.choose(None)
        context.go("cases")
        context.messages.good(
            context.tr("The case is set aside and shows nowhere now."),
            context.tr("For a week it can be brought back, here or under “Set aside”."),
            Offer(context.tr("Bring back"), lambda: bring_case_back(context, case)),
        )

    context.with_vault(lambda vault, _job: put_aside(vault, case.id), done, owner=owner)


def bring_case_back(context: Context, case: Case) -> None:
    """Show a case again that was set aside."""
    from app.usecases.case.removing_cases import bring_case_back as bring

    def done(_nothing: None) -> None:
        context.session.tell(Changed.CASES)
        context.messages.good(context.tr("The case is back."))

    context.with_vault(lambda vault, _job: bring(vault, case.id), done, owner=context.session)
