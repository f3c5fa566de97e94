"""Word of sleep, a locked screen and a closed lid on Linux, over D-Bus: logind, and the desktops.

Listens, and asks logind for one thing: to wait with the sleep until the vault is closed (a delay
lock, which logind itself ends after its few seconds). Nothing here reaches a network. Where a bus
or a service is missing, its word is missing: the clocks remain (`clock_jumps`).

A lid that sends the machine to sleep is told as sleep. One that does not is told by logind in newer
systems and by UPower in older ones; where neither does, the idle lock remains.

logind: org.freedesktop.login1(5). UPower: LidIsClosed. The desktops: interface `ActiveChanged` of
the screen savers.
"""

from __future__ import annotations

import os
import string
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVariant

_LOGIND = "org.freedesktop.login1"
_LOGIND_PATH = "/org/freedesktop/login1"
_MANAGER = f"{_LOGIND}.Manager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_UPOWER = "org.freedesktop.UPower"
_LIDS = (
    (_LOGIND, _LOGIND_PATH, _MANAGER, "LidClosed"),
    (_UPOWER, "/org/freedesktop/UPower", _UPOWER, "LidIsClosed"),
)
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_WAIT_MS = 500
_PLAIN = frozenset(string.ascii_letters + string.digits)


def _slot(signature: str) -> Any:
    return SLOT(signature)  # a text; the binding says that it wants bytes, and refuses them


class LinuxBus(QObject):
    """`sleeping` before the machine sleeps, `screen_locked` when the desktop covers the screen.

    `lid_closed` when the lid was closed and the machine goes on. `system` and `session` are the two
    buses; tests bring private ones.
    """

    sleeping = Signal()
    screen_locked = Signal()
    lid_closed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        session = session or QDBusConnection.sessionBus()
        self._delay: QDBusUnixFileDescriptor | None = None
        self._wanted = False
        if self._system.isConnected():
            self._system.connect(
                "", _LOGIND_PATH, _MANAGER, "PrepareForSleep", self, _slot("_prepare(bool)")
            )
            self._system.connect(
                "", "", f"{_LOGIND}.Session", "Lock", self, _slot("_lock(QDBusMessage)")
            )
            for _service, path, _interface, _property in _LIDS:
                self._system.connect(
                    "", path, _PROPERTIES, "PropertiesChanged", self, _slot("_lid(QDBusMessage)")
                )
        if session.isConnected():
            for saver in _SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _slot("_cover(bool)"))

    def delay_sleep(self) -> None:
        """Ask that sleep waits for `let_sleep`. Where nobody can be asked, it won't."""
        self._wanted = True
        if self._delay is not None or not self._system.isConnected():
            return
        asked = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, _MANAGER, "Inhibit")
        asked.setArguments(["sleep", "Ongi", "Finishing what is being written", "delay"])
        self._system.callWithCallback(
            asked, self, _slot("_delayed(QDBusMessage)"), timeout=_WAIT_MS
        )

    def let_sleep(self) -> None:
        """The machine may sleep as far as we are concerned."""
        self._wanted = False
        self._delay = None  # closes the last handle, which is how logind is told

    @Slot(QDBusMessage)
    def _delayed(self, answer: QDBusMessage) -> None:
        given = answer.arguments()
        if self._wanted and given and isinstance(given[0], QDBusUnixFileDescriptor):
            self._delay = given[0]

    @Slot(bool)
    def _prepare(self, begins: bool) -> None:
        if begins:
            self.sleeping.emit()

    @Slot(QDBusMessage)
    def _lock(self, message: QDBusMessage) -> None:
        if message.path() in (own_session(os.environ.get("XDG_SESSION_ID", "")), ""):
            self.screen_locked.emit()

    @Slot(QDBusMessage)
    def _lid(self, message: QDBusMessage) -> None:
        """Something changed there; the binding can't read what, so it is asked for."""
        for service, path, interface, name in _LIDS:
            if message.path() == path and interface in message.arguments():
                asked = QDBusMessage.createMethodCall(service, path, _PROPERTIES, "Get")
                asked.setArguments([interface, name])
                self._system.callWithCallback(
                    asked, self, _slot("_lid_is(QDBusMessage)"), timeout=_WAIT_MS
                )

    @Slot(QDBusMessage)
    def _lid_is(self, answer: QDBusMessage) -> None:
        given = answer.arguments()
        if given and isinstance(given[0], QDBusVariant) and given[0].variant() is True:
            self.lid_closed.emit()

    @Slot(bool)
    def _cover(self, active: bool) -> None:
        if active:
            self.screen_locked.emit()


def own_session(identifier: str) -> str:
    """The path under which logind tells of a session; empty where it is not known which is ours."""
    if not identifier:
        return ""
    spelt = "".join(
        letter
        if letter in _PLAIN and not (place == 0 and letter.isdigit())
        else f"_{ord(letter):02x}"
        for place, letter in enumerate(identifier)
    )
    return f"{_LOGIND_PATH}/session/{spelt}"
