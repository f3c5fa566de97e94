"""What was collected, covered; adding by dialog or by dropping files here.

Then the end of an import, item by item.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.excerpts import Span
from app.domain.intake import DayOrder
from app.i18n import N_
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.before import Offer, Taking
from ui.pages.end_of_import import end_in_words
from ui.pages.from_the_screen import FromTheScreen
from ui.pages.page import Page
from ui.pages.unasked_card import UnaskedCard
from ui.session import Changed
from ui.setting_aside import set_aside
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.day_question import DayQuestion
from ui.widgets.drop_area import DropArea
from ui.widgets.empty import EmptyNote
from ui.widgets.evidence_grid import EvidenceGrid
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import KINDS, day

if TYPE_CHECKING:
    from app.domain.intake import IntakeReport
    from app.usecases.evidence import EvidenceRow

PAGE = 200


class EvidencePage(Page):
    """A grid of covered pictures, read page by page."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._ends: dict[str, IntakeReport] = {}
        self._given: dict[str, Taking] = {}
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """One way in at the top, the others where files can be dropped; below, what there is."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Collected"))
        for page, text in (("search", N_("Search")), ("alike", N_("Same pictures"))):
            self.head_button(partial(tr, text), partial(self._go_to, page), filled=False)
        self._folder_button = self.head_button(
            lambda: tr("Add a folder"), self._choose_folder, filled=False
        )
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
        self._model = PagedModel(self._words_of, self)
        self._model.wanted.connect(self._read_page)
        self._grid = EvidenceGrid()
        self._grid.setModel(self._model)
        self._grid.wanted.connect(self._read_picture)
        self._grid.opened.connect(lambda index: self.context.go("item", index.data(ROW).item.id))
        self.say(self._grid.setAccessibleName, lambda: tr("Collected items"))
        self.say(
            self._grid.setAccessibleDescription,
            lambda: tr("Hold Space to see a picture, Return for its details"),
        )
        self._build_hint()
        self._empty = EmptyNote("evidence")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Screenshots, chat exports and files that you add will be here."),
        )
        for widget in (
            self._progress,
            self._end,
            self._days,
            self._minor_card,
            self._asked,
            self._drop,
            self._hint,
        ):
            self.desk.addWidget(widget)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._grid, 1)

    def _go_to(self, page: str, *_pressed: bool) -> None:
        self.context.go(page)

    def _build_drop(self) -> None:
        """Where files can be dropped, and the other ways in."""
        tr = self.context.tr
        self._drop = DropArea()
        self._drop.dropped.connect(self._offer)
        watch = Button("", QUIET)
        watch.clicked.connect(lambda: self.context.go("watch"))
        self.say(watch.say, lambda: tr("From a folder or a phone"))
        self._from_screen = FromTheScreen(self, self._sure.isChecked, watch)
        self._drop.inside.addWidget(self._from_screen)
        self.say(
            self._drop.words.say,
            lambda: tr(
                "Files, folders and chat exports can also be dropped here. "
                "The originals stay where they are."
            ),
        )

    def _build_hint(self) -> None:
        """How to look at a picture; or, while several are chosen, what to do with them."""
        tr = self.context.tr
        self._hint = QWidget()
        self._hint_text = Words("", "quiet")
        self.say(self._hint_text.say, self._hint_words)
        self._aside, self._choosing = Button("", SECONDARY), Button("", QUIET)
        self._aside.clicked.connect(self._set_aside)
        self._choosing.clicked.connect(lambda: self._choose(several=not self._grid.chooses))
        removed = Button("", QUIET)
        removed.clicked.connect(lambda: self.context.go("removed"))
        self.say(self._aside.say, lambda: tr("Set these aside"))
        self.say(self._choosing.say, self._choosing_words)
        self.say(removed.say, lambda: tr("What is set aside"))
        self._grid.picked.connect(self._word_choosing)
        row = QHBoxLayout(self._hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._hint_text, 1)
        row.addStretch(0)  # what is set aside stands at the right without the hint, too
        for button in (self._aside, self._choosing, removed):
            row.addWidget(button)
        self._aside.hide()

    def _hint_words(self) -> str:
        tr, chosen = self.context.tr, len(self._grid.chosen())
        if chosen:
            return self.context.ntr("{count} chosen", "{count} chosen", chosen)
        if self._grid.chooses:
            return tr(
                "Click the ones you mean, or use Space. "
                "Set aside, they show nowhere and can be brought back for a week."
            )
        return tr("Pictures show only while you hold them. Two clicks open the details.")

    def _choosing_words(self) -> str:
        tr = self.context.tr
        return tr("Done choosing") if self._grid.chooses else tr("Choose several")

    def _choose(self, *, several: bool) -> None:
        self._grid.choose(several=several)
        self._word_choosing()

    def _word_choosing(self) -> None:
        self._hint_text.say(self._hint_words())
        self._choosing.say(self._choosing_words())
        self._aside.setVisible(self._grid.chooses)
        self._aside.setEnabled(bool(self._grid.chosen()))

    def _set_aside(self) -> None:
        chosen = [row.item.id for row in self._grid.chosen()]
        set_aside(self.context, chosen, self, lambda: self._choose(several=False))

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

    def _words_of(self, row: EvidenceRow) -> Said:
        at = row.shown.at_ms if row.shown and row.shown.at_ms is not None else row.item.added_ms
        parts = [self.context.tr(KINDS[row.item.kind]), day(at, self.context)]
        if row.sightings > 1:
            parts.append(self.context.ntr("seen {count} time", "seen {count} times", row.sightings))
        return " · ".join(parts), "", ""

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
            self._model.begin()
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
        self._days.retext()
        self._asked.retext()
        self._show_end()

    def leave_case(self) -> None:
        """The end of an import waits for its case to be shown again."""
        self._choose(several=False)
        self._model.clear()
        self._from_screen.clear()
        self._end.hide()
        self._days.hide()
        self._asked.forget()

    def clear(self) -> None:
        """Let go of everything."""
        self.leave_case()
        self._ends, self._given = {}, {}
        self._allow(adding=True)  # what was being added ends without a word after a lock

    def _read_page(self, offset: int) -> None:
        from app.usecases.evidence import list_items

        case = self.context.session.case
        if case is None:
            return

        def show(rows: tuple[EvidenceRow, ...]) -> None:
            if self.context.session.case is case and self._model.rowCount() == offset:
                self._model.add(rows, complete=len(rows) < PAGE)
                self._show_empty()

        self.context.with_vault(
            lambda vault, _job: list_items(vault, case.id, limit=PAGE, offset=offset),
            show,
            owner=self,
        )

    def _show_empty(self) -> None:
        anything = self._model.rowCount() > 0
        self._empty.setVisible(not anything)
        self._grid.setVisible(anything)
        # In a turn of its own: laying out all of it at once holds the window up.
        QTimer.singleShot(0, self, self._show_choosing)

    def _show_choosing(self) -> None:
        anything = self._model.rowCount() > 0
        self._hint_text.setVisible(anything)
        self._choosing.setVisible(anything)
        self._word_choosing()

    def _read_picture(self, index: QModelIndex) -> None:
        from app.usecases.evidence import preview

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
        from app.usecases.collecting import collect

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
