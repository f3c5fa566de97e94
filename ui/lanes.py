"""Where long work runs.

One lane with a single worker that owns the open vault, and a small free lane.

Results come back over one long-living object with one queued signal; results that hang on objects
which die with their job get lost (measured: facts, models 5.2). Progress is pulled by a timer,
never pushed. Nothing is killed: cancelling asks, and closing waits for what must finish.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from enum import Enum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.errors import OngiError
from app.jobs import Job

T = TypeVar("T")

PULL_MS = 100
FREE_WORKERS = 2


class Lane(Enum):
    """`VAULT` is the only thread that touches the open vault; `FREE` is for work outside it."""

    VAULT = "vault"
    FREE = "free"


class Ticket:
    """One piece of work under way: its job (progress, cancel) and who waits for it."""

    def __init__(
        self,
        lane: Lane,
        job: Job,
        owner: QObject | None,
        done: Callable[[Any], None] | None,
        failed: Callable[[OngiError], None] | None,
    ) -> None:
        self.lane = lane
        self.job = job
        self.finished = False
        self.must_finish = False
        self._owner = owner
        self._has_owner = owner is not None
        self._done = done
        self._failed = failed

    def forget(self) -> None:
        """Nobody waits any more: the work goes on, its result is dropped."""
        self._done = self._failed = None
        self._owner = None
        self._has_owner = False

    def deliver(self, result: object) -> None:
        """Give the result to who waits for it, if still there. Called on the GUI thread only."""
        if self._done is not None and self._is_wanted():
            self._done(result)

    def refuse(self, error: OngiError) -> bool:
        """Give a failure to who waits for it; False if nobody there wants it."""
        if self._failed is None or not self._is_wanted():
            return False
        self._failed(error)
        return True

    def _is_wanted(self) -> bool:
        return not self._has_owner or (self._owner is not None and shiboken6.isValid(self._owner))


class Lanes(QObject):
    """Runs use cases off the GUI thread and brings their ends back in the order they ended.

    `pulse` comes every 100 ms while anything runs, `drained` when nothing is left, `failed` with an
    `OngiError` that no caller took, `broken` with any other exception (a bug).
    """

    pulse = Signal()
    drained = Signal()
    failed = Signal(object)
    broken = Signal(object)
    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pools = {
            Lane.VAULT: ThreadPoolExecutor(1, thread_name_prefix="vault"),
            Lane.FREE: ThreadPoolExecutor(FREE_WORKERS, thread_name_prefix="free"),
        }
        self._ends: deque[tuple[Ticket, Future[Any]]] = deque()
        self._open: dict[Ticket, Future[Any]] = {}
        self._closing = False
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_MS)
        self._timer.timeout.connect(self.pulse)
        self._arrived.connect(self._take_ends, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], T],
        *,
        owner: QObject | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[OngiError], None] | None = None,
        must_finish: bool = False,
    ) -> Ticket:
        """Start `work` on a lane; `done` or `failed` is called on the GUI thread.

        `must_finish`: done even if the lanes are closed before its turn (saving, closing the
        vault); everything else that has not begun by then is left.

        With an `owner` that has gone by then, the result is dropped. After `close` nothing new is
        started (RuntimeError).
        """
        if self._closing:
            raise RuntimeError("the lanes are closed")
        ticket = Ticket(lane, Job(), owner, done, failed)
        ticket.must_finish = must_finish
        future = self._pools[lane].submit(work, ticket.job)
        self._open[ticket] = future
        future.add_done_callback(lambda ended: self._end(ticket, ended))
        if not self._timer.isActive():
            self._timer.start()
        return ticket

    @property
    def busy(self) -> bool:
        """Whether anything is waiting or running."""
        return bool(self._open)

    @property
    def at_work(self) -> bool:
        """Whether long work is under way: work that tells how far it is."""
        return any(ticket.job.progress.phase for ticket in self._open)

    def cancel_all(self) -> None:
        """Ask everything to stop at its next safe point, to go on another time where it can."""
        for ticket in self._open:
            ticket.job.interrupt()

    def close(self) -> None:
        """Take nothing new, ask for a stop.

        Then wait until what runs has finished what must be finished.

        Blocks; the window first waits for `drained` with a panel, so that this returns at once.
        """
        self._closing = True
        self.cancel_all()
        for ticket, future in self._open.items():
            if not ticket.must_finish:
                future.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        self._take_ends()
        self._timer.stop()

    def _end(self, ticket: Ticket, future: Future[Any]) -> None:
        self._ends.append((ticket, future))
        self._arrived.emit()

    @Slot()
    def _take_ends(self) -> None:
        while self._ends:
            ticket, future = self._ends.popleft()
            ticket.finished = True
            self._open.pop(ticket, None)
            self._settle(ticket, future)
        if not self._open and self._timer.isActive():
            self._timer.stop()
            self.pulse.emit()
            self.drained.emit()

    def _settle(self, ticket: Ticket, future: Future[Any]) -> None:
        try:
            error = future.exception()
        except CancelledError:
            return
        if error is None:
            ticket.deliver(future.result())
        elif not isinstance(error, OngiError):
            self.broken.emit(error)
        elif not ticket.refuse(error):
            self.failed.emit(error)
