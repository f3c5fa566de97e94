"""A case's own sheet: its name, and at a centre its number, where it stands, and where it goes.

What is typed is kept when its line is left. A person with a case of her own sees a name and a few
doors; the rest comes with counsellor mode.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case.case_desk import CASE_STATES, SHAPES, CaseState
from app.domain.text.textsafe import LINES, visible
from app.domain.times.typed_times import typed_moment
from app.i18n import N_
from ui.context import Context
from ui.pages.desk.doors import DoorsCard
from ui.pages.page import Page
from ui.session import Changed
from ui.setting_case_aside import set_case_aside
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout, field_row
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.case.case_file import CaseFile
    from app.usecases.vault.vaults import OpenVault

NAMES = (
    Asked("title", N_("Name, if you want one")),
    Asked("number", N_("Number it goes by"), hint=N_("such as 2026-0042")),
)
FIRST_STATE, NEXT_STATE = N_("Where it stands"), N_("New state")
STEP = (
    Asked(
        "state",
        FIRST_STATE,
        choices=tuple((one.value, CASE_STATES[one]) for one in CaseState),
    ),
    Asked("when", N_("Since when"), hint=N_("empty for today, or 2026-11-02")),
    Asked("note", N_("Remarks"), long=True),
)


class CaseFilePage(Page):
    """Name and number, the states, and the doors to what belongs to a case."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._found: CaseFile | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Name, states, doors, the end."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Case settings"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._problem = Words("", "care")
        self._problem.hide()
        self.desk.addWidget(self._problem)
        self._build_names()
        self._build_states()
        self._doors = DoorsCard(self.context)
        self.desk.addWidget(self._doors)
        self._build_end()

    def _build_end(self) -> None:
        tr = self.context.tr
        card = Card()
        lead, what = Words("", "lead"), Words("", "soft")
        self.say(lead.say, lambda: tr("When the case has ended"))
        self.say(
            what.say,
            lambda: tr(
                "Set aside, it shows nowhere. For a week it can be brought back; "
                "after that it is destroyed when the vault is opened."
            ),
        )
        self._aside = Button("", QUIET)
        self._aside.clicked.connect(lambda *_: self._ask_aside())
        self.say(self._aside.say, lambda: tr("Set the case aside"))
        card.add(lead, what)
        card.add_row(self._aside)
        self.desk.addWidget(card)

    def _ask_aside(self) -> None:
        tr, case = self.context.tr, self.context.session.case
        if case is None:
            return
        self.context.messages.confirm(
            tr("Set this case aside for a week?"),
            tr(
                "It shows in no list, no search and no figures. Items that another case has too "
                "stay there. For a week it can be brought back under “Set aside”; after that it is "
                "destroyed when the vault is opened."
            ),
            tr("Set the case aside"),
            tr("Not now"),
            lambda: set_case_aside(self.context, case, self),
        )

    def _build_names(self) -> None:
        tr = self.context.tr
        card = Card()
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr("The name stays in this vault. No file that leaves it is named by it."),
        )
        self._names = ToldForm(self.context, NAMES)
        self._names.left.connect(self._keep_names)
        self._give = Button("", SECONDARY)
        self._give.clicked.connect(lambda *_: self._number())
        self.say(self._give.say, lambda: tr("Give it a number"))
        card.add(self._names, what)
        card.add_row(self._give)
        self.desk.addWidget(card)

    def _build_states(self) -> None:
        tr = self.context.tr
        self._states = Card()
        self._here, lead = Words("", "here"), Words("", "lead")
        self.say(lead.say, lambda: tr("Where the case stands"))
        self._step = ToldForm(self.context, STEP)
        keep = Button("", SECONDARY)
        keep.clicked.connect(lambda *_: self._state())
        self.say(keep.say, lambda: tr("Write it down"))
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        self._states.add(lead, self._here, self._step)
        self._states.add_row(keep)
        self._states.inside.addLayout(self._history)
        self.desk.addWidget(self._states)

    def refresh(self, subject: object = None) -> None:
        """Read the sheet."""
        from app.usecases.case.case_file import case_file

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: case_file(vault, case.id), self._show, owner=self
            )

    def on_changed(self, what: Changed) -> None:
        """Lines in which somebody types stay as they are."""
        if what is Changed.CASE:
            self.refresh()

    def retext(self) -> None:
        """The history and the doors too."""
        super().retext()
        self._names.retext()
        self._step.retext()
        self._doors.retext()
        if self._found is not None:
            self._draw(self._found)

    def clear(self) -> None:
        """Let go of everything."""
        self._found = None
        self._names.show_values({})
        self._step.show_values({})
        self._here.say("")
        self.show_problem("")
        clear_layout(self._history)

    def show_problem(self, text: str) -> None:
        """A sentence above the cards; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _show(self, found: CaseFile) -> None:
        self._found = found
        self.show_problem("")
        self._names.show_values({"title": found.case.title, "number": found.number})
        if not self._step.values()["note"]:
            self._step.show_values({"state": _following(found.state).value})
        self._draw(found)

    def _draw(self, found: CaseFile) -> None:
        tr, desk = self.context.tr, found.counselling
        self._names.hide_field("number", not (desk or found.number))
        self._give.setVisible(desk and not found.number)
        self._states.setVisible(desk or bool(found.steps))
        self._doors.show_doors(counselling=desk)
        state = found.state
        self._here.setVisible(state is not None)
        self._step.name_field("state", FIRST_STATE if state is None else NEXT_STATE)
        if state is not None:
            self._here.say(f"{SHAPES[state]} {tr(CASE_STATES[state])}")
        clear_layout(self._history)
        for one in reversed(found.steps):
            said = f"{clock(one.at_ms)[:10]}  {tr(CASE_STATES[one.state])}"
            self._history.addWidget(self._past(said, one.note, one.id))

    def _past(self, said: str, note: str, step: str) -> QWidget:
        holder = Card("plain", spacing=2)
        holder.inside.setContentsMargins(0, 0, 0, 0)
        out = Button("", QUIET)
        out.say(self.context.tr("Take it back"))
        out.setAccessibleName(f"{self.context.tr('Take it back')}: {said}")
        out.clicked.connect(lambda *_: self._take_back(step))
        holder.inside.addLayout(field_row(Words(said), out))
        if note:
            holder.add(Words(visible(note, 2000, keep=LINES), "soft"))
        return holder

    def _keep_names(self) -> None:
        found = self._found
        if found is None or not self.context.session.is_open:
            return
        said = self._names.values()
        title, number = said["title"], said["number"].strip()
        if title != found.case.title:
            self._do(partial(_rename, title=title))
        if number and number != found.number:
            self._do(partial(_number, number=number))

    def _number(self) -> None:
        from app.usecases.case.case_file import case_number

        self._do(case_number)

    def _state(self) -> None:
        from app.usecases.case.case_file import state_case

        said = self._step.values()
        state, when = CaseState(said["state"]), typed_moment(said["when"])

        def work(vault: OpenVault, case: str) -> None:
            state_case(vault, case, state, said["note"], at=when)

        self._do(work, lambda: self._step.show_values({}))

    def _take_back(self, step: str) -> None:
        from app.usecases.case.case_file import take_back_state

        self._do(lambda vault, case: take_back_state(vault, case, step))

    def _do(
        self,
        work: Callable[[OpenVault, str], object],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Do something to the case, show the sheet anew, and let the window know its name."""
        from app.usecases.case.case_file import case_file

        case = self.context.session.case
        if case is None:
            return

        def both(vault: OpenVault) -> CaseFile:
            work(vault, case.id)
            return case_file(vault, case.id)

        def done(found: CaseFile) -> None:
            then()
            self._show(found)
            if found.case != case and self.context.session.case == case:
                self.context.session.choose(found.case)

        self.context.with_vault(
            lambda vault, _job: both(vault), done, owner=self, place=self, must_finish=True
        )


def _following(state: CaseState | None) -> CaseState:
    """What the form proposes after a state: the next in the usual order."""
    usual = list(CaseState)
    place = -1 if state is None else usual.index(state)
    return usual[min(place + 1, len(usual) - 1)]


def _rename(vault: OpenVault, case: str, *, title: str) -> None:
    from app.usecases.case.case_file import rename_case

    rename_case(vault, case, title)


def _number(vault: OpenVault, case: str, *, number: str) -> None:
    from app.usecases.case.case_file import number_case

    number_case(vault, case, number)
