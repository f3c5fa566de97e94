"""What could come next in a case: one thing at a time, each can be left for later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.case.case_home import Glance

STATEMENT = "kr.police.statement"


@dataclass(frozen=True)
class Said:
    """A step in words, and the page it leads to."""

    lead: str
    what: str
    button: str
    page: str


STEPS = {
    "look_at_days": Said(
        N_("A day worth knowing comes soon"),
        N_("Looking is enough. What follows from it stands there too."),
        N_("Look at the days"),
        "ledger",
    ),
    "five_minutes": Said(
        N_("The room may be gone soon"),
        N_("Link and screen first, in five minutes. Everything else can wait."),
        N_("Begin"),
        "five_minutes",
    ),
    "collect": Said(
        N_("Collect what there is"),
        N_("Any order is fine, and so is stopping in between."),
        N_("Collect"),
        "evidence",
    ),
    "go_on": Said(
        N_("Go on with what you began to write"),
        N_("What you wrote is saved. It can be handed in with blanks."),
        N_("Go on"),
        "interview",
    ),
    "note_handed": Said(
        N_("Write down where you handed it in"),
        N_("Then the days that follow are counted, and an answer finds its place."),
        N_("Write it down"),
        "ledger",
    ),
    "statement": Said(
        N_("Write the statement for the police"),
        N_("One question after the other. A blank is fine anywhere."),
        N_("Write"),
        "interview",
    ),
    "tell": Said(
        N_("Write down what you know"),
        N_("What happened, who it was, what was asked for. A few words are enough."),
        N_("Write"),
        "incidents",
    ),
    "hand_over": Said(
        N_("Put together what you hand over"),
        N_("You choose what goes in. Nothing is sent by this program."),
        N_("Hand over"),
        "hand_over",
    ),
}
"""By `app.casework.next_steps.NextStep`."""


class NextCard(Card):
    """Shows the first step that was not left for later; those come back after the next opening.

    `hurry` stands beside it at all times; `worded` tells which step is shown.
    """

    worded = Signal(str)

    def __init__(self, context: Context, hurry: Button) -> None:
        super().__init__()
        self._context = context
        self._glance: Glance | None = None
        self._left: set[str] = set()
        self._quiet, self._lead = Words("", "quiet"), Words("", "lead")
        self._what = Words("", "soft")
        self.go, self.later = Button("", PRIMARY), Button("", SECONDARY)
        self.go.clicked.connect(self._do)
        self.later.clicked.connect(self._leave)
        self.add(self._quiet, self._lead, self._what)
        self.inside.addStretch(1)
        self.add_row(self.go, self.later, hurry)
        self.retext()

    @property
    def step(self) -> str:
        """The word of the step that is shown; empty where there is none."""
        steps = self._glance.steps if self._glance is not None else ()
        return next((one.value for one in steps if one.value not in self._left), "")

    def show_glance(self, glance: Glance) -> None:
        """Word the steps of this one."""
        if self._glance is None or self._glance.case.id != glance.case.id:
            self._left.clear()
        self._glance = glance
        self.retext()

    def clear(self) -> None:
        """Let go of the case, and of what was left for later."""
        self._glance = None
        self._left.clear()
        self.retext()

    def retext(self) -> None:
        """In the language in use now."""
        tr = self._context.tr
        self._quiet.say(tr("What you can do next"))
        self.later.say(tr("Later"))
        said = STEPS.get(self.step)
        self.go.setVisible(said is not None)
        self.later.setVisible(said is not None)
        self.worded.emit(self.step)
        if said is None:
            self._lead.say(tr("Nothing has to be done now"))
            self._what.say(tr("All is kept. Whatever comes later can be added on any day."))
            return
        self._lead.say(self._worded(said.lead))
        self._what.say(tr(said.what))
        self.go.say(tr(said.button))

    def _worded(self, lead: str) -> str:
        """What was begun, by its own title."""
        glance, tr = self._glance, self._context.tr
        if self.step == "go_on" and glance is not None and glance.report_title is not None:
            title = glance.report_title.in_language(self._context.language.texts.language)
            return tr("Go on with: {title}", title=title)
        return tr(lead)

    def _do(self) -> None:
        step, said = self.step, STEPS.get(self.step)
        if said is None or self._glance is None:
            return
        subject: object = None
        if said.page == "interview":
            subject = self._glance.report if step == "go_on" else STATEMENT
        self._context.go(said.page, subject)

    def _leave(self) -> None:
        self._left.add(self.step)
        self.retext()
