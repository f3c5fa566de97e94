"""What pages share on which a person tells things one after the other: a form, and what is kept.

What is written is kept as one goes, whenever a field is left, the page is, or the vault locks. A
draft has its identifier from the first time it is kept; saves follow each other on the vault's
lane, so a second one changes what the first one added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.errors import OngiError
from ui.context import Context
from ui.pages.item.row import row
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault

MOST_ROWS = 200
NOTHING_YET = "INP-072"


@dataclass
class Draft:
    """One thing that is being told; `known` is its identifier once it was kept."""

    known: str | None = None


class TellingPage(Page):
    """A form above, what is kept below. Subclasses say what is asked and how it is kept."""

    asked: tuple[Asked, ...] = ()
    changes = Changed.NOTES

    def __init__(self, context: Context) -> None:
        self._draft = Draft()
        self._records: tuple[Any, ...] = ()
        self._unsaved = False
        super().__init__(context, narrow=True)
        context.session.about_to_lock.connect(self.save)

    # What a subclass gives.

    def heading(self) -> tuple[str, str, str]:
        """Title, a sentence about what belongs here, and the button for another one."""
        raise NotImplementedError

    def read(self, vault: OpenVault, case: str) -> Sequence[Any]:
        """All that is kept, on the vault's lane."""
        raise NotImplementedError

    def keep(self, vault: OpenVault, case: str, known: str | None, said: Mapping[str, str]) -> str:
        """Keep one, on the vault's lane; gives its identifier."""
        raise NotImplementedError

    def identify(self, record: Any) -> str:
        """The identifier of a record."""
        raise NotImplementedError

    def told(self, record: Any) -> dict[str, str]:
        """A record as the form shows it."""
        raise NotImplementedError

    def line(self, record: Any) -> str:
        """A record in one line of the list."""
        raise NotImplementedError

    def build_more(self) -> None:
        """Further cards between the form and the list."""

    def shown(self, record: Any | None) -> None:
        """Another record, or a new one, stands in the form."""

    # What all share.

    def build(self) -> None:
        """The form, more, the list."""
        self.say(self.title.say, lambda: self.heading()[0])
        self.head_button(lambda: self.heading()[2], self.begin_another, filled=False)
        card = self.form_card = Card()
        about = Words("", "soft")
        self.say(about.say, lambda: self.heading()[1])
        self.form = ToldForm(self.context, self.asked)
        self.form.edited.connect(self._edit)
        self.form.left.connect(self.save)
        self._problem = Words("", "care")
        self._problem.hide()
        self._state = Words("", "quiet")
        self.say(self._state.say, lambda: self.context.tr("What you write is saved by itself."))
        card.add(about, self.form, self._problem, self._state)
        self.desk.addWidget(card)
        self.build_more()
        self._list = Card(spacing=4)
        self._list.hide()
        self.desk.addWidget(self._list)

    def refresh(self, subject: object = None) -> None:
        """Read what is kept; `subject` names the one to show in the form."""
        case = self.context.session.case
        if case is None:
            return
        if isinstance(subject, str):
            self._draft = Draft(subject)

        def show(records: Sequence[Any]) -> None:
            self._show(case, tuple(records), asked=isinstance(subject, str))

        self.context.with_vault(lambda vault, _job: self.read(vault, case.id), show, owner=self)

    def retext(self) -> None:
        """Form and list too."""
        super().retext()
        self.form.retext()
        self._show_list()

    def clear(self) -> None:
        """Let go of everything."""
        self._unsaved = False
        self._draft, self._records = Draft(), ()
        self.form.show_values({})
        self.show_problem("")
        self.shown(None)
        self._show_list()

    def hideEvent(self, event: object) -> None:
        """What was written is kept when the page is left."""
        self.save()

    def begin_another(self) -> None:
        """Keep what stands there, and show an empty form."""
        self.save()
        self._draft, self._unsaved = Draft(), False
        self.form.show_values({})
        self.show_problem("")
        self.shown(None)
        self._first().setFocus()

    def show_problem(self, text: str) -> None:
        """A sentence below the form."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def save(self) -> None:
        """Keep what was changed; nothing happens where nothing was."""
        case, draft = self.context.session.case, self._draft
        if case is None or not self.context.session.is_open or not self._unsaved:
            return
        self._unsaved = False
        said = self.form.values()

        def work(vault: OpenVault, _job: Job) -> Sequence[Any]:
            draft.known = self.keep(vault, case.id, draft.known, said)
            return self.read(vault, case.id)

        def kept(records: Sequence[Any]) -> None:
            if draft is self._draft:
                self.show_problem("")
            self._show(case, tuple(records), asked=False)
            if not self.isVisible():
                return
            self._telling = True
            self.context.session.tell(self.changes)
            self._telling = False

        self.context.with_vault(
            work, kept, owner=self, place=self, failed=self._refused, must_finish=True
        )

    _telling = False

    def on_changed(self, what: Changed) -> None:
        """Others' changes only: what was kept here is shown already."""
        if not self._telling:
            super().on_changed(what)

    def _first(self) -> Any:
        return self.form.field(self.asked[0].key)

    def _edit(self) -> None:
        self._unsaved = True

    def _refused(self, error: OngiError) -> bool:
        """An empty form is nothing to speak of; anything else can be mended and kept again."""
        if error.code == NOTHING_YET:
            return True
        self._unsaved = True
        return False

    def _show(self, case: Case, records: tuple[Any, ...], *, asked: bool) -> None:
        if self.context.session.case is None or self.context.session.case.id != case.id:
            return
        self._records = records
        self._show_list()
        here = next((one for one in records if self.identify(one) == self._draft.known), None)
        if asked and here is not None:
            self.form.show_values(self.told(here))
            self._unsaved = False
        self.shown(here)

    def _show_list(self) -> None:
        self._list.empty()
        tr = self.context.tr
        for record in self._records[-MOST_ROWS:]:
            known = self.identify(record)
            self._list.add(row(self.line(record), tr("Open"), partial(self._open, known)))
        self._list.setVisible(bool(self._records))

    def _open(self, known: str) -> None:
        self.save()
        self._draft = Draft(known)
        here = next((one for one in self._records if self.identify(one) == known), None)
        if here is not None:
            self.form.show_values(self.told(here))
            self._unsaved = False
            self.shown(here)
            self._first().setFocus()

    def sure(self, question: str, about: str, then: Any) -> None:
        """Ask before something that was told is taken out."""
        tr = self.context.tr
        self.context.messages.confirm(
            question, about, tr("Take it out"), tr("Leave it there"), then
        )

    def take_out(self, remove: Callable[[OpenVault, str, str], object]) -> None:
        """Take out what stands in the form, by its case and identifier; an empty form follows."""
        case, known = self.context.session.case, self._draft.known
        if case is None or known is None:
            return
        self._unsaved = False

        def gone(_done: object) -> None:
            self.begin_another()
            self.refresh()

        self.context.with_vault(
            lambda vault, _job: remove(vault, case.id, known), gone, owner=self, place=self
        )

    def quiet_button(self, said: str, press: Any) -> Button:
        """A bordered button whose words follow the language."""
        button = Button("", SECONDARY)
        button.clicked.connect(lambda *_: press())
        self.say(button.say, lambda: self.context.tr(said))
        return button
