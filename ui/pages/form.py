"""A report's form, built from its template. Saved while it is written; a blank is fine anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from app.domain.reports import Report
from app.errors import InputProblem, OngiError
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.card import Card
from ui.widgets.form.base import FormField
from ui.widgets.form.making import make_field
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import KINDS, day

if TYPE_CHECKING:
    from app.domain.reports import Answer
    from app.usecases.evidence import EvidenceRow
    from app.usecases.reporting import Template

SAVE_AFTER_MS = 3000
MOST_ITEMS = 60


class FormPage(Page):
    """One report.

    What is typed is saved after a moment's rest, when the page is left, and before a lock.
    """

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._template: Template | None = None
        self._report: Report | None = None
        self._answers: dict[str, Answer] = {}
        self._items: tuple[EvidenceRow, ...] = ()
        self._fields: dict[str, FormField] = {}
        self._unsaved = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Buttons above, a state line, the sections."""
        tr = self.context.tr
        self.head_button(lambda: tr("Later"), self._leave, filled=False)
        self.head_button(lambda: tr("Save as a document"), self._choose_pdf, filled=False)
        self.head_button(
            lambda: tr("Hand over"), lambda: self._save(then_hand_over=True), filled=True
        )
        self._state = Words("", "quiet")
        self._progress = ProgressPanel(self.context)
        self._column = Card()
        self._column.setProperty("kind", "plain")
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._column.inside.setSpacing(16)
        for widget in (self._state, self._progress, self._column):
            self.desk.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)
        self.context.session.about_to_lock.connect(self._save)

    def refresh(self, subject: object = None) -> None:
        """Show a saved report, or an empty one of a template."""
        from app.usecases.evidence import list_items
        from app.usecases.reporting import form

        case = self.context.session.case
        if isinstance(subject, Report):
            self._report, self._answers = subject, dict(subject.answers)
        elif isinstance(subject, str):
            self._report, self._answers = None, {}
        name = self._report.template if self._report else subject
        if case is None or not isinstance(name, str):
            return

        def show_items(items: tuple[EvidenceRow, ...]) -> None:
            self._items = items
            self.context.without_vault(lambda _job: form(name), self._show, owner=self)

        self.context.with_vault(
            lambda vault, _job: list_items(vault, case.id, limit=MOST_ITEMS), show_items, owner=self
        )

    def on_changed(self, what: Changed) -> None:
        """What is typed here is newer than what is stored."""

    def retext(self) -> None:
        """Build the form in the other language; what was typed stays."""
        super().retext()
        if self._template is not None:
            self._answers = self._typed()
            self._show(self._template)

    def clear(self) -> None:
        """Let go of everything."""
        self._timer.stop()
        self._unsaved = False
        self._template = self._report = None
        self._answers, self._items, self._fields = {}, (), {}
        self._column.empty()
        self._state.say("")
        self.title.say("")

    def hideEvent(self, event: object) -> None:
        """Save when the page is left."""
        self._save()

    def _show(self, template: Template) -> None:
        if not self.context.session.is_open:
            return
        language = self.context.language.texts.language
        self._template = template
        self.title.say(template.title.in_language(language))
        self._column.empty()
        self._fields = {}
        choices = [(row.item.id, self._item_words(row)) for row in self._items]
        for section in template.sections:
            card = Card(spacing=20)
            card.add(Words(section.title.in_language(language), "lead"))
            if section.intro is not None:
                card.add(Words(section.intro.in_language(language), "soft"))
            for name in section.fields:
                known = template.field(name)
                if known is not None:
                    field = make_field(self.context, known, choices)
                    field.show_answer(self._answers.get(name))
                    field.edited.connect(self._edited)
                    self._fields[name] = field
                    card.add(field)
            self._column.add(card)
        self._say_state()

    def _item_words(self, row: EvidenceRow) -> str:
        at = row.shown.at_ms if row.shown and row.shown.at_ms is not None else row.item.added_ms
        return f"{self.context.tr(KINDS[row.item.kind])} · {day(at, self.context)}"

    def _typed(self) -> dict[str, Answer]:
        typed = {name: field.answer() for name, field in self._fields.items()}
        return {name: answer for name, answer in typed.items() if answer is not None}

    def _edited(self) -> None:
        self._unsaved = True
        self._timer.start()

    def _say_state(self) -> None:
        tr = self.context.tr
        saved = tr("Saved. You can go on at any time.") if self._report else ""
        self._state.say(saved or tr("What you write is saved by itself."))

    def _save(self, *, then_hand_over: bool = False) -> None:
        from app.usecases.reporting import save_report

        case, template = self.context.session.case, self._template
        self._timer.stop()
        if case is None or template is None or not self.context.session.is_open:
            return
        if not self._unsaved and self._report is not None:
            self._saved(self._report, then_hand_over=then_hand_over)
            return
        if not self._unsaved and not then_hand_over:
            return
        self._unsaved = False
        typed, known = self._typed(), self._report.id if self._report else None
        self.context.with_vault(
            lambda vault, _job: save_report(vault, case.id, template.id, typed, report_id=known),
            lambda report: self._saved(report, then_hand_over=then_hand_over),
            owner=self,
            failed=self._not_saved,
            must_finish=True,
        )

    def _saved(self, report: Report, *, then_hand_over: bool) -> None:
        self._report = report
        for field in self._fields.values():
            field.show_problem("")
        self._say_state()
        if then_hand_over:
            self.context.go("hand_over", report)

    def _not_saved(self, error: OngiError) -> bool:
        self._unsaved = True
        named = str(error.values.get("field", ""))
        if isinstance(error, InputProblem) and named in self._fields:
            self.context.errors.show(error, self._fields[named])
            return True
        return False

    def _leave(self) -> None:
        self._save()
        self.context.go("reports")

    def _choose_pdf(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.context.tr("Save as a document"), "report.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.save_pdf(Path(chosen))

    def save_pdf(self, path: Path) -> None:
        """Set the report as a PDF and save it where the person chose."""
        from app.usecases.reporting import report_pdf, save_to

        case, report = self.context.session.case, self._report
        if case is None or report is None:
            self._save()
            self.context.messages.info(
                self.context.tr("Write something first; then it can be saved.")
            )
            return
        done = self.context.tr("The document is saved. It is not encrypted.")
        ticket = self.context.with_vault(
            lambda vault, job: save_to(path, report_pdf(vault, case.id, report.id, job)),
            lambda _none: self.context.messages.good(done),
            owner=self,
        )
        self._progress.follow(ticket)
