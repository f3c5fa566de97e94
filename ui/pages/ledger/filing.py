"""Write down that something was handed in, or what came of it. Nothing is sent from here.

What was typed stays until it is written down or the vault locks; each step can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.follow_up.filings import FilingState, FilingStep
from app.domain.follow_up.ledger_words import FILING_STATES
from app.domain.text.textsafe import one_line
from app.domain.times.typed_times import typed_moment
from app.i18n import N_
from ui.context import Context
from ui.pages.item.row import row
from ui.pages.ledger.saying import step_in_words
from ui.pages.page import Page
from ui.pages.told.incidents import SURE
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.follow_up.ledger import FilingRow, StepSaid
    from app.usecases.vault.vaults import OpenVault

NONE_YET = (("", ""),)
WHICH = (
    Asked("report", N_("Which report"), choices=NONE_YET),
    Asked("body", N_("To whom"), choices=NONE_YET),
    Asked("other", N_("Or by name"), hint=N_("a platform, a site, an office")),
)
STEP = (
    Asked(
        "state",
        N_("How it stands"),
        choices=tuple((one.value, FILING_STATES[one]) for one in FilingState),
    ),
    Asked("receipt", N_("Receipt number")),
    Asked("when", N_("Since when"), hint=N_("empty for now, or 2026-11-02 14:03")),
    Asked("about", N_("How sure is the time"), choices=SURE),
    Asked("channel", N_("How it was handed in"), hint=N_("online, by mail, at the desk")),
    Asked("note", N_("What they said, or other remarks"), long=True),
)
NEXT_STATE = {
    FilingState.DRAFTED: FilingState.SUBMITTED,
    FilingState.SUBMITTED: FilingState.RECEIVED,
    FilingState.RECEIVED: FilingState.DONE,
    FilingState.ASKED: FilingState.DONE,
    FilingState.REFUSED: FilingState.OBJECTED,
}
"""What the form proposes after a state."""


@dataclass(frozen=True)
class Known:
    """Reports and bodies to choose from as (identifier, name), and the filing that is shown."""

    reports: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]
    filing: FilingRow | None


class FilingPage(Page):
    """A form for a step, above it what it is about, below it the steps so far."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._filing: FilingRow | None = None
        self._asked: str | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The form; the steps come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Handed in, and what came back"))
        self.head_button(
            lambda: tr("What happens next"), lambda: self.context.go("ledger"), filled=False
        )
        card = Card()
        self._whom = Words("", "lead")
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr("Write down what you know; anything can stay empty. Nothing is sent."),
        )
        self._which, self._step = ToldForm(self.context, WHICH), ToldForm(self.context, STEP)
        self._problem = Words("", "care")
        self._problem.hide()
        self._keep, self._out = Button("", PRIMARY), Button("", QUIET)
        self._keep.clicked.connect(lambda *_: self.keep())
        self._out.clicked.connect(lambda *_: self._ask())
        self.say(self._keep.say, lambda: tr("Write it down"))
        self.say(self._out.say, lambda: tr("Take this out"))
        card.add(self._whom, about, self._which, self._step, self._problem)
        card.add_row(self._keep, self._out)
        self._steps = Card(spacing=4)
        self._steps.hide()
        self._propose(None, None)
        self.desk.addWidget(card)
        self.desk.addWidget(self._steps)

    def refresh(self, subject: object = None) -> None:
        """`subject`: a filing's identifier, or a report's that may have been handed in."""
        case, language = self.context.session.case, self.context.language.texts.language
        if case is None:
            return
        if isinstance(subject, str) or subject is None:
            self._asked = subject if isinstance(subject, str) else self._shown_id()
        asked = self._asked

        def show(known: Known) -> None:
            self._show(known, asked, fresh=isinstance(subject, str))

        self.context.with_vault(
            lambda vault, _job: _known(vault, case.id, asked, language), show, owner=self
        )

    def retext(self) -> None:
        """Forms and steps too; names of bodies come anew."""
        super().retext()
        self._which.retext()
        self._step.retext()
        if self.context.session.is_open and self.isVisible():
            self.refresh()

    def on_changed(self, what: Changed) -> None:
        """What was typed stays while others change things."""

    def clear(self) -> None:
        """Let go of everything."""
        self._filing = self._asked = None
        self._propose(None, None)
        self._which.offer("report", NONE_YET)
        self._which.offer("body", NONE_YET)
        self._whom.say("")
        self._steps.empty()
        self._steps.hide()

    def show_problem(self, text: str) -> None:
        """A sentence below the form."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def keep(self) -> None:
        """Write the step down, and the filing where it is new; then show what comes next."""
        case, filing = self.context.session.case, self._filing
        if case is None:
            return
        which, said = self._which.values(), self._said()

        def work(vault: OpenVault) -> None:
            from app.usecases.follow_up.ledger import add_filing, state_step

            if filing is not None:
                state_step(vault, case.id, filing.filing.id, said)
                return
            add_filing(
                vault,
                case.id,
                recipient_id=which["other"] or which["body"],
                report_id=which["report"] or None,
                first=said,
            )

        def kept(_done: None) -> None:
            self.clear()
            self.context.session.tell(Changed.REPORTS)
            if self.isVisible():
                self.context.go("ledger")

        self.context.with_vault(
            lambda vault, _job: work(vault), kept, owner=self, place=self, must_finish=True
        )

    def _said(self) -> StepSaid:
        from app.usecases.follow_up.ledger import StepSaid

        said = self._step.values()
        return StepSaid(
            FilingState(said["state"]),
            typed_moment(said["when"], about=bool(said["about"])),
            said["receipt"],
            said["channel"],
            said["note"],
        )

    def _shown_id(self) -> str | None:
        return None if self._filing is None else self._filing.filing.id

    def _show(self, known: Known, asked: str | None, *, fresh: bool) -> None:
        from app.usecases.follow_up.ledger import recipient_name

        if self.context.session.case is None:
            return
        tr, filing = self.context.tr, known.filing
        other = self._shown_id() != (None if filing is None else filing.filing.id)
        self._filing = filing
        self._which.offer("report", (("", tr("None of these")), *known.reports))
        self._which.offer("body", (("", tr("As the report says, or by name")), *known.bodies))
        self._which.setVisible(filing is None)
        self._out.setVisible(filing is not None)
        name = ""
        if filing is not None:
            language = self.context.language.texts.language
            name = one_line(recipient_name(filing.filing.recipient, language), 120)
        self._whom.say(name)
        self._whom.setVisible(bool(name))
        if fresh or other:
            self._propose(filing, asked)
        self._show_steps(() if filing is None else filing.steps)

    def _propose(self, filing: FilingRow | None, asked: str | None) -> None:
        """An empty form with the state that usually comes next, and the report asked for."""
        self.show_problem("")
        state = FilingState.SUBMITTED if filing is None else NEXT_STATE.get(filing.state)
        self._step.show_values({"state": (state or FilingState.DONE).value})
        self._which.show_values({"report": asked or ""} if filing is None else {})

    def _show_steps(self, steps: Sequence[FilingStep]) -> None:
        tr = self.context.tr
        self._steps.empty()
        if steps:
            self._steps.add(Words(tr("So far"), "lead"))
        for step in steps:
            told = (
                step_in_words(step, self.context),
                step.receipt,
                step.channel,
                step.note,
                tr("written down {when}", when=clock(step.said_ms)),
            )
            said = " · ".join(one_line(one, 200) for one in told if one)
            self._steps.add(row(said, tr("Take it back"), partial(self._take_back, step.id)))
        self._steps.setVisible(bool(steps))

    def _take_back(self, step: str) -> None:
        from app.usecases.follow_up.ledger import take_back_step

        case, filing = self.context.session.case, self._filing
        if case is not None and filing is not None:
            self.context.with_vault(
                lambda vault, _job: take_back_step(vault, case.id, filing.filing.id, step),
                lambda _done: self.refresh(),
                owner=self,
                place=self,
            )

    def _ask(self) -> None:
        tr = self.context.tr
        self.context.messages.confirm(
            tr("Take this out?"),
            tr("Its steps go with it. The report and the links stay."),
            tr("Take it out"),
            tr("Leave it there"),
            self._take_out,
        )

    def _take_out(self) -> None:
        from app.usecases.follow_up.ledger import remove_filing

        case, filing = self.context.session.case, self._filing
        if case is None or filing is None:
            return

        def gone(_done: None) -> None:
            self.clear()
            self.context.go("ledger")

        self.context.with_vault(
            lambda vault, _job: remove_filing(vault, case.id, filing.filing.id), gone, owner=self
        )


def _known(vault: OpenVault, case: str, asked: str | None, language: str) -> Known:
    from app.usecases.follow_up.ledger import bodies, list_filings, written_reports

    found = (one for one in list_filings(vault, case) if one.filing.id == asked)
    return Known(written_reports(vault, case, language), bodies(language), next(found, None))
