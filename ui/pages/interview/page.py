"""The interview: one question a screen, each may be passed over; saved at each key.

The form shows the same report whole. What is known is put in or offered, with where it comes from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.domain.reports.reports import Report
from app.errors import InputProblem
from ui.context import Context
from ui.pages.consents.field_note import EVIDENCE, ConsentNote
from ui.pages.interview.beside import BesideCard
from ui.pages.interview.keeper import Keeper, Typed
from ui.pages.interview.known import KnownCard
from ui.pages.page import Page
from ui.pages.reports.evidence_choices import Rows, choices, first_items, more_items
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card, ends_row
from ui.widgets.form.base import FormField
from ui.widgets.form.choices import ChoiceField
from ui.widgets.form.evidence import Arrived, EvidenceField
from ui.widgets.form.making import make_field
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.domain.reports.proposals import Proposed
    from app.domain.reports.reports import Answer
    from app.usecases.reports.interviewing import Interview, Step

PATIENCE_MS = 2000
_INPUTS = (QLineEdit, QPlainTextEdit, QPushButton)


class InterviewPage(Page):
    """One report, asked for question by question. Alt and the arrow keys go on and back."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._interview: Interview | None = None
        self._answers: dict[str, Answer] = {}
        self._steps: tuple[Step, ...] = ()
        self._at = ""
        self._field: FormField | None = None
        self._items: Rows = ()
        self._misfit: InputProblem | None = None
        self._then = ""
        self._went_on = False
        super().__init__(context, narrow=True)
        context.session.about_to_lock.connect(self._flush)

    def build(self) -> None:
        """The stage, the question's card, what is known, and the way on."""
        tr = self.context.tr
        self.head_button(lambda: tr("Enough for today"), self._leave, filled=False)
        self.head_button(lambda: tr("All questions"), self._open_form, filled=False)
        self._stage = Words("", "quiet")
        self._card = Card(spacing=12)
        self._known = KnownCard(self.context, self._take)
        self._beside = BesideCard(self.context)
        self._state = Words("", "quiet")
        self.say(self._state.say, lambda: tr("What you write is saved by itself."))
        for widget in (self._stage, self._card, self._known, self._beside):
            self.desk.addWidget(widget)
        self._build_ways()
        self.desk.addWidget(self._state)
        self._keeper = Keeper(self.context, self)
        self._keeper.kept.connect(self._kept)
        self._keeper.misfit.connect(self._fits_not)
        self._keeper.protected.connect(self._protected)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._tell_misfit)

    def _build_ways(self) -> None:
        tr = self.context.tr
        self._back, self._later = Button("", QUIET), Button("", QUIET)
        self._unsure, self._next = Button("", SECONDARY), Button("", PRIMARY)
        self.say(self._back.say, lambda: tr("Back"))
        self.say(self._later.say, lambda: tr("Pass over this question"))
        self.say(self._unsure.say, lambda: tr("I am not sure"))
        self.say(self._next.say, self._next_words)
        self._back.clicked.connect(self.go_back)
        self._later.clicked.connect(self.go_on)
        self._unsure.clicked.connect(self.not_sure)
        self._next.clicked.connect(self._press_next)
        self._read = Button("", SECONDARY)
        self.say(self._read.say, lambda: tr("Read what was written"))
        self._read.clicked.connect(self._open_form)
        ways = Card("plain")
        ways.inside.setContentsMargins(0, 0, 0, 0)
        ways.inside.addLayout(
            ends_row(self._back, self._later, self._unsure, self._read, self._next)
        )
        self.desk.addWidget(ways)
        for keys, act in (
            ("Alt+Right", self.go_on),
            ("Alt+Left", self.go_back),
            ("Ctrl+Return", self.go_on),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def refresh(self, subject: object = None) -> None:
        """Go on with a saved report, or begin one of a template."""
        from app.usecases.reports.interviewing import begin_interview

        case = self.context.session.case
        report = subject if isinstance(subject, Report) else None
        name = report.template if report is not None else subject
        if case is None or not isinstance(name, str):
            return
        language = self.context.language.texts.language

        def show_items(items: Rows) -> None:
            self._items = items
            self.context.with_vault(
                lambda vault, _job: begin_interview(
                    vault, case.id, name, report.id if report else None, language
                ),
                self._begin,
                owner=self,
            )

        first_items(self.context, self, show_items)

    def on_changed(self, what: Changed) -> None:
        """What is typed here is newer than what is stored."""

    def retext(self) -> None:
        """Ask in the other language; what was typed stays."""
        super().retext()
        if self._interview is not None:
            self._show(self._at)

    def clear(self) -> None:
        """Let go of everything."""
        self._keeper.forget()
        self._patience.stop()
        self._interview = self._field = self._misfit = None
        self._answers, self._steps, self._items = {}, (), ()
        self._at = self._then = ""
        for card in (self._card, self._known, self._beside):
            card.empty()
        self._stage.say("")
        self.title.say("")

    def hideEvent(self, event: object) -> None:
        """Save when the page is left."""
        self._flush()

    # Going from question to question.

    def go_on(self, *_: object) -> None:
        """The next question; what is blank stays blank."""
        self._go(1)

    def go_back(self, *_: object) -> None:
        """The question before."""
        self._go(-1)

    def not_sure(self, *_: object) -> None:
        """Answer "not sure" where nothing stands yet, and go on."""
        step = self._step()
        is_open = self._field is not None and self._field.answer() is None
        if step is not None and step.unsure is not None and is_open:
            self._put(step.id, step.unsure)
        self.go_on()

    def _go(self, by: int) -> None:
        if not self._steps:
            return
        ids = [step.id for step in self._steps]
        to = min(max(ids.index(self._at) + by, 0), len(ids) - 1)
        if ids[to] != self._at:
            self._show(ids[to])
            self._keeper.moved(self._typed())

    def _press_next(self, *_: object) -> None:
        if self._steps and self._at == self._steps[-1].id:
            self._keep_and_go("hand_over")
        else:
            self.go_on()

    def _next_words(self) -> str:
        at_end = bool(self._steps) and self._at == self._steps[-1].id
        return self.context.tr("Hand over") if at_end else self.context.tr("Next")

    # What is shown.

    def _begin(self, interview: Interview) -> None:
        if not self.context.session.is_open:
            return
        self._interview, self._answers = interview, dict(interview.answers)
        self._went_on = interview.report is not None
        self._keeper.begin(interview.report)
        self._at = ""
        self._show(interview.at)

    def _show(self, step_id: str) -> None:
        from app.usecases.reports.interviewing import END, steps

        if self._interview is None:
            return
        language = self.context.language.texts.language
        self._steps = steps(self._interview, self._answers, language)
        ids = [step.id for step in self._steps]
        self._at = step_id if step_id in ids else ids[0]
        step = self._steps[ids.index(self._at)]
        self.title.say(self._interview.template.title.in_language(language))
        self._stage.say(step.stage)
        self._stage.setVisible(bool(step.stage))
        self._ask(step, language)
        self._known.show_step(step)
        self._beside.show_step(step, self._answers)
        self._back.setEnabled(self._at != ids[0])
        self._next.say(self._next_words())
        for button in (self._later, self._unsure):
            button.setVisible(step.field is not None)
        self._state.setVisible(step.id != END)
        self._read.setVisible(step.id == END)
        self._focus()

    def _ask(self, step: Step, language: str) -> None:
        from app.usecases.reports.interviewing import comes_first

        tr = self.context.tr
        self._card.empty()
        self._field = None
        if step.field is None:
            for said, role in self._plain_words(step):
                self._card.add(Words(said, role))
            return
        label = msgspec.structs.replace(step.field.label, **{language: step.question})
        asked = msgspec.structs.replace(step.field, label=label)
        items = choices(self.context, self._items)
        field = make_field(self.context, asked, items, self._more_items)
        field.heading.setProperty("role", "lead")
        field.show_answer(self._answers.get(step.id))
        if isinstance(field, ChoiceField):
            field.put_first(comes_first(self._answers, step.field))
        field.edited.connect(self._edited)
        for line in field.findChildren(QLineEdit):
            line.returnPressed.connect(self.go_on)
        self._field = field
        self._card.add(field)
        if step.id == EVIDENCE and isinstance(field, EvidenceField) and self._interview:
            self._card.add(ConsentNote(self.context, field, self._interview.template.id))
        if step.they_ask:
            self._card.add(Words(tr("They will ask for this."), "quiet"))
        if not step.in_report:
            self._card.add(Words(tr("Stays in this case; the report does not hold it."), "quiet"))

    def _plain_words(self, step: Step) -> tuple[tuple[str, str], ...]:
        from app.usecases.reports.interviewing import SAFETY

        tr = self.context.tr
        if step.id == SAFETY:
            return ((tr("Are you safe right now?"), "lead"),)
        rest = tr(
            "All of it is kept. What is blank can stay blank: it can be added later, "
            "or told on the spot."
        )
        return ((tr("That was all."), "lead"), (rest, "text"))

    def _more_items(self, offset: int, arrived: Arrived) -> None:
        more_items(self.context, self, offset, arrived)

    def _focus(self) -> None:
        if self._field is None:
            self._next.setFocus()
            return
        inputs: list[QWidget] = [
            one for one in self._field.findChildren(QWidget) if isinstance(one, _INPUTS)
        ]
        if inputs:
            inputs[0].setFocus()

    # What is typed.

    def _edited(self) -> None:
        step = self._step()
        if step is None or self._field is None:
            return
        self._misfit = None
        self._patience.start()
        self._answers = {**self._answers, step.id: self._field.answer()}
        self._keeper.edited(self._typed())
        self._beside.show_step(step, self._answers)

    def _take(self, proposed: Proposed) -> None:
        from app.usecases.reports.interviewing import taken

        step = self._step()
        if step is not None and step.field is not None:
            self._put(step.id, taken(step.field, self._answers.get(step.id), proposed.answer))
            self._keeper.edited(self._typed())
            self._show(step.id)

    def _put(self, name: str, answer: Answer) -> None:
        self._answers = {**self._answers, name: answer}

    def _typed(self) -> Typed:
        interview = self._interview
        if interview is None:
            return Typed("")
        beside = {field.id: self._answers.get(field.id) for field in interview.beside}
        report = {
            name: answer
            for name, answer in self._answers.items()
            if answer is not None and name not in beside
        }
        began = {} if self._went_on else interview.answers
        return Typed(interview.template.id, report, beside, self._at, began)

    def _step(self) -> Step | None:
        return next((step for step in self._steps if step.id == self._at), None)

    def _kept(self, report: Report) -> None:
        then, self._then = self._then, ""
        if self._interview is not None:
            self._interview = replace(self._interview, report=report)
        if then and self.isVisible():
            self.context.go(then, report)

    def _fits_not(self, problem: InputProblem) -> None:
        self._misfit = problem
        if not self._patience.isActive():
            self._tell_misfit()

    def _tell_misfit(self) -> None:
        """Say what does not fit once the typing rests; half a date is no mistake."""
        problem, self._misfit = self._misfit, None
        if problem is None:
            return
        here = self._field if str(problem.values.get("field", "")) == self._at else None
        self.context.errors.show(problem, here)

    def _protected(self, case: Case) -> None:
        self.context.session.choose(case)
        tr = self.context.tr
        self.context.messages.info(
            tr("Pictures, video and sound stay out of this case from now on."),
            tr("Nothing that is there was deleted. It can be changed on the case's page."),
        )

    def _flush(self) -> None:
        self._keeper.flush()

    def _leave(self) -> None:
        self._flush()
        self.context.go("reports")

    def _open_form(self) -> None:
        self._keep_and_go("form")

    def _keep_and_go(self, page: str) -> None:
        """To a page that shows the report: it is kept first, if it never was."""
        if self._interview is not None:
            self._then = page
            self._keeper.moved(self._typed())
