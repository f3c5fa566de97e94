"""What came in while the vault was locked: seen, given its place in a case, or thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty import EmptyNote
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.evidence.intake import IntakeReport
    from app.domain.evidence.items import Case
    from app.errors import OngiError
    from app.jobs import Job
    from app.usecases.intake.waiting import Unreadable, Waiting
    from app.usecases.vault.vaults import OpenVault

NAME_LENGTH = 80


@dataclass(frozen=True)
class Lying:
    """What waits, and the cases that it can be put into."""

    files: tuple[Waiting | Unreadable, ...]
    cases: tuple[Case, ...]


def look(vault: OpenVault, _job: Job) -> Lying:
    """Read it in one go on the vault lane."""
    from app.usecases.case.cases import list_cases
    from app.usecases.intake.waiting import what_waits

    return Lying(what_waits(vault), tuple(one.case for one in list_cases(vault)))


class WaitingPage(Page):
    """A list to choose from, a case, and what can be done."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._cases: tuple[Case, ...] = ()
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The list, the case, two buttons."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What waits"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._progress = ProgressPanel(self.context)
        self._card = Card()
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr(
                "These files came in while the vault was locked. Choose some, or none for all."
            ),
        )
        self._model = PagedModel(self._words_of, self)
        self._list = RowsView(chooses=True)
        self._list.setModel(self._model)
        self._list.hug()
        self._list.picked.connect(self._allow)
        self.say(self._list.setAccessibleName, lambda: tr("What waits"))
        self._card.add(what)
        self._card.inside.addWidget(self._list, 1000)
        self._build_case()
        self._empty = EmptyNote("evidence")
        self.say(self._empty.sentence.say, lambda: tr("Nothing waits. All has its place."))
        self.desk.addWidget(self._progress)
        self.desk.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        self.desk.addWidget(self._empty, 1)
        self.clear()

    def _build_case(self) -> None:
        tr = self.context.tr
        label = Words("", "strong")
        self.say(label.say, lambda: tr("The case it belongs to"))
        self._case = ChoiceBox()
        self._case.setMinimumWidth(280)
        self._case.currentIndexChanged.connect(self._allow)
        self.say(self._case.setAccessibleName, lambda: tr("The case it belongs to"))
        self._sure = Tick()
        self.say(self._sure.say, lambda: tr("No sexual image can be seen in what I add now"))
        self._no_case = Words("", "soft")
        self.say(self._no_case.say, lambda: tr("Begin a case first; then it can get its place."))
        self._place, self._discard = Button("", PRIMARY), Button("", SECONDARY)
        self._place.clicked.connect(self._begin)
        self._discard.clicked.connect(self._ask)
        self.say(self._place.say, self._place_words)
        self.say(self._discard.say, lambda: tr("Throw these away"))
        self._card.add(label)
        self._card.add_row(self._case)
        self._card.add(self._sure, self._no_case)
        self._card.add_row(self._place, self._discard)
        self._card.inside.addStretch(1)

    def _place_words(self) -> str:
        tr = self.context.tr
        return tr("Put these into the case") if self._names() else tr("Put all into the case")

    def _words_of(self, row: Waiting | Unreadable) -> Said:
        from app.usecases.intake.waiting import Waiting

        if isinstance(row, Waiting):
            name, sealed = visible_name(row.facts.name, NAME_LENGTH), row.facts.capture
            said = "" if sealed is None else one_line(sealed.said.text, NAME_LENGTH)
            about = " · ".join(part for part in (size_text(row.size), said) if part)
            return name, about, clock(row.facts.captured_ms)
        said = self.context.tr("can't be read with the key of this vault")
        return said, size_text(row.stored_size), ""

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read what waits."""
        self.context.with_vault(look, self._show, owner=self)

    def on_changed(self, what: Changed) -> None:
        """Nothing here follows a choice made elsewhere."""

    def retext(self) -> None:
        """The rows and the names of cases too."""
        super().retext()
        self._model.reword()
        self._name_cases()

    def leave_case(self) -> None:
        """What waits belongs to no case yet."""

    def clear(self) -> None:
        """Let go of the list and the cases."""
        self._cases = ()
        self._case.clear()
        self._sure.setChecked(False)
        self._model.clear()
        self._card.setEnabled(True)
        self._card.hide()
        self._empty.hide()
        self._allow()

    def _show(self, lying: Lying) -> None:
        self._model.clear()
        self._model.add(lying.files, complete=True)
        self._list.setMaximumHeight(len(lying.files) * row_height() + 2)
        self._cases = lying.cases
        self._name_cases()
        self._card.setVisible(bool(lying.files))
        self._empty.setVisible(not lying.files)
        self._allow()

    def _name_cases(self) -> None:
        at = self._case.currentIndex() if self._case.count() else self._open_case()
        self._case.blockSignals(True)
        self._case.clear()
        for case in self._cases:
            title = visible_name(case.title, NAME_LENGTH)
            self._case.addItem(title or self.context.tr("Case without a name"))
        self._case.setCurrentIndex(min(at, len(self._cases) - 1))
        self._case.blockSignals(False)

    def _open_case(self) -> int:
        """The case that is worked in comes first to mind; else the oldest."""
        case = self.context.session.case
        known = [one.id for one in self._cases]
        return known.index(case.id) if case is not None and case.id in known else 0

    def _chosen_case(self) -> Case | None:
        at = self._case.currentIndex()
        return self._cases[at] if 0 <= at < len(self._cases) else None

    def _names(self) -> list[str]:
        if self._list.selectionModel() is None:
            return []
        return [row.name for row in self._list.chosen()]

    def _allow(self) -> None:
        case = self._chosen_case()
        self._place.setEnabled(case is not None)
        self._place.say(self._place_words())
        self._discard.setEnabled(bool(self._names()))
        self._case.setVisible(case is not None)
        self._no_case.setVisible(case is None)
        self._sure.setVisible(case is not None and case.minor_mode)

    def _begin(self) -> None:
        from app.usecases.intake.waiting import place

        case, names, sure = self._chosen_case(), self._names(), self._sure.isChecked()
        if case is None:
            return

        def work(vault: OpenVault, job: Job) -> IntakeReport:
            confirmed = case.minor_mode and sure
            return place(vault, case.id, job, names or None, screens_without_image=confirmed)

        def done(report: IntakeReport) -> None:
            self._card.setEnabled(True)
            self.context.session.choose(case)
            self.context.session.tell(Changed.EVIDENCE)
            self.context.go("intake", report)

        self._card.setEnabled(False)
        ticket = self.context.with_vault(work, done, owner=self, failed=self._stopped)
        self._progress.follow(ticket)

    def _stopped(self, _error: OngiError) -> bool:
        self._card.setEnabled(True)
        self.refresh()
        return False

    def _ask(self) -> None:
        tr, names = self.context.tr, self._names()
        self.context.messages.confirm(
            self.context.ntr("Throw {count} file away?", "Throw {count} files away?", len(names)),
            tr("This can't be taken back. The custody log keeps that it was there."),
            tr("Throw away"),
            tr("Not now"),
            lambda: self._throw_away(names),
        )

    def _throw_away(self, names: list[str]) -> None:
        from app.usecases.intake.waiting import discard

        def work(vault: OpenVault, job: Job) -> None:
            for name in names:
                job.check()
                discard(vault, name)

        self.context.with_vault(
            work, lambda _none: self.refresh(), owner=self, failed=self._stopped
        )
