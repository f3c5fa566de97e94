"""Hides the program's windows from screen capture, where the system can do that.

Windows 10 2004 and later leave such a window out of every capture; earlier ones show it black.
macOS up to 14 does it for captures of the old kind, and since 15 no longer. X11 and Wayland know
nothing of the sort. The care page says which of them holds here (`ability`). Whoever photographs
the screen is not kept from it by any of this.

Tried by its calls only: neither Windows nor macOS was at hand. Win32: SetWindowDisplayAffinity;
AppKit: NSWindow.sharingType, by the Objective-C runtime.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import sys
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

SHOWN, LEFT_OUT = 0x00, 0x11
"""Win32's WDA_NONE and WDA_EXCLUDEFROMCAPTURE."""
SHARED_READ_ONLY, NOT_SHARED = 1, 0
"""AppKit's NSWindowSharingReadOnly and NSWindowSharingNone."""
_MAC_THAT_STOPPED = 15


class Ability(Enum):
    """What the system can do about captures."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


def ability(system: str = sys.platform, release: str | None = None) -> Ability:
    """What this system can do; `release` is macOS's, where it is not this one's."""
    if system == "win32":
        return Ability.YES
    if system == "darwin":
        number = (release if release is not None else platform.mac_ver()[0]).partition(".")[0]
        old = number.isdecimal() and int(number) < _MAC_THAT_STOPPED
        return Ability.PARTLY if old else Ability.NO
    return Ability.NO


def hide_on_windows(handle: int, hide: bool) -> None:  # pragma: no cover
    """Ask Windows to leave a window out of captures, or to show it again."""
    user32 = ctypes.WinDLL("user32")  # type: ignore[attr-defined, unused-ignore]
    user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), LEFT_OUT if hide else SHOWN)


def hide_on_mac(view: int, hide: bool) -> None:  # pragma: no cover
    """Ask macOS for the same; `view` is the NSView that Qt gives as a window's handle."""
    found = ctypes.util.find_library("objc")
    if found is None:
        return
    objc = ctypes.CDLL(found)
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    address = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address or 0)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long)(address or 0)
    window = ask(view, objc.sel_registerName(b"window"))
    if window:
        kind = NOT_SHARED if hide else SHARED_READ_ONLY
        tell(window, objc.sel_registerName(b"setSharingType:"), kind)


def _way(system: str) -> Callable[[int, bool], None] | None:
    return {"win32": hide_on_windows, "darwin": hide_on_mac}.get(system)


class Hiding(QObject):
    """Hides every window of the program as it is shown, from the first on; `set` chooses anew.

    `way` is the system's call, where it is not this system's.
    """

    def __init__(
        self,
        application: QApplication,
        parent: QObject | None = None,
        way: Callable[[int, bool], None] | None = None,
    ) -> None:
        super().__init__(parent or application)
        self._way = way or _way(sys.platform)
        self._hide = True
        if self._way is not None:
            application.installEventFilter(self)

    def set(self, *, hide: bool) -> None:
        """Hide, or show again, the windows there are and those to come."""
        self._hide = hide
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                self._apply(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look out for windows that are shown; nothing is held back."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._apply(watched)
        return False

    def _apply(self, window: QWidget) -> None:
        if self._way is not None:
            self._way(int(window.winId()), self._hide)
