"""Brings a person back to where she was: after a lock in the same sitting, and after a new start.

The place is kept in the vault when it is locked or the window closed
(`app.usecases.settings.leaving_off`), and nowhere else: in memory stays only which vault it was. In
the same sitting the window goes there by itself; after a new start the list of cases offers it
(`ui.pages.vault.news`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.reports.reports import Report
from app.errors import OngiError
from ui.context import Context
from ui.frame import Frame

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.settings.leaving_off import LeftOff
    from app.usecases.vault.vaults import OpenVault

ALONE = frozenset(
    {
        "case", "evidence", "timeline", "rooms", "links", "marks", "reports", "hand_over", "ledger",
        "narrative", "checklist", "consents", "incidents", "people", "payments", "five_minutes",
        "minor", "case_file", "facts", "traces", "alike", "came_back",
    }
)  # fmt: skip
"""Pages of a case that show the same whoever leads there."""
WITH_SUBJECT = frozenset(
    {
        "item", "view", "account", "saved_page", "filing", "form", "interview", "as_document",
        "room", "room_life", "chat",
    }
)  # fmt: skip
"""Pages that are asked to show something of the case."""
IN_THE_MIDDLE = frozenset({"form", "interview", "narrative", "as_document", "five_minutes"})
"""Where something may have been left half done: offered after a new start."""


def name_of(subject: object) -> str:
    """The identifier of what a page was asked to show; empty where it has none."""
    if isinstance(subject, str):
        return subject
    for one in (subject, getattr(subject, "room", None)):
        if isinstance(found := getattr(one, "id", None), str):
            return found
    fields = subject if isinstance(subject, tuple) else ()  # where a chat is to be opened
    return next((one for one in reversed(fields) if isinstance(one, str)), "")


def go_there(context: Context, left: LeftOff) -> None:
    """Choose the case and show the page."""
    from ui.pages.all_pages import PAGES

    subject: object = left.subject
    if left.page == "chat" and isinstance(subject, str):
        from ui.pages.chat.place import ChatPlace

        kind = {"m": "message_id", "r": "room_id", "i": "item_id"}.get(subject[:1], "room_id")
        subject = ChatPlace(**{kind: subject})
    context.session.choose(left.case)
    if left.page in PAGES and left.page in ALONE | WITH_SUBJECT:
        context.go(left.page, subject)
    else:
        context.go("case")


def can_go_on(left: LeftOff | None) -> bool:
    """Whether a place is one where something may have been left half done."""
    if left is None or left.page not in IN_THE_MIDDLE:
        return False
    return isinstance(left.subject, Report) or left.page not in WITH_SUBJECT


class ComingBack(QObject):
    """Notes what is shown, keeps it at a lock, goes there at the next opening."""

    def __init__(self, context: Context, frame: Frame) -> None:
        super().__init__(frame)
        self._context, self._frame = context, frame
        self._here: tuple[str, str] | None = None
        self._vault: Path | None = None
        frame.shown.connect(self._shown)
        context.session.about_to_lock.connect(self._keep)
        context.session.opened.connect(self._opened)

    def _shown(self, name: str, subject: object) -> None:
        if name in ALONE:
            self._here = (name, "")
        elif name in WITH_SUBJECT:
            found = name_of(subject)
            before = self._here
            if found or before is None or before[0] != name:  # shown anew, it shows the same
                self._here = (name, found)
        elif name == "cases":
            self._here = None

    def _keep(self) -> None:
        """Keep the place before the vault closes; what can't be kept is no matter."""
        session = self._context.session
        case, here = session.case, self._here
        self._here = self._vault = None
        if case is None or here is None:
            return
        page, subject = here
        self._vault = session.last_path

        def work(vault: OpenVault, _job: Job) -> None:
            from app.usecases.settings.leaving_off import leave_off

            leave_off(vault, page, case.id, subject)

        def let_it_be(_error: OngiError) -> bool:
            return True

        self._context.with_vault(
            work, lambda _none: None, owner=self, failed=let_it_be, must_finish=True
        )

    def _opened(self) -> None:
        if self._vault is None or self._vault != self._context.session.last_path:
            return

        def work(vault: OpenVault, _job: Job) -> LeftOff | None:
            from app.usecases.settings.leaving_off import left_off

            return left_off(vault)

        self._context.with_vault(work, self._go, owner=self)

    def _go(self, left: LeftOff | None) -> None:
        """Go there, unless the person has gone elsewhere meanwhile."""
        untouched = self._frame.page is self._frame.page_called("cases")
        if left is not None and untouched and self._context.session.case is None:
            go_there(self._context, left)
