"""From the first start to the first evidence, one screen after the other; each says what is next.

Before a vault is there it also leads to one that is, to a bundle somebody handed over, and to the
five-minute page. See `app.usecases.vault.first_minutes`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import OngiError
from app.jobs import Job
from ui.context import Context
from ui.lanes import Lane
from ui.pages.first.after import EvidenceStep, KitStep
from ui.pages.first.door import DoorStep
from ui.pages.first.passphrase import PassphraseStep
from ui.pages.first.place import PlaceStep, documents
from ui.pages.first.start import StartStep
from ui.pages.first.step import Step
from ui.pages.hurry.to_five_minutes import to_five_minutes
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.flow import Flow
from ui.widgets.words import Words

StepT = TypeVar("StepT", bound=Step)

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.usecases.vault.vaults import OpenVault

WAY = (StartStep, PlaceStep, PassphraseStep, KitStep, EvidenceStep)
NEW, KIT, EVIDENCE = "new", "kit", "evidence"
"""What the page is asked to show; with nothing it looks for a vault first."""
LOOK_AFTER_MS = 150
"""The window is shown first; then the usual places are looked at."""
NOT_EMPTY = "INP-009"


class WelcomePage(Page):
    """Steps, one at a time."""

    def __init__(self, context: Context) -> None:
        self._leads_to_found = True
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """All steps, of which one is shown."""
        tr = self.context.tr
        self._count = Words("", "quiet", wrap=False)
        self.head_widget(self._count)
        self._made_steps: list[Step] = []
        self._holder = QVBoxLayout()
        self._holder.setSpacing(0)
        self.desk.addLayout(self._holder)
        self._build_others()
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(LOOK_AFTER_MS)
        self._look_soon.timeout.connect(self.look)
        self.say(self._count.setAccessibleName, lambda: tr("First steps"))
        self.show_step(self._start)

    def _put(self, step: StepT) -> StepT:
        """Take a step in, hidden. Each is made when it is first needed: the window comes first."""
        step.hide()
        self._holder.addWidget(step)
        self._made_steps.append(step)
        return step

    @cached_property
    def _door(self) -> DoorStep:
        step = self._put(DoorStep(self))
        step.done.connect(lambda: self.show_step(self._start))
        step.opens.connect(self._open)
        return step

    @cached_property
    def _start(self) -> StartStep:
        step = self._put(StartStep(self))
        step.done.connect(lambda: self.show_step(self._place))
        return step

    @cached_property
    def _place(self) -> PlaceStep:
        step = self._put(PlaceStep(self))
        step.back.connect(lambda: self.show_step(self._start))
        step.done.connect(lambda: self.show_step(self._passphrase))
        return step

    @cached_property
    def _passphrase(self) -> PassphraseStep:
        step = self._put(PassphraseStep(self))
        step.clear()
        step.back.connect(lambda: self.show_step(self._place))
        step.make.connect(self._make)
        return step

    @cached_property
    def _kit(self) -> KitStep:
        step = self._put(KitStep(self))
        step.now.connect(lambda: self.context.go("kit", "first"))
        step.done.connect(lambda: self.show_step(self._evidence))
        return step

    @cached_property
    def _evidence(self) -> EvidenceStep:
        step = self._put(EvidenceStep(self))
        step.chosen.connect(self.context.go)
        return step

    def _build_others(self) -> None:
        """For whoever comes with something that is there already, or in a hurry."""
        tr = self.context.tr
        self._others = QWidget()
        row = Flow(self._others)
        open_it, check_it = Button("", SECONDARY), Button("", QUIET)
        open_it.clicked.connect(lambda: self.context.go("unlock"))
        check_it.clicked.connect(lambda: self.context.go("verify"))
        self.say(open_it.say, lambda: tr("Open a vault"))
        self.say(check_it.say, lambda: tr("Check a bundle"))
        for button in (to_five_minutes(self), open_it, check_it):
            row.addWidget(button)
        self.desk.addWidget(self._others)

    @property
    def step(self) -> Step:
        """The screen that is shown."""
        return self._step

    def show_step(self, step: Step) -> None:
        """Show one screen and no other."""
        self._step = step
        for one in self._made_steps:
            one.setVisible(one is step)
        self._others.setVisible(isinstance(step, DoorStep | StartStep))
        self._word_head()
        step.begin()

    def refresh(self, subject: object = None) -> None:
        """Look for a vault, begin anew, or go on after one was made."""
        if self.context.session.is_open:
            self.show_step(self._evidence if subject == EVIDENCE else self._kit)
            return
        self._leads_to_found = subject != NEW
        if subject == NEW or isinstance(self._step, KitStep | EvidenceStep):
            self.show_step(self._start)
        if self.isVisible():
            self._look_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look soon; the window is painted first."""
        super().showEvent(event)
        self._look_soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nothing is looked for any more."""
        super().hideEvent(event)
        self._look_soon.stop()

    def look(self) -> None:
        """Look at the usual places, and propose one for a new vault."""
        if self.context.session.is_open:
            return
        name, where = self.context.tr("Storage"), documents()

        def read(_job: Job) -> tuple[tuple[Path, ...], Path]:
            from app.usecases.vault.standard_places import places, propose, vaults_in

            home = Path.home()
            return vaults_in(places(where, home)), propose(where, home, name)

        self.context.without_vault(read, lambda seen: self._seen(*seen), owner=self)

    def _seen(self, found: tuple[Path, ...], proposal: Path) -> None:
        """Fill in what was found; nobody who has begun to answer is led away."""
        self._place.propose(proposal)
        at_door = isinstance(self._step, DoorStep)
        if found or at_door:
            self._door.show_found(found)
        untouched = self._step is self._start and not self._start.is_answered
        if found and self._leads_to_found and untouched:
            self.show_step(self._door)
        elif not found and at_door:
            self.show_step(self._start)

    def retext(self) -> None:
        """Title and rows too."""
        super().retext()
        for step in self._made_steps:
            if isinstance(step, DoorStep):
                step.retext()
        self._word_head()

    def _word_head(self) -> None:
        self.title.say(self._step.title())
        on_the_way = type(self._step) in WAY
        self._count.setVisible(on_the_way)
        if on_the_way:
            self._count.setText(f"{WAY.index(type(self._step)) + 1} / {len(WAY)}")

    def take_folder(self, folder: Path) -> None:
        """Use this folder for the vault to make."""
        self._place.line.take(folder)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed and found."""
        for step in self._made_steps:
            step.clear()
        self.show_step(self._start)

    def _open(self, folder: Path) -> None:
        self.context.go("unlock", folder)

    def _make(self) -> None:
        folder, passphrase = self._place.folder(), self._passphrase.typed()
        if folder is None or passphrase is None:
            return
        device = self._start.device()

        def make(job: Job) -> tuple[OpenVault, Case]:
            from app.usecases.vault import first_minutes

            return first_minutes.make_first(folder, passphrase, job, device=device)

        self._passphrase.next.setEnabled(False)
        ticket = self.context.without_vault(
            make,
            lambda made: self._made(*made),
            owner=self,
            lane=Lane.VAULT,
            place=self._passphrase.second,
            failed=self._refused,
        )
        self._passphrase.progress.follow(ticket)

    def _refused(self, error: OngiError) -> bool:
        """A folder with something in it is chosen anew where folders are chosen."""
        from app.error_texts import next_step, sentence

        self._passphrase.next.setEnabled(True)
        if error.code != NOT_EMPTY:
            return False
        texts = self.context.language.texts
        self.show_step(self._place)
        self._place.show_problem(f"{sentence(error, texts)} {next_step(error, texts)}")
        return True

    def _made(self, vault: OpenVault, case: Case) -> None:
        self._passphrase.next.setEnabled(True)
        self._passphrase.clear()
        self.context.session.open(vault)
        self.context.session.choose(case)
        self.context.go("welcome", KIT)
