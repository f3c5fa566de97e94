"""What was set aside: for a week it can be brought back; it can also be destroyed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.pages.evidence.removed_cases import CasesAside
from ui.pages.page import Page
from ui.session import Changed
from ui.setting_aside import bring_back
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, ends_row
from ui.widgets.empty import EmptyNote
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.case.removing_cases import CaseSetAside
    from app.usecases.items.removing import Destroyed, KeptElsewhere, SetAside
    from app.usecases.vault.vaults import OpenVault

NAME_LENGTH = 80
MOST_NAMES = 5
Aside = tuple["tuple[CaseSetAside, ...]", "tuple[SetAside, ...]"]


def look(vault: OpenVault) -> Aside:
    """Read both in one go on the vault lane."""
    from app.usecases.case.removing_cases import list_cases_aside
    from app.usecases.items.removing import list_removed

    return list_cases_aside(vault), list_removed(vault)


class RemovedPage(Page):
    """A list to choose from, and what can be done with what is chosen."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """What setting aside means, the list, two buttons."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Set aside"))
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._progress = ProgressPanel(self.context)
        self._card = Card()
        what, vault = Words("", "soft"), Words("", "quiet")
        self.say(
            what.say,
            lambda: tr(
                "It shows nowhere else, and goes into no report and no bundle. "
                "It is destroyed when the vault is opened after the time beside it."
            ),
        )
        self.say(
            vault.say,
            lambda: tr("A whole vault that was set aside is never destroyed by itself."),
        )
        self._model = PagedModel(self._words_of, self)
        self._list = RowsView(chooses=True)
        self._list.setModel(self._model)
        self._list.hug()
        self._list.picked.connect(self._allow)
        self.say(self._list.setAccessibleName, lambda: tr("What is set aside"))
        self._back, self._destroy = Button("", SECONDARY), Button("", QUIET)
        self._back.clicked.connect(self._bring_back)
        self._destroy.clicked.connect(self._look_before)
        self.say(self._back.say, lambda: tr("Bring back"))
        self.say(self._destroy.say, lambda: tr("Destroy now"))
        self._card.add(what, vault)
        self._card.inside.addWidget(self._list, 1000)
        self._card.inside.addLayout(ends_row(self._back, self._destroy))
        self._card.inside.addStretch(1)
        self._empty = EmptyNote("evidence")
        self.say(self._empty.sentence.say, lambda: tr("What you set aside waits here for a week."))
        self._cases = CasesAside(self.context, self._progress, self._what_stays_behind)
        self.desk.addWidget(self._progress)
        self.desk.addWidget(self._cases, 0, Qt.AlignmentFlag.AlignTop)
        self.desk.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        self.desk.addWidget(self._empty, 1)
        self.clear()

    def _words_of(self, row: SetAside) -> Said:
        until = self.context.tr("destroyed after {when}", when=clock(row.due_ms))
        aside = self.context.tr("set aside {when}", when=clock(row.removed_ms))
        name = visible_name(row.item.name, NAME_LENGTH)
        return name, f"{size_text(row.item.size)} · {aside}", until

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read what is set aside, in all cases."""
        self.context.with_vault(lambda vault, _job: look(vault), self._show, owner=self)

    def on_changed(self, what: Changed) -> None:
        """Only what came or went matters here."""
        if what in (Changed.EVIDENCE, Changed.CASES):
            self.refresh()

    def retext(self) -> None:
        """The rows too."""
        super().retext()
        self._model.reword()
        self._cases.retext()

    def leave_case(self) -> None:
        """What is set aside is of the whole vault."""

    def clear(self) -> None:
        """Let go of the lists."""
        self._cases.show_cases(())
        self._model.clear()
        self._card.hide()
        self._empty.hide()
        self._allow()

    def _show(self, found: Aside) -> None:
        cases, rows = found
        self._cases.show_cases(cases)
        self._model.clear()
        self._model.add(rows, complete=True)
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows and not cases)
        self._allow()

    def _allow(self) -> None:
        anything = self._list.selectionModel() is not None and bool(self._list.chosen())
        for button in (self._back, self._destroy):
            button.setEnabled(anything)

    def _items(self) -> list[str]:
        return [row.item.id for row in self._list.chosen()]

    def _bring_back(self) -> None:
        bring_back(self.context, self._items())

    def _look_before(self) -> None:
        """Read where copies stay, then ask."""
        from app.usecases.items.removing import kept_elsewhere

        items = self._items()
        self.context.with_vault(
            lambda vault, _job: kept_elsewhere(vault, items),
            lambda kept: self._ask(items, kept),
            owner=self,
        )

    def _ask(self, items: list[str], kept: KeptElsewhere) -> None:
        tr, ntr = self.context.tr, self.context.ntr
        self.context.messages.confirm(
            ntr("Destroy {count} for good?", "Destroy {count} for good?", len(items)),
            "\n\n".join([tr("This can't be taken back."), *self._what_stays(kept)]),
            tr("Destroy now"),
            tr("Not now"),
            lambda: self._begin(items),
        )

    def _what_stays(self, kept: KeptElsewhere) -> list[str]:
        tr = self.context.tr
        log = tr(
            "The custody log keeps that they existed: name, size and hash, "
            "and when they came and went."
        )
        return [log, *self._what_stays_behind(kept)]

    def _what_stays_behind(self, kept: KeptElsewhere) -> list[str]:
        tr = self.context.tr
        said = [
            tr(
                "Their bytes are unreadable in this vault. "
                "What a solid-state disk keeps of an older key file can't be known."
            ),
        ]
        if kept.bundles:
            shown = [visible_name(name, NAME_LENGTH) for name in kept.bundles[:MOST_NAMES]]
            names = ", ".join(shown) + (" …" if len(kept.bundles) > MOST_NAMES else "")
            said.append(
                tr("Bundles made since then may hold a copy, and keep it: {names}", names=names)
            )
        if kept.backup:
            said.append(tr("The backup holds a copy until the next one is made there."))
        if kept.case_files:
            said.append(tr("Whoever was handed the case as a file keeps a copy."))
        return said

    def _begin(self, items: list[str]) -> None:
        from app.usecases.items.removing import destroy_items

        def work(vault: OpenVault, job: Job) -> Destroyed:
            return destroy_items(vault, items, job)

        ticket = self.context.with_vault(work, self._destroyed, owner=self)
        self._progress.follow(ticket)

    def _destroyed(self, done: Destroyed) -> None:
        self.refresh()
        self.context.messages.good(
            self.context.ntr("{count} destroyed.", "{count} destroyed.", done.items),
            ""
            if done.finished
            else self.context.tr("The last steps are done when the vault is opened next."),
        )
