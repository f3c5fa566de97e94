"""A report as a document of a kind that its recipient takes, or copied into a form field by field.

Each kind is one row in plain words. Texts are shown, and copied, only when that is asked for.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app.domain.reports.reports import Report
from app.domain.text.textsafe import one_line
from ui.care_words import ON_SHARED
from ui.context import Context
from ui.pages.consents.staying_card import StayingCard
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.filing_offer import FilingOffer
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.reports.documents import CopyField, Document
    from app.usecases.vault.vaults import OpenVault

SHOWN = 160


class AsDocumentPage(Page):
    """The kinds of documents first, the fields to copy below."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._report: Report | None = None
        self._kinds: tuple[Document, ...] = ()
        self._fields: tuple[CopyField, ...] | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The cards are filled with the report's own kinds."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Save as a document"))
        self.head_button(lambda: tr("Back to the form"), self._back, filled=False)
        self._care = Words("", "soft")
        self.say(
            self._care.say,
            lambda: tr("A document is not encrypted. Save it where only you can get at it."),
        )
        self._progress = ProgressPanel(self.context)
        self._offer = FilingOffer(self.context)
        self._staying = StayingCard(self.context)
        self._documents, self._copying = Card(spacing=16), Card(spacing=16)
        for widget in (self._care, self._progress, self._offer, self._documents, self._copying):
            self.desk.addWidget(widget)
        self.desk.insertWidget(1, self._staying)

    def refresh(self, subject: object = None) -> None:
        """Show the kinds for a saved report."""
        from app.usecases.reports.documents import kinds_for

        if isinstance(subject, Report):
            self._report, self._fields = subject, None
            self._offer.put_away()
        report = self._report
        if report is None or not self.context.session.is_open:
            return
        self._staying.read(report)
        self.context.without_vault(lambda _job: kinds_for(report.template), self._show, owner=self)

    def retext(self) -> None:
        """The rows too."""
        super().retext()
        self._offer.retext()
        self._staying.retext()
        if self._kinds:
            self._show(self._kinds)

    def clear(self) -> None:
        """Let go of the report and its texts."""
        self._report, self._kinds, self._fields = None, (), None
        self._offer.put_away()
        self._staying.put_away()
        self._documents.empty()
        self._copying.empty()

    def _show(self, kinds: tuple[Document, ...]) -> None:
        if self._report is None:
            return
        tr = self.context.tr
        self._kinds = kinds
        self._documents.empty()
        for kind in kinds:
            press = Button("", SECONDARY)
            press.say(tr("Save"))
            press.setAccessibleName(f"{tr(kind.title)}: {tr('Save')}")
            press.clicked.connect(partial(self._choose, kind))
            self._documents.inside.addLayout(_row(tr(kind.title), tr(kind.use), press))
        self._show_copying()

    def _show_copying(self) -> None:
        tr = self.context.tr
        self._copying.empty()
        self._copying.add(Words(tr("Copy field by field"), "strong"))
        about = tr(
            "For a form on the recipient's own page. What is copied leaves the clipboard after a "
            "while."
        )
        self._copying.add(Words(about, "soft"))
        if self._fields is None:
            show = Button("", SECONDARY)
            show.say(tr("Show the fields"))
            show.clicked.connect(self._read_fields)
            self._copying.add_row(show)
            return
        if not self._fields:
            self._copying.add(Words(tr("Nothing is written yet; that is fine too."), "soft"))
        for field in self._fields:
            self._copying.inside.addLayout(self._field(field))

    def _field(self, field: CopyField) -> QHBoxLayout:
        """Its label, how it begins, how long it is, and a button that copies all of it."""
        tr = self.context.tr
        press = Button("", SECONDARY)
        press.say(tr("Copy"))
        press.setAccessibleName(f"{field.label}: {tr('Copy')}")
        press.clicked.connect(lambda *_: self.context.copy(field.text))
        return _row(field.label, one_line(field.text, SHOWN), press, self._length(field))

    def _length(self, field: CopyField) -> str:
        tr, count, limit = self.context.tr, f"{len(field.text):,}", f"{field.limit:,}"
        if not field.limit:
            return tr("{count} characters", count=count)
        if not field.over:
            return tr("{count} characters; the box takes {limit}", count=count, limit=limit)
        return tr(
            "{count} characters; the box takes {limit}. Nothing is cut: you choose what goes in.",
            count=count,
            limit=limit,
        )

    def _read_fields(self) -> None:
        from app.usecases.reports.documents import copy_fields

        report = self._report
        if report is None:
            return

        def show(fields: tuple[CopyField, ...]) -> None:
            if self._report is report:
                self._fields = fields
                self._show_copying()

        ticket = self.context.with_vault(
            lambda vault, job: copy_fields(vault, report.case, report.id, job), show, owner=self
        )
        self._progress.follow(ticket)

    def _choose(self, kind: Document, *_: object) -> None:
        ending = Path(kind.file_name).suffix
        what = self.context.tr(kind.title)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.context.tr("Save as a document"), kind.file_name, f"{what} (*{ending})"
        )
        if chosen:
            self.save(kind.kind, Path(chosen))

    def save(self, kind: str, path: Path) -> None:
        """Make the report into a document of this kind, where the person chose."""
        from app.usecases.reports.documents import save_document

        report, tr = self._report, self.context.tr
        if report is None:
            return

        def work(vault: OpenVault, job: Job) -> None:
            save_document(vault, report.case, report.id, kind, path, job)

        def done(_none: None) -> None:
            shared = self.context.session.first_time("document")
            self.context.messages.good(
                tr("The document is saved. It is not encrypted."),
                tr(ON_SHARED) if shared else "",
            )
            if self._report is report:
                self._offer.offer(report.id)

        self._progress.follow(self.context.with_vault(work, done, owner=self))

    def _back(self) -> None:
        self.context.go("form" if self._report is not None else "reports", self._report)


def _row(title: str, line: str, press: Button, remark: str = "") -> QHBoxLayout:
    """Title, line and a remark to the left, a bordered button to the right."""
    left = QVBoxLayout()
    left.setSpacing(2)
    left.addWidget(Words(title))
    left.addWidget(Words(line, "soft"))
    if remark:
        left.addWidget(Words(remark, "quiet"))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(left, 1)
    row.addWidget(press)
    return row
