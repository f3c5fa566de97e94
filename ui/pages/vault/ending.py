"""Giving the whole vault up: set aside for a week, kept after all, or destroyed at once.

Nothing is destroyed without a word that is typed, and nothing by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.text.textsafe import visible
from app.errors import OngiError
from ui.context import Context
from ui.lanes import Lane
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job

MOST_SHOWN = 50
NAME_LENGTH = 120


class EndingPage(Page):
    """One card to set aside or keep, one to destroy; and, afterwards, what came of it."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._due_ms: int | None = None
        self._left: tuple[str, ...] | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The two cards."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Give this vault up"))
        self._way_back = self.head_button(
            lambda: tr("Backup and safekeeping"), lambda: self.context.go("safety"), filled=False
        )
        self._aside = Card()
        self._lead, self._what = Words("", "lead"), Words("", "soft")
        self._keep, self._set_aside = Button("", PRIMARY), Button("", SECONDARY)
        for button in (self._keep, self._set_aside):
            button.clicked.connect(self._turn)
        self.say(self._keep.say, lambda: tr("Keep it after all"))
        self.say(self._set_aside.say, lambda: tr("Set the vault aside"))
        items = Words("", "quiet")
        self.say(
            items.say,
            lambda: tr(
                "Single items that were set aside are destroyed when the vault is opened after "
                "their week."
            ),
        )
        self._aside.add(self._lead, self._what, items)
        self._aside.add_row(self._keep, self._set_aside)
        self._build_now()
        self._progress = ProgressPanel(self.context)
        self._result = Card("fact", spacing=6)
        for widget in (self._aside, self._now, self._progress, self._result):
            self.desk.addWidget(widget)
        self.clear()

    def _build_now(self) -> None:
        tr = self.context.tr
        self._now = Card(spacing=8)
        lead, what, stays, ask = Words("", "strong"), Words(""), Words("", "soft"), Words("")
        self.say(lead.say, lambda: tr("Destroy it at once"))
        self.say(
            what.say,
            lambda: tr(
                "Everything in this vault will be gone for good. "
                "Bundles and backups stay where they are."
            ),
        )
        self.say(
            stays.say,
            lambda: tr(
                "The vault's keys are overwritten and its files removed. What a solid-state disk "
                "keeps of the key file can't be known. This can't be stopped or taken back."
            ),
        )
        self.say(ask.say, lambda: tr("To destroy it, type: {word}", word=tr("destroy")))
        self._word = QLineEdit()
        self._word.setMaxLength(40)
        self._word.textChanged.connect(self._allow)
        self.say(
            self._word.setAccessibleName,
            lambda: tr("To destroy it, type: {word}", word=tr("destroy")),
        )
        self._destroy = Button("", SECONDARY)
        self._destroy.clicked.connect(self._end)
        self.say(self._destroy.say, lambda: tr("Destroy the vault now"))
        self._now.add(lead, what, stays, ask, self._word)
        self._now.add_row(self._destroy)

    def refresh(self, subject: object = None) -> None:
        """Read whether it is set aside."""
        from app.usecases.vault.ending import vault_due

        if self.context.session.is_open:
            if self._left is not None:
                self.clear()
            self.context.with_vault(lambda vault, _job: vault_due(vault), self._show, owner=self)

    def retext(self) -> None:
        """What came from the vault too."""
        super().retext()
        self._show(self._due_ms)
        self._allow()
        if self._left is not None:
            self._show_ended(self._left)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of what was typed and read."""
        self._due_ms = None
        self._left = None
        self._word.clear()
        self._result.empty()
        self._result.hide()
        for widget in (self._aside, self._now, self._way_back):
            widget.show()
        self._show(None)
        self._allow()

    def _show(self, due_ms: int | None) -> None:
        tr = self.context.tr
        self._due_ms = due_ms
        self._keep.setVisible(due_ms is not None)
        self._set_aside.setVisible(due_ms is None)
        if due_ms is None:
            self._lead.say(tr("Set the vault aside for a week"))
            self._what.say(
                tr(
                    "Nothing changes meanwhile, and it can be kept after all. "
                    "Nothing is destroyed by itself, also not after the week."
                )
            )
        else:
            self._lead.say(tr("This vault is set aside."))
            self._what.say(
                tr("The week ends {when}. Nothing is destroyed by itself.", when=clock(due_ms))
            )

    def _allow(self) -> None:
        typed = self._word.text().strip().casefold()
        self._destroy.setEnabled(typed == self.context.tr("destroy").casefold())

    def _turn(self) -> None:
        from app.usecases.vault.ending import keep_vault, set_vault_aside

        if self._due_ms is None:
            self.context.with_vault(
                lambda vault, _job: set_vault_aside(vault), self._show, owner=self
            )
            return

        def kept(_was: bool) -> None:
            self._show(None)
            self.context.messages.good(self.context.tr("The vault is kept."))

        self.context.with_vault(lambda vault, _job: keep_vault(vault), kept, owner=self)

    def _end(self) -> None:
        """Let go of the vault first, as for a lock: then it is destroyed on its lane."""
        from app.usecases.vault.ending import destroy_vault

        vault = self.context.session.give_up()

        def work(job: Job) -> tuple[str, ...]:
            try:
                return destroy_vault(vault, job)
            finally:
                vault.close()

        self.context.go("ending")
        for widget in (self._aside, self._now, self._way_back):
            widget.hide()
        ticket = self.context.lanes.run(
            Lane.VAULT,
            work,
            owner=self,
            done=self._show_ended,
            failed=self._failed,
            must_finish=True,
        )
        self._progress.follow(ticket)

    def _failed(self, error: OngiError) -> None:
        """What is left can be destroyed from the page that opens vaults, which asks."""
        self.context.go("unlock")
        self.context.errors.show(error)

    def _show_ended(self, left: tuple[str, ...]) -> None:
        tr = self.context.tr
        self._left = left
        self._result.empty()
        self._result.add(
            Words(
                tr("The vault is destroyed. Nobody can open it any more, with no key."), "strong"
            ),
            Words(
                tr(
                    "What a solid-state disk keeps of the key file can't be known; "
                    "backups and bundles stay where they are."
                )
            ),
        )
        if left:
            self._result.add(Words(tr("These are no part of a vault and were left:"), "soft"))
            shown = [visible(name, NAME_LENGTH) for name in left[:MOST_SHOWN]]
            self._result.add(*(Words(name, "quiet") for name in shown))
        self._result.show()
