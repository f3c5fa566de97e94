"""What comes next over all cases: one list by day. Return opens the place in its case.

Nothing is late. What was looked at is ticked and leaves the list until its day is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from app.domain.case.case_desk import CASE_STATES, SHAPES
from app.domain.case.work_list import GROUPS, WORK_KINDS, Group, WorkEntry, WorkKind
from app.domain.follow_up.ledger_words import PASSED_LOOK
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.paged import ROW, Said
from ui.pages.desk.work_rows import Heading, WorkModel, WorkRows
from ui.pages.ledger.saying import day_in_words
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.usecases.vault.vaults import OpenVault

PAGES = {
    WorkKind.DATE: "ledger",
    WorkKind.LOOK: "fates",
    WorkKind.QUESTION: "came_back",
    WorkKind.LEFT: "looks",
    WorkKind.CONSENT: "consents",
    WorkKind.WAITING: "waiting",
    WorkKind.STOPPED: "cases",
}
"""Where each kind is looked at."""


class WorkPage(Page):
    """The list, and below it what can be done with the entry that the keyboard stands on."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._entries: tuple[WorkEntry, ...] = ()
        self._ticked: list[tuple[str, bool]] = []
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """Hint, list, buttons."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What comes next"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        hint = Words("", "soft")
        self.say(
            hint.say,
            lambda: tr("Return opens it in its case. Space says that you looked at it."),
        )
        self._view, self._model = WorkRows(), WorkModel(self._words_of, self)
        self._view.setModel(self._model)
        self._view.opened.connect(lambda index: self._open(index.data(ROW)))
        self._view.ticked.connect(self._tick)
        self._view.undone.connect(self._undo)
        self.say(self._view.setAccessibleName, lambda: tr("What comes next"))
        self._list = Card()
        self._list.add(self._view)
        self._empty = EmptyNote("timeline")
        self.say(self._empty.sentence.say, lambda: tr("Nothing is due. What comes will be here."))
        self.desk.addWidget(hint)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._list, 1)
        self.desk.addLayout(self._below())

    def _below(self) -> QHBoxLayout:
        tr = self.context.tr
        self._seen, self._open_it = Button("", SECONDARY), Button("", SECONDARY)
        back, self._all = Button("", QUIET), Tick()
        self._open_it.clicked.connect(lambda *_: self._open(self._view.here()))
        self._seen.clicked.connect(lambda *_: self._tick())
        back.clicked.connect(lambda *_: self._undo())
        self._all.clicked.connect(lambda *_: self._read(self._view.currentIndex().row()))
        self.say(self._open_it.say, lambda: tr("Open"))
        self.say(self._seen.say, lambda: tr("Looked at"))
        self.say(back.say, lambda: tr("Take it back"))
        self.say(self._all.say, lambda: tr("Show what was looked at too"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._open_it, self._seen, back):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._all)
        return row

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the list."""
        self._read(0)

    def on_changed(self, what: Changed) -> None:
        """Where the keyboard stands stays."""
        self._read(self._view.currentIndex().row())

    def leave_case(self) -> None:
        """The list is of all cases."""

    def retext(self) -> None:
        """Dates have words of their own, so they are read anew."""
        super().retext()
        self._model.reword()
        if self._entries and self.context.session.is_open:
            self._read(self._view.currentIndex().row())

    def clear(self) -> None:
        """Let go of everything."""
        self._ticked = []
        self._all.setChecked(False)
        self._show((), 0)

    def _read(self, place: int) -> None:
        from app.usecases.case.work_list import work_list

        if not self.context.session.is_open:
            return
        language, seen = self.context.language.texts.language, self._all.isChecked()
        self.context.with_vault(
            lambda vault, _job: work_list(vault, language, seen=seen),
            lambda entries: self._show(entries, place),
            owner=self,
        )

    def _show(self, entries: tuple[WorkEntry, ...], place: int) -> None:
        self._entries = entries
        self._model.clear()
        self._model.add(list(_with_headings(entries)), complete=True)
        self._list.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        for button in (self._seen, self._open_it):
            button.setEnabled(bool(entries))
        self._view.go_to(place)

    def _tick(self) -> None:
        one = self._view.here()
        if one is not None:
            self._mark(one.key, on=not one.seen)
            self._ticked.append((one.key, one.seen))

    def _undo(self) -> None:
        if self._ticked:
            key, before = self._ticked.pop()
            self._mark(key, on=before)

    def _mark(self, key: str, *, on: bool) -> None:
        from app.usecases.case.work_list import mark_seen, work_list

        language, seen = self.context.language.texts.language, self._all.isChecked()
        place = self._view.currentIndex().row()

        def work(vault: OpenVault) -> tuple[WorkEntry, ...]:
            mark_seen(vault, key, on=on)
            return work_list(vault, language, seen=seen)

        self.context.with_vault(
            lambda vault, _job: work(vault), lambda found: self._show(found, place), owner=self
        )

    def _open(self, one: WorkEntry | None) -> None:
        """Go to its case, and there to its place."""
        if one is None:
            return
        page = PAGES[one.kind]
        subject: object = one.links or None
        if one.filing is not None:
            page, subject = "filing", one.filing
        if one.case is None:
            self.context.go(page, subject)
            return
        case_id = one.case

        def chosen(case: Case) -> None:
            if self.context.session.case != case:
                self.context.session.choose(case)
            self.context.go(page, subject)

        self.context.with_vault(lambda vault, _job: _case(vault, case_id), chosen, owner=self)

    def _words_of(self, row: Any) -> Said:
        tr = self.context.tr
        if isinstance(row, Heading):
            kind = tr(GROUPS[row.group])
            return (f"{kind} · {tr(PASSED_LOOK)}" if row.group is Group.AGAIN else kind), "", ""
        what = row.words or tr(WORK_KINDS[row.kind])
        if row.kind is WorkKind.LOOK:
            what = tr(WORK_KINDS[row.kind])
        if row.count:
            what = f"{what} · {row.count:,}"
        said = [tr("This vault")] if row.case is None else self._case_in_words(row)
        if row.seen:
            said.append(tr("looked at"))
        day = "" if row.day is None else day_in_words(row.day, self.context)
        return what, " · ".join(said), day

    def _case_in_words(self, row: WorkEntry) -> list[str]:
        """Number, name and state of its case, as far as it has them."""
        tr = self.context.tr
        named = dict.fromkeys(visible_name(one, 40) for one in (row.name, row.title) if one)
        said = list(named) or [tr("Case without a name")]
        if row.state is not None:
            said.append(f"{SHAPES[row.state]} {tr(CASE_STATES[row.state])}")
        return said


def _with_headings(entries: tuple[WorkEntry, ...]) -> Iterator[WorkEntry | Heading]:
    """Each group's heading before its first entry."""
    before: Group | None = None
    for one in entries:
        if one.group is not before:
            before = one.group
            yield Heading(before)
        yield one


def _case(vault: OpenVault, case_id: str) -> Case:
    from app.usecases.case.case_file import case_file

    return case_file(vault, case_id).case
