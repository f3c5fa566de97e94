"""Trying a kit without risk: typed words or saved files, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from app.error_texts import TEXTS
from ui.pages.page import Page
from ui.pages.ways_in.kit_entry import KitEntry
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.pill import FAILED, NOT_CHECKED, PASSED, Pill
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.usecases.ways_in.recovery import Rehearsal


class TryCard(Card):
    """A card to try a kit on the open vault. `tried` is called with what came of it."""

    def __init__(self, page: Page, tried: Callable[[Rehearsal], None]) -> None:
        super().__init__()
        self.context = page.context
        self._tried = tried
        self._result: Rehearsal | None = None
        self._many = False
        tr = self.context.tr
        lead, what = Words("", "strong"), Words("", "soft")
        page.say(lead.say, lambda: tr("Try the kit"))
        page.say(
            what.say,
            lambda: tr(
                "Type the words from your paper, or choose the saved file. Nothing is changed by "
                "it, and you can do it at any time."
            ),
        )
        self.entry = KitEntry(page)
        self.button = Button("", SECONDARY)
        self.button.clicked.connect(self.go)
        page.say(self.button.say, lambda: tr("Try it"))
        self._progress = ProgressPanel(self.context)
        self._state = Card("fact", spacing=4)
        self._state.hide()
        self.add(lead, what, self.entry)
        self.add_row(self.button)
        self.add(self._progress, self._state)
        page.say(lambda _text: self._say(), lambda: "")

    def go(self) -> None:
        """Try what was given."""
        from app.usecases.ways_in.recovery import rehearse_open

        self._state.hide()
        self.button.setEnabled(False)
        texts, self._many = self.entry.texts(), self.entry.sheets > 1
        ticket = self.context.with_vault(
            lambda vault, job: rehearse_open(vault, texts(), job),
            self._show,
            owner=self,
            failed=lambda _error: self.button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def clear(self) -> None:
        """Forget what was typed, and what came of it."""
        self.entry.clear()
        self.button.setEnabled(True)
        self._result = None
        self._state.empty()
        self._state.hide()

    def _show(self, result: Rehearsal) -> None:
        self.button.setEnabled(True)
        self._result = result
        if result.result.opens:
            self.entry.clear()
        self._say()
        self._tried(result)
        QTimer.singleShot(0, self._state, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """The answer, where the page is longer than the window."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(self._state)

    def _say(self) -> None:
        """What came of it, in words and a shape; a damaged key file is not called a wrong kit."""
        result, tr = self._result, self.context.tr
        if result is None:
            return
        self._state.empty()
        values = result.values
        if result.result.opens:
            self._state.add_row(Pill(PASSED, tr("It opens this vault")))
        elif result.result.value in ("undecided", "more_sheets"):
            self._state.add_row(Pill(NOT_CHECKED, tr("Not checked")))
        else:
            self._state.add_row(Pill(FAILED, tr("Does not match")))
        if not result.code:
            self._state.add(Words(tr("The kit is right: it opens this vault.")))
        else:
            said = TEXTS[result.code]
            self._state.add(Words(tr(said.sentence, **values)))
            if self._many and result.result.value == "mistyped":
                self._state.add(
                    Words(tr("It is on sheet {sheet} of those that were read.", **values))
                )
            self._state.add(Words(tr(said.next_step, **values), "soft"))
        self._state.show()
