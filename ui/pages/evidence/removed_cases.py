"""The cases that were set aside, above single items: brought back, or destroyed at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.session import Changed
from ui.setting_case_aside import bring_case_back
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, ends_row
from ui.widgets.progress import ProgressPanel
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.case.removing_cases import CaseSetAside
    from app.usecases.items.removing import Destroyed, KeptElsewhere
    from app.usecases.vault.vaults import OpenVault

NAME_LENGTH = 80
AT_ONCE = 3


class CasesAside(Card):
    """One case is chosen at a time: it is a whole case that comes back or goes."""

    def __init__(
        self,
        context: Context,
        progress: ProgressPanel,
        elsewhere: Callable[[KeptElsewhere], list[str]],
    ) -> None:
        """`elsewhere` words where copies stay, as for items."""
        super().__init__()
        self._context = context
        self._progress = progress
        self._elsewhere = elsewhere
        self._lead, self._what = Words("", "lead"), Words("", "soft")
        self._model = PagedModel(self._words_of, self)
        self.list = RowsView()
        self.list.setModel(self._model)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._back, self._destroy = Button("", SECONDARY), Button("", QUIET)
        self._back.clicked.connect(lambda *_: self._bring_back())
        self._destroy.clicked.connect(lambda *_: self._look_before())
        self.add(self._lead, self._what, self.list)
        self.inside.addLayout(ends_row(self._back, self._destroy))
        self.retext()
        self.show_cases(())

    def retext(self) -> None:
        """All words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("Whole cases"))
        self._what.say(
            tr(
                "With everything that is in them alone. "
                "A case is destroyed when the vault is opened after the time beside it."
            )
        )
        self.list.setAccessibleName(tr("Cases that are set aside"))
        self._back.say(tr("Bring the case back"))
        self._destroy.say(tr("Destroy the case now"))
        self._model.reword()

    def show_cases(self, rows: tuple[CaseSetAside, ...]) -> None:
        """Show these; nothing where there is none."""
        self._model.clear()
        self._model.add(rows, complete=True)
        self.list.setFixedHeight(min(AT_ONCE, len(rows)) * row_height() + 2)
        self.setVisible(bool(rows))
        if len(rows) == 1:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._allow()

    def _words_of(self, row: CaseSetAside) -> Said:
        tr = self._context.tr
        named = [visible_name(one, NAME_LENGTH) for one in (row.number, row.case.title) if one]
        held = self._context.ntr("{count} item", "{count} items", row.items)
        aside = tr("set aside {when}", when=clock(row.removed_ms))
        until = tr("destroyed after {when}", when=clock(row.due_ms))
        return " · ".join(named) or tr("Case without a name"), f"{held} · {aside}", until

    def _allow(self) -> None:
        anything = bool(self.list.chosen())
        for button in (self._back, self._destroy):
            button.setEnabled(anything)

    def _bring_back(self) -> None:
        (row,) = self.list.chosen()
        bring_case_back(self._context, row.case)

    def _look_before(self) -> None:
        """Read where copies stay, then ask."""
        from app.usecases.case.removing_cases import case_kept_elsewhere

        (row,) = self.list.chosen()
        self._context.with_vault(
            lambda vault, _job: case_kept_elsewhere(vault, row.case.id),
            partial(self._ask, row),
            owner=self,
        )

    def _ask(self, row: CaseSetAside, kept: KeptElsewhere) -> None:
        tr = self._context.tr
        said = [
            tr("This can't be taken back."),
            tr(
                "The custody log keeps that the case existed: what was done and when, "
                "and name, size and hash of its items."
            ),
            tr("Items that another case has too stay there."),
            *self._elsewhere(kept),
        ]
        self._context.messages.confirm(
            tr("Destroy the case for good?"),
            "\n\n".join(said),
            tr("Destroy the case now"),
            tr("Not now"),
            partial(self._begin, row.case.id),
        )

    def _begin(self, case: str) -> None:
        from app.usecases.case.removing_cases import destroy_case

        def work(vault: OpenVault, job: Job) -> Destroyed:
            return destroy_case(vault, case, job)

        self._progress.follow(self._context.with_vault(work, self._destroyed, owner=self))

    def _destroyed(self, done: Destroyed) -> None:
        tr = self._context.tr
        self._context.session.tell(Changed.CASES)
        later = (
            "" if done.finished else tr("The last steps are done when the vault is opened next.")
        )
        self._context.messages.good(tr("The case is destroyed."), later)
