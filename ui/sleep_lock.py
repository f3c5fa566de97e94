"""Locks when the machine goes to sleep, when its screen is locked and when its lid is closed.

Sleep stops work at its next safe point: memory with keys in it lies in the sleeping machine or in
its hibernation image, and who finds it there has time. What was stopped goes on after unlocking.

A locked screen clears and locks the window but lets work come to its end, as the idle lock does:
systems lock screens by themselves after minutes, and an import of an hour would otherwise never
end. The keys stay in memory for that long and no longer. A closed lid counts as a locked screen
where the machine goes on, and as sleep where it does not.

On macOS, Qt tells of neither without further libraries: there the clocks alone tell, after waking.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.lanes import Lanes
from ui.session import Session
from ui.system.clock_jumps import ClockJumps

if TYPE_CHECKING:
    from ui.system.linux_bus import LinuxBus


class SleepLock(QObject):
    """Listens from the first unlocking on; before it there is nothing to lock.

    `bus` is Linux's, where it is not the system's own.
    """

    def __init__(
        self,
        application: QApplication,
        session: Session,
        lanes: Lanes,
        window: QWidget,
        bus: LinuxBus | None = None,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._session = session
        self._lanes = lanes
        self._window = window
        self._bus = bus
        self._system: QObject | None = None
        self._clocks = ClockJumps(self)
        self._clocks.slept.connect(self.sleep)
        session.opened.connect(self._opened)
        session.locked.connect(self._clocks.stop)

    def sleep(self) -> None:
        """The machine sleeps, or slept: stop at a safe point, and close."""
        self._session.lock(stop_work=True)

    def screen_locked(self) -> None:
        """Nobody should see or use the window; what runs may come to its end."""
        self._session.lock(stop_work=False)

    def _opened(self) -> None:
        if self._system is None:
            self._system = self._listen()
        self._clocks.start()

    def _listen(self) -> QObject:
        """What this system has to tell; loaded with the first vault, not with the window."""
        if sys.platform == "linux":
            told = self._on_linux()
        elif sys.platform == "win32":  # pragma: no cover
            told = self._on_windows()
        else:  # pragma: no cover
            told = QObject(self)
        return told

    def _on_linux(self) -> QObject:
        from ui.system.linux_bus import LinuxBus

        bus = self._bus or LinuxBus(self)
        bus.sleeping.connect(self.sleep)
        bus.screen_locked.connect(self.screen_locked)
        bus.lid_closed.connect(self.screen_locked)
        # Sleep waits while a vault is open, and until what closes it is through.
        bus.delay_sleep()
        self._session.opened.connect(bus.delay_sleep)

        def closed() -> None:
            if not self._session.is_open:
                bus.let_sleep()

        self._lanes.drained.connect(closed)
        return bus

    def _on_windows(self) -> QObject:  # pragma: no cover
        from ui.system.windows_messages import WindowsMessages

        messages = WindowsMessages(self._application, self._window)
        messages.sleeping.connect(self.sleep)
        messages.screen_locked.connect(self.screen_locked)
        messages.lid_closed.connect(self.screen_locked)
        return messages
