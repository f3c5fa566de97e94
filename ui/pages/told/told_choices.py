"""What of a case can be named in a form that tells something: its items, its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.widgets.told_form import ToldForm

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault

NOBODY = (("", ""),)
MOST = 500


def offer_items(context: Context, form: ToldForm, owner: QObject) -> None:
    """The items of the case, by their names, for the field `item`."""
    case = context.session.case
    if case is None:
        return

    def read(vault: OpenVault, _job: Job) -> list[tuple[str, str]]:
        from app.usecases.items.evidence import list_items

        rows = list_items(vault, case.id, limit=MOST)
        return [(row.item.id, visible_name(row.item.name, 48)) for row in rows]

    context.with_vault(read, lambda named: form.offer("item", (*NOBODY, *named)), owner=owner)


def offer_people(context: Context, form: ToldForm, owner: QObject) -> None:
    """Those who have a name here, for the field `person`."""
    case = context.session.case
    if case is None:
        return

    def read(vault: OpenVault, _job: Job) -> list[tuple[str, str]]:
        from app.usecases.told.people import list_people

        people = (known.person for known in list_people(vault, case.id))
        return [(one.id, one_line(one.name, 60)) for one in people if one.name]

    context.with_vault(read, lambda named: form.offer("person", (*NOBODY, *named)), owner=owner)
