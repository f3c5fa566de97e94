"""A card to speak a memo straight into the vault. It always says whether it records.

The recording lives in memory. A lock ends it and keeps it first; half an hour is the longest.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.errors import OngiError
    from app.jobs import Job
    from app.usecases.intake.adding import Added
    from app.usecases.intake.memo import Recording
    from app.usecases.vault.vaults import OpenVault

TICK_MS = 250


class MemoCard(Card):
    """Record, stop and keep, or let go."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        self._recording: Recording | None = None
        self._case = ""
        self._begun = False
        self._coming: list[Recording] = []
        self._unheard = threading.Event()
        tr = self._context.tr
        lead = Words("", "strong")
        page.say(lead.say, lambda: tr("Say it instead"))
        self._state = Words("", "soft")
        self._problem = Words("", "care")
        self._problem.hide()
        self.record, self.drop = Button("", SECONDARY), Button("", SECONDARY)
        page.say(lambda _text: self._say(), str)
        page.say(self.drop.say, lambda: tr("Let go of it"))
        self.record.clicked.connect(self._press)
        self.drop.clicked.connect(self._let_go)
        self.drop.hide()
        self.add(lead, self._state, self._problem)
        self.add_row(self.record, self.drop)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._context.session.about_to_lock.connect(self.keep)

    @property
    def records(self) -> bool:
        """Whether the microphone is on."""
        return self._recording is not None

    def show_problem(self, text: str) -> None:
        """A sentence in the card."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def begin(self) -> None:
        """Begin to record, in the case that is open."""
        case = self._context.session.case
        if case is None or self._begun:
            return
        self._begun, self._case = True, case.id
        self.show_problem("")

        coming: list[Recording] = []
        unheard = threading.Event()
        self._coming, self._unheard = coming, unheard

        def work(vault: OpenVault, _job: Job) -> Recording:
            from app.usecases.intake.memo import begin_memo

            recording = begin_memo(vault, case.id)
            coming.append(recording)
            if unheard.is_set():
                recording.forget()
            return recording

        def failed(_error: object) -> bool:
            self._begun = False
            return False

        self._context.with_vault(work, self._runs, owner=self, place=self, failed=failed)

    def keep(self) -> None:
        """End the recording and keep it in the case in which it was begun.

        Nothing happens where none runs. What can't be kept now stays here to be kept later.
        """
        recording, case = self._recording, self._case
        if recording is None or not self._context.session.is_open:
            return
        self._ends()

        def work(vault: OpenVault, job: Job) -> Added:
            from app.usecases.intake.memo import keep_memo

            return keep_memo(vault, case, recording, job)

        def kept(_added: Added) -> None:
            self._context.session.tell(Changed.EVIDENCE)
            tr = self._context.tr
            self._state.say(tr("The memo is among what is collected."))
            if recording.broke_off:
                self.show_problem(tr("The microphone is gone. What was said until then is kept."))

        def failed(error: OngiError) -> bool:
            nothing_there = error.code == "INP-079"
            if self._context.session.is_open and not self._begun and not nothing_there:
                self._recording, self._case, self._begun = recording, case, True
                self._say()
            return False

        self._context.with_vault(
            work, kept, owner=self, place=self, failed=failed, must_finish=True
        )

    def forget(self) -> None:
        """Show nothing of a case any more, and let go of a recording that still runs."""
        self._let_go()
        self.show_problem("")

    def _press(self) -> None:
        if self._recording is None:
            self.begin()
        else:
            self.keep()

    def _runs(self, recording: Recording) -> None:
        self._recording, self._coming = recording, []
        self._timer.start()
        self._say()

    def _tick(self) -> None:
        if self._recording is not None and not self._recording.goes_on:
            self.keep()
        self._say()

    def _let_go(self) -> None:
        """Let go of what was recorded, also of a microphone that is only just opening."""
        self._unheard.set()
        recordings, self._coming = self._coming, []
        if self._recording is not None:
            recordings = [self._recording]
        self._ends()

        def forget(_job: Job) -> None:
            for one in recordings:
                one.forget()

        if recordings:
            self._context.without_vault(forget, lambda _done: None, owner=self)

    def _ends(self) -> None:
        self._timer.stop()
        self._recording, self._begun = None, False
        self._say()

    def _say(self) -> None:
        tr, recording = self._context.tr, self._recording
        if recording is None:
            self._state.say(
                tr("A memo is recorded straight into the vault, half an hour at most. No file.")
            )
            self.record.say(tr("Record"))
        else:
            minutes, seconds = divmod(recording.seconds, 60)
            self._state.say(tr("Recording: {time}", time=f"{minutes}:{seconds:02}"))
            self.record.say(tr("Stop and keep"))
        self.drop.setVisible(recording is not None)
