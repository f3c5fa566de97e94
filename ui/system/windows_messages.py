"""Word of sleep, of a locked screen and of a closed lid on Windows, by messages to the window.

Tested on the numbers of the messages only. Win32: WM_POWERBROADCAST, WM_WTSSESSION_CHANGE,
WTSRegisterSessionNotification, RegisterPowerSettingNotification, GUID_LIDSWITCH_STATE_CHANGE.
"""

from __future__ import annotations

import ctypes
import sys
import uuid
from enum import Enum

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

_WM_POWERBROADCAST = 0x0218
_PBT_APMSUSPEND = 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_WTS_SESSION_LOCK = 0x0007
_THIS_SESSION = 0
_PBT_POWERSETTINGCHANGE = 0x8013
_LID_SWITCH = uuid.UUID("BA3E0F4D-B817-4094-A2D1-D56379E6A0F3").bytes_le
_LID_IS_CLOSED = 0


class Told(Enum):
    """What a message says."""

    SLEEP = "sleep"
    LOCK = "lock"
    LID = "lid"


def meaning(message: int, what: int) -> Told | None:
    """What a window's message (its number and first value) says of sleep or the screen."""
    if (message, what) == (_WM_POWERBROADCAST, _PBT_APMSUSPEND):
        return Told.SLEEP
    if (message, what) == (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK):
        return Told.LOCK
    return None


class _Setting(ctypes.Structure):
    """Win32's POWERBROADCAST_SETTING, as the lid's switch sends it: one number."""

    _fields_ = (
        ("which", ctypes.c_ubyte * 16),
        ("length", ctypes.c_uint32),
        ("value", ctypes.c_uint32),
    )


def lid_meaning(message: int, what: int, setting: int) -> Told | None:
    """What a message says of the lid; `setting` is the address that such a message carries."""
    if (message, what) != (_WM_POWERBROADCAST, _PBT_POWERSETTINGCHANGE) or not setting:
        return None
    found = _Setting.from_address(setting)
    closed = bytes(found.which) == _LID_SWITCH and found.value == _LID_IS_CLOSED
    return Told.LID if closed and found.length == ctypes.sizeof(ctypes.c_uint32) else None


class _Message(ctypes.Structure):
    """The beginning of Win32's MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
        ("more", ctypes.c_size_t),
    )


def read_message(address: int) -> tuple[int, int, int]:
    """Number and both values of the MSG that lies at an address."""
    found = _Message.from_address(address)
    return int(found.message), int(found.what), int(found.more)


class WindowsMessages(QObject):
    """`sleeping` before the machine sleeps, `screen_locked`, `lid_closed`."""

    sleeping = Signal()
    screen_locked = Signal()
    lid_closed = Signal()

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._filter = _Filter(self)
        application.installNativeEventFilter(self._filter)
        if sys.platform == "win32":  # pragma: no cover
            # Without asking, Windows tells windows of sleep, but not of a locked screen.
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                ctypes.c_void_p(int(window.winId())), _THIS_SESSION
            )
            ctypes.windll.user32.RegisterPowerSettingNotification(
                ctypes.c_void_p(int(window.winId())), _LID_SWITCH, 0
            )

    def take(self, message: int, what: int, more: int = 0) -> None:
        """Pass on what a message says."""
        told = meaning(message, what) or lid_meaning(message, what, more)
        if told is Told.SLEEP:
            self.sleeping.emit()
        elif told is Told.LOCK:
            self.screen_locked.emit()
        elif told is Told.LID:
            self.lid_closed.emit()


class _Filter(QAbstractNativeEventFilter):
    """Looks at every message of our windows and holds none back."""

    def __init__(self, messages: WindowsMessages) -> None:
        super().__init__()
        self._messages = messages

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        name = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if name in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            self._messages.take(*read_message(int(message)))
        return False, 0
