"""A report's form, built from its template. Saved while it is written; a blank is fine anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from app.domain.reports.reports import Report
from app.errors import InputProblem, OngiError
from app.i18n import N_
from ui.context import Context
from ui.pages.consents.field_note import EVIDENCE, ConsentNote
from ui.pages.page import Page
from ui.pages.reports.evidence_choices import choices, first_items, more_items
from ui.pages.reports.identity_card import IdentityCard
from ui.pages.reports.know_card import KnowCard
from ui.pages.reports.report_keeping import SAVE_AFTER_MS, Written, store
from ui.session import Changed
from ui.widgets.buttons import END, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.form.base import FormField
from ui.widgets.form.choices import ChoiceField
from ui.widgets.form.evidence import Arrived, EvidenceField
from ui.widgets.form.making import make_field
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.reports.reports import Answer
    from app.jobs import Job
    from app.usecases.items.evidence import EvidenceRow
    from app.usecases.reports.reporting import Template
    from app.usecases.vault.vaults import OpenVault

PATIENCE_MS = 2000


class FormPage(Page):
    """One report.

    What is typed is stored after a moment's rest. The custody log gets its entry when the page is
    left, before a lock, and when the report is handed over.
    """

    place = "reports"

    other_view: tuple[str, str] = ("beside", N_("Beside the evidence"))
    """The page that shows the same report in another way, and the button's text (message id)."""

    def __init__(self, context: Context) -> None:
        self._template: Template | None = None
        self._report: Report | None = None
        self._answers: dict[str, Answer] = {}
        self._items: tuple[EvidenceRow, ...] = ()
        self._written = Written()
        self._fields: dict[str, FormField] = {}
        self._cards: list[tuple[Card, tuple[str, ...]]] = []
        self._who: dict[str, Answer] = {}
        self._unsaved = False
        self._misfit: OngiError | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Buttons above, a state line, the sections."""
        tr = self.context.tr
        self.head_button(lambda: tr("Later"), self._leave, filled=False)
        self.head_button(
            lambda: tr("Save as a document"), lambda: self._save(then="as_document"), filled=False
        )
        self.head_button(lambda: tr("Hand over"), lambda: self._save(then="hand_over"), filled=True)
        self._state = Words("", "quiet")
        self._column = Card()
        self._column.setProperty("kind", "plain")
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._column.inside.setSpacing(16)
        page, text = self.other_view
        other = Button("", QUIET)
        other.lean(END)
        other.clicked.connect(lambda *_: self._save(then=page))
        self.say(other.say, lambda: tr(text))
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._state, 1)
        above.addWidget(other)
        self.desk.addLayout(above)
        self.desk.addWidget(self._column)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_soon)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._tell_misfit)
        self.context.session.about_to_lock.connect(self._save)

    def refresh(self, subject: object = None) -> None:
        """Show a saved report, or an empty one of a template; without either the one shown last.

        That one is read anew: it may have been gone on with on another page.
        """
        from app.usecases.reports.interviewing import said_beside
        from app.usecases.reports.reporting import form

        case = self.context.session.case
        if subject is None and self._report is not None:
            self._show_again(self._report.id)
            return
        if isinstance(subject, Report):
            self._report, self._answers = subject, dict(subject.answers)
        elif isinstance(subject, str):
            self._report, self._answers = None, {}
        name = self._report.template if self._report else subject
        if case is None or not isinstance(name, str):
            return
        self._written = Written(self._report.id if self._report else None)

        def show_who(who: dict[str, Answer]) -> None:
            self._who = who
            self.context.without_vault(lambda _job: form(name), self._show, owner=self)

        def show_items(items: tuple[EvidenceRow, ...]) -> None:
            self._items = items
            self.context.with_vault(
                lambda vault, _job: said_beside(vault, case.id), show_who, owner=self
            )

        first_items(self.context, self, show_items)

    def _show_again(self, report: str) -> None:
        from app.usecases.reports.reporting import get_report

        case = self.context.session.case
        self._save()
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: get_report(vault, case.id, report), self.refresh, owner=self
            )

    def _more_items(self, offset: int, arrived: Arrived) -> None:
        more_items(self.context, self, offset, arrived)

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
        self._patience.stop()
        self._unsaved, self._misfit = False, None
        self._template = self._report = None
        self._answers, self._items, self._fields, self._who = {}, (), {}, {}
        self._cards = []
        self._written = Written()
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
        self._fields, self._cards = {}, []
        self._column.add(KnowCard(self.context, template.id))
        items = choices(self.context, self._items)
        for section in template.sections:
            card = Card(spacing=20)
            card.add(Words(section.title.in_language(language), "lead"))
            if section.intro is not None:
                card.add(Words(section.intro.in_language(language), "soft"))
            for name in section.fields:
                known = template.field(name)
                if known is not None:
                    field = make_field(self.context, known, items, self._more_items)
                    field.show_answer(self._answers.get(name))
                    field.edited.connect(self._edited)
                    self._fields[name] = field
                    card.add(field)
                    if name == EVIDENCE and isinstance(field, EvidenceField):
                        card.add(ConsentNote(self.context, field, template.id, self._to_consents))
            self._cards.append((card, section.fields))
            self._column.add(card)
        self._show_due()
        case = self.context.session.case
        if template.asks_identity and case is not None:
            self._column.add(IdentityCard(self.context, case.id, self._save))
        self._say_state()

    def _show_due(self) -> None:
        """Some questions depend on others; one that was answered stays in any case."""
        from app.usecases.reports.interviewing import comes_first, is_due

        if self._template is None:
            return
        answers = {**self._who, **self._typed()}
        asked = {one.id for one in self._template.fields if is_due(one, answers)}
        for known in self._template.fields:
            field = self._fields.get(known.id)
            if field is not None:
                field.setVisible(known.id in asked)
            if isinstance(field, ChoiceField):
                field.put_first(comes_first(answers, known))
        for card, names in self._cards:
            card.setVisible(bool(asked & set(names)))

    def _typed(self) -> dict[str, Answer]:
        typed = {name: field.answer() for name, field in self._fields.items()}
        said = {name: answer for name, answer in typed.items() if answer is not None}
        unseen = {name: said for name, said in self._answers.items() if name not in typed}
        return {**unseen, **said}

    def _edited(self) -> None:
        self._unsaved, self._misfit = True, None
        self._show_due()
        self._patience.start()
        if not self._timer.isActive():  # counted from the first key, not from the last
            self._timer.start()

    def _say_state(self) -> None:
        tr = self.context.tr
        saved = tr("Saved. You can go on at any time.") if self._report else ""
        self._state.say(saved or tr("What you write is saved by itself."))

    def _save_soon(self) -> None:
        if self._written.under_way:
            self._timer.start()  # the lane is busy: one draft waits there at most
        else:
            self._save(draft=True)

    def _save(self, *, draft: bool = False, then: str = "") -> None:
        from app.usecases.reports.reporting import get_report, record_report

        case, template, written = self.context.session.case, self._template, self._written
        self._timer.stop()
        if case is None or template is None or not self.context.session.is_open:
            return
        new = bool(then) and written.report is None
        changed, self._unsaved = self._unsaved or new, False
        if not (changed or then or written.waits_for_entry):
            return
        typed = self._typed()
        written.waits_for_entry, written.under_way = draft, True

        def work(vault: OpenVault, _job: Job) -> Report:
            misfit = None
            if changed or written.report is None:
                misfit = store(vault, case.id, template.id, typed, written)
            if not draft and written.report is not None:
                record_report(vault, case.id, written.report)
            if misfit is not None or written.report is None:
                raise misfit or RuntimeError("nothing was stored")
            return get_report(vault, case.id, written.report)

        def saved(report: Report) -> None:
            written.under_way = False
            if written is self._written:
                self._saved(report, then)

        def not_saved(error: OngiError) -> bool:
            written.under_way = False
            return self._not_saved(error)

        self.context.with_vault(work, saved, owner=self, failed=not_saved, must_finish=True)

    def _saved(self, report: Report, then: str) -> None:
        self._report = report
        for field in self._fields.values():
            field.show_problem("")
        self._say_state()
        if then:
            self.context.go(then, report)

    def _not_saved(self, error: OngiError) -> bool:
        self._unsaved = True
        named = str(error.values.get("field", ""))
        if isinstance(error, InputProblem) and named in self._fields:
            self._misfit = error
            if not self._patience.isActive():
                self._tell_misfit()
            return True
        return False

    def _tell_misfit(self) -> None:
        """Say what does not fit, where the person has stopped typing: half a date is no mistake."""
        error, self._misfit = self._misfit, None
        field = self._fields.get(str(error.values.get("field", ""))) if error else None
        if error is not None and field is not None:
            self.context.errors.show(error, field)

    def _to_consents(self, recipient: str) -> None:
        self._save()
        self.context.go("consents", recipient)

    def _leave(self) -> None:
        self._save()
        self.context.go("reports")
