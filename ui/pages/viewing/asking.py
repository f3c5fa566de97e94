"""Asks the worker for what a viewer shows, one question at a time. The newest wish counts.

Holds the open sitting; `close` ends it at once, and what comes later is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.evidence.sights import Sight, Wish
from app.errors import Cancelled, OngiError
from app.jobs import Job
from ui.context import Context

if TYPE_CHECKING:
    from app.usecases.items.viewing import Looking

T = TypeVar("T")


class Asker(QObject):
    """`began`: a sitting is open, with its item. `answered`: a sight, or None where there is none.

    `refused`: an `OngiError`, after which nothing more is asked of that sitting by itself.
    """

    began = Signal(object)
    answered = Signal(object, object)
    refused = Signal(object)

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._looking: Looking | None = None
        self._newest: Wish | None = None
        self._is_asking = False
        self._turn = 0

    @property
    def is_open(self) -> bool:
        """Whether there is something to ask about."""
        return self._looking is not None

    @property
    def is_asking(self) -> bool:
        """Whether an answer is on its way, or a wish waits for its turn."""
        return self._is_asking or self._newest is not None

    def open(self, case: str, item: str, *, inside: bool = False) -> None:
        """Begin a sitting with an item of a case, or with the pictures inside it; another ends."""
        from app.usecases.items.viewing import look_at, look_inside

        self.close()
        turn = self._turn

        def opened(looking: Looking) -> None:
            if turn != self._turn:
                looking.close()
                return
            self._looking = looking
            self.began.emit(looking.item)

        self._context.with_vault(
            lambda vault, _job: (look_inside if inside else look_at)(vault, case, item),
            opened,
            owner=self,
            failed=self._refuse(turn),
        )

    def close(self) -> None:
        """End the sitting."""
        looking, self._looking = self._looking, None
        self._turn += 1
        self._newest, self._is_asking = None, False
        if looking is not None:
            looking.close()

    def wish(self, wish: Wish) -> None:
        """Ask for a sight; while one is on its way, only the newest wish is kept."""
        self._newest = wish
        looking = self._looking
        if looking is None or self._is_asking:
            return
        self._newest, self._is_asking = None, True
        turn = self._turn

        def answered(sight: Sight | None) -> None:
            if turn != self._turn:
                return
            self._is_asking = False
            self.answered.emit(wish, sight)
            if self._newest is not None:
                self.wish(self._newest)

        self._context.without_vault(
            lambda job: looking.see(wish, job), answered, owner=self, failed=self._refuse(turn)
        )

    def ask(self, work: Callable[[Looking, Job], T], done: Callable[[T], object]) -> None:
        """Ask something else of the sitting."""
        looking, turn = self._looking, self._turn
        if looking is None:
            return

        def answered(result: T) -> None:
            if turn == self._turn:
                done(result)

        self._context.without_vault(
            lambda job: work(looking, job), answered, owner=self, failed=self._refuse(turn)
        )

    def _refuse(self, turn: int) -> Callable[[OngiError], bool]:
        def refused(error: OngiError) -> bool:
            if turn == self._turn:
                self._is_asking = False
                if not isinstance(error, Cancelled):
                    self.refused.emit(error)
            return True

        return refused
