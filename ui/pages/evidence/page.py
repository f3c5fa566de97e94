"""What was collected, covered; adding by dialog or by dropping files here.

Then the end of an import, item by item.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.evidence.excerpts import Span
from app.domain.evidence.intake import DayOrder
from ui.context import Context
from ui.models.paged import ROW
from ui.pages.evidence.choosing import ChoosingRow
from ui.pages.evidence.filters import EvidenceFilters
from ui.pages.evidence.from_the_screen import FromTheScreen
from ui.pages.evidence.model import EvidenceModel, column_names
from ui.pages.evidence.unasked_card import UnaskedCard
from ui.pages.intake.before import Offer, Taking
from ui.pages.intake.end_of_import import end_in_words
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.drop_area import DropArea
from ui.widgets.empty import EmptyNote
from ui.widgets.pictures.evidence_grid import EvidenceGrid
from ui.widgets.pictures.evidence_lines import ColumnNames
from ui.widgets.progress import ProgressPanel
from ui.widgets.questions.day_question import DayQuestion
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.intake import IntakeReport
    from app.domain.evidence.item_lists import Collected
    from app.usecases.items.evidence import EvidenceRow


class EvidencePage(Page):
    """Covered pictures or lines, as many as there are, read where one looks."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._ends: dict[str, IntakeReport] = {}
        self._given: dict[str, Taking] = {}
        self._opened: Collected | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """One way in at the top, the others where files can be dropped; below, what there is."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Collected"))
        self._guides = self.head_button(
            lambda: tr("How to keep evidence"), partial(self._go_to, "guide"), filled=False
        )
        self.head_button(partial(tr, "Search"), partial(self._go_to, "search"), filled=False)
        self._file_button = self.head_button(
            lambda: tr("Add files"), self._choose_files, filled=True
        )
        self._progress = ProgressPanel(self.context)
        self._build_end()
        self._days = DayQuestion(self.context)
        self._days.answered.connect(self._answer_days)
        self._days.later.connect(self._put_away)
        self._build_minor()
        self._asked = UnaskedCard(self.context)
        self._build_drop()
        self._build_list()
        self._empty = EmptyNote("evidence")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Screenshots, chat exports and files that you add will be here."),
        )
        guide = Button("", SECONDARY)
        guide.clicked.connect(lambda: self.context.go("guide", ""))
        self.say(guide.say, lambda: tr("How to keep evidence"))
        self._empty.offer(guide)
        for widget in (
            self._progress,
            self._end,
            self._days,
            self._minor_card,
            self._asked,
            self._drop,
            self.filters,
            self._nothing,
            self._names,
        ):
            self.desk.addWidget(widget)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._grid, 1)
        self.desk.addWidget(self._hint)

    def _build_list(self) -> None:
        """What there is, as covered pictures or as lines; and what narrows it down."""
        tr = self.context.tr
        self._model = EvidenceModel(self.context, self)
        self._model.wanted.connect(self._read_page)
        self._grid = EvidenceGrid()
        self._grid.setModel(self._model)
        self._grid.seen.connect(self._model.look)
        self._grid.wanted.connect(self._read_picture)
        self._grid.opened.connect(lambda index: self.context.go("item", index.data(ROW).item.id))
        self.say(self._grid.setAccessibleName, lambda: tr("Collected items"))
        self.say(
            self._grid.setAccessibleDescription,
            lambda: tr("Hold Space to see a picture, Return for its details"),
        )
        self._names = ColumnNames(self._grid)
        self.say(lambda _text: self._names.say(column_names(self.context)), lambda: "")
        self._names.hide()
        self.filters = EvidenceFilters(self)
        self.filters.changed.connect(self._open)
        self.filters.switched.connect(self._show_as)
        self._nothing = Words("", "soft")
        self.say(self._nothing.say, lambda: tr("Nothing here is of this kind and day."))
        self._nothing.hide()
        self._hint = ChoosingRow(self, self._grid)
        self._aside, self._choosing = self._hint.aside, self._hint.choosing

    def _show_as(self, as_list: bool) -> None:
        self._grid.show_as(as_list=as_list)
        self._names.setVisible(as_list and self._model.rowCount() > 0)
        self._hint.word()
        self._grid.setFocus()

    def _go_to(self, page: str, *_pressed: bool) -> None:
        self.context.go(page)

    def _build_drop(self) -> None:
        """Where files can be dropped, and the other ways in."""
        tr = self.context.tr
        self._drop = DropArea()
        self._drop.dropped.connect(self._offer)
        beside = QWidget()
        watch, self._folder_button = Button("", QUIET), Button("", QUIET)
        watch.clicked.connect(lambda: self.context.go("watch"))
        self._folder_button.clicked.connect(self._choose_folder)
        self.say(watch.say, lambda: tr("From a folder or a phone"))
        self.say(self._folder_button.say, lambda: tr("Add a folder"))
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder_button)
        row.addWidget(watch)
        self._from_screen = FromTheScreen(self, self._sure.isChecked, beside)
        self._drop.inside.addWidget(self._from_screen)
        self.say(
            self._drop.words.say,
            lambda: tr(
                "Files, folders and chat exports can also be dropped here. "
                "The originals stay where they are."
            ),
        )

    def _build_end(self) -> None:
        tr = self.context.tr
        self._end = Card("good", spacing=6)
        self._end_text = Words("", "strong")
        self._end_more, away = Button("", SECONDARY), Button("", QUIET)
        self._end_more.clicked.connect(lambda: self.context.go("intake", self._report()))
        away.clicked.connect(self._put_away)
        self.say(self._end_more.say, lambda: tr("See each file and record"))
        self.say(away.say, lambda: tr("Close this notice"))
        self._end.add(self._end_text)
        self._end.add_row(self._end_more, away)
        self._end.hide()

    def _build_minor(self) -> None:
        tr = self.context.tr
        self._minor_card = Card("care", spacing=6)
        care = Words("")
        self.say(
            care.say,
            lambda: tr(
                "Pictures, video and sound stay out of this case; links, rooms and words are kept. "
                "Screenshots may come in only if no sexual image can be seen in them."
            ),
        )
        self._sure = Tick()
        self.say(self._sure.say, lambda: tr("No sexual image can be seen in what I add now"))
        self._minor_card.add(care, self._sure)
        self._minor_card.hide()

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the first page anew."""
        case = self.context.session.case
        if case is not None:
            self._minor_card.setVisible(case.minor_mode)
            self._sure.setChecked(False)
            self._asked.look(case.id)
            self._show_end()
            self._open()
        if isinstance(subject, Taking):
            self.add(subject.paths, sure=subject.sure, why=subject.why, span=subject.span)

    def on_changed(self, what: Changed) -> None:
        """Only evidence matters here."""
        if what in (Changed.EVIDENCE, Changed.CASE):
            self.refresh()

    def retext(self) -> None:
        """Captions and the end of the import too."""
        super().retext()
        self._model.reword()
        self.filters.retext()
        self._days.retext()
        self._asked.retext()
        self._show_end()

    def leave_case(self) -> None:
        """The end of an import waits for its case to be shown again."""
        self._hint.choose(several=False)
        self._opened = None
        self._model.clear()
        self.filters.clear()
        self._from_screen.clear()
        self._end.hide()
        self._days.hide()
        self._asked.forget()

    def clear(self) -> None:
        """Let go of everything."""
        self.leave_case()
        self._ends, self._given = {}, {}
        self.filters.show_list(as_list=False)
        self._allow(adding=True)  # what was being added ends without a word after a lock

    def _open(self) -> None:
        """Put the items of the case in order: the vault does that, and it is quick."""
        from app.usecases.items.evidence import open_collected

        case, asked = self.context.session.case, self.filters.asked()
        if case is None:
            return
        self.filters.show_problem("")

        def show(opened: Collected) -> None:
            if self.context.session.case is case and self.filters.asked() == asked:
                self._opened = opened
                current = self._grid.currentIndex().row()
                self._model.begin(opened.count)
                if 0 <= current < opened.count:
                    self._grid.setCurrentIndex(self._model.index(current))
                self._show_empty()

        self.context.with_vault(
            lambda vault, _job: open_collected(
                vault, case.id, asked.sorting, kind=asked.kind, day=asked.day
            ),
            show,
            owner=self,
            place=self.filters,
        )

    def _read_page(self, page: int) -> None:
        from app.usecases.items.evidence import collected_page

        opened = self._opened
        if opened is None:
            return

        def show(rows: tuple[EvidenceRow, ...]) -> None:
            if self._opened is opened:
                self._model.fill(page, rows)

        self.context.with_vault(
            lambda vault, _job: collected_page(vault, opened, page),
            show,
            owner=self,
            failed=lambda _error: self._model.refuse(),
        )

    def _show_empty(self) -> None:
        anything, narrowed = self._model.rowCount() > 0, self.filters.asked().narrowed
        self._empty.setVisible(not anything and not narrowed)
        self._guides.setVisible(not self._empty.isVisibleTo(self))
        self._nothing.setVisible(not anything and narrowed)
        self._grid.setVisible(anything or narrowed)
        self.filters.setVisible(anything or narrowed)
        self._names.setVisible(anything and self._grid.as_list)
        self._hint.show_with(anything=anything)

    def _read_picture(self, index: QModelIndex) -> None:
        from app.usecases.items.evidence import preview

        row: EvidenceRow = index.data(ROW)
        if not row.has_preview:
            return
        held = QPersistentModelIndex(index)
        self.context.with_vault(
            lambda vault, _job: preview(vault, row.item.id),
            lambda jpeg: self._grid.show_held(held, jpeg),
            owner=self,
        )

    def _choose_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self, self.context.tr("Add files"))
        self._offer([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.context.tr("Add a folder"))
        if chosen:
            self._offer([Path(chosen)])

    def _offer(self, paths: Sequence[Path]) -> None:
        """Show what the files say of themselves before they are taken."""
        if paths:
            self.context.go("before", Offer(tuple(paths)))

    def add(
        self,
        paths: Sequence[Path],
        *,
        sure: bool = False,
        days: DayOrder = DayOrder.ASKED,
        why: str = "",
        span: Span | None = None,
    ) -> None:
        """Take files and folders into the case, with progress and a way to stop."""
        from app.usecases.intake.collecting import collect

        case = self.context.session.case
        if case is None or not paths:
            return
        given, sure = list(paths), sure or self._sure.isChecked()
        self._given[case.id] = Taking(tuple(paths), sure, why, span)
        self._allow(adding=False)
        ticket = self.context.with_vault(
            lambda vault, job: collect(
                vault,
                case.id,
                given,
                job,
                screens_without_image=case.minor_mode and sure,
                days=days,
                why=why,
                span=span,
            ),
            lambda report: self._added(case.id, report),
            owner=self,
            failed=lambda _error: self._stopped(),
        )
        self._progress.follow(ticket)

    def _allow(self, *, adding: bool) -> None:
        for widget in (self._file_button, self._folder_button, self._drop):
            widget.setEnabled(adding)

    def _stopped(self) -> None:
        self._allow(adding=True)
        self.context.session.tell(Changed.EVIDENCE)

    def _added(self, case: str, report: IntakeReport) -> None:
        self._allow(adding=True)
        self._ends[case] = report
        self._show_end()
        self.context.session.tell(Changed.EVIDENCE)

    def _report(self) -> IntakeReport | None:
        case = self.context.session.case
        return self._ends.get(case.id) if case is not None else None

    def _put_away(self) -> None:
        case = self.context.session.case
        if case is not None:
            self._ends.pop(case.id, None)
        self._show_end()

    def _show_end(self) -> None:
        report = self._report()
        self._end.setVisible(report is not None)
        asked = report is not None and (
            any(one.what == "day_order_asked" for one in report.not_understood)
            or any(one.code == "COL-053" for one in report.refused)
        )
        self._days.setVisible(asked)
        if report is not None:
            self._end_text.say(end_in_words(report, self.context))

    def _answer_days(self, order: DayOrder) -> None:
        """Read the same files once more, with the answer."""
        case = self.context.session.case
        given = self._given.get(case.id) if case is not None else None
        if given is not None:
            self._put_away()
            self.add(given.paths, sure=given.sure, days=order, why=given.why, span=given.span)
