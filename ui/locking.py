"""Locks after a while without keys or mouse; at once it goes by Ctrl+L or the rail.

After how many minutes is the person's choice, kept in the vault.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.care import Care
from ui.session import Session

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
    QEvent.Type.Drop,
}


class IdleLock(QObject):
    """Watches for signs of life and locks the session when there were none for a while.

    `minutes`: for so long, whatever was chosen.
    """

    def __init__(
        self,
        application: QApplication,
        session: Session,
        minutes: float | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or application)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._last(Care().idle_minutes if minutes is None else minutes)
        if minutes is None:
            session.cared.connect(lambda care: self._last(care.idle_minutes))
        self._timer.timeout.connect(self._lock)
        session.opened.connect(self._timer.start)
        session.locked.connect(self._timer.stop)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at each key, click or movement; nothing is held back."""
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False

    def _last(self, minutes: float) -> None:
        """What is under way is measured anew, with the new length."""
        self._timer.setInterval(round(minutes * 60_000))

    def _lock(self) -> None:
        self._session.lock(stop_work=False)
