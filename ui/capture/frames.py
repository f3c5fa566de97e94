"""Where other programs' windows lie, topmost first, in real pixels: X11 and Windows.

So that a window can be captured by a click. Elsewhere, or where the system does not tell, the list
is empty, and a part of the screen is drawn instead. Only places are asked for: no names, no titles.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

_SMALLEST = 24
_MOST = 400
_VIEWABLE = 2
_INPUT_ONLY = 2


class _Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib."""

    _fields_ = (
        ("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int),
        ("height", ctypes.c_int), ("border_width", ctypes.c_int), ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("c_class", ctypes.c_int),
        ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int), ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int), ("all_event_masks", ctypes.c_long),
        ("your_event_mask", ctypes.c_long), ("do_not_propagate_mask", ctypes.c_long),
        ("override_redirect", ctypes.c_int), ("screen", ctypes.c_void_p),
    )  # fmt: skip


def frames() -> list[QRect]:
    """The windows that are shown, the topmost first."""
    if QGuiApplication.platformName() == "xcb":
        found = _of_x11()
    elif sys.platform == "win32":
        found = _of_windows()
    else:
        found = []
    return [one for one in found if min(one.width(), one.height()) >= _SMALLEST]


def _of_x11() -> list[QRect]:
    name = ctypes.util.find_library("X11")
    if name is None:
        return []
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    for call in (x11.XGrabServer, x11.XUngrabServer, x11.XCloseDisplay):
        call.argtypes = [ctypes.c_void_p]
    x11.XFree.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return []
    try:
        # No window may go while it is asked about: Xlib ends the program for that.
        x11.XGrabServer(display)
        return _children(x11, ctypes.c_void_p(display))
    finally:
        x11.XUngrabServer(display)
        x11.XCloseDisplay(display)


def _children(x11: Any, display: ctypes.c_void_p) -> list[QRect]:
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    unused, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    places = map(ctypes.byref, (unused, parent, children, count))
    if not x11.XQueryTree(display, root, *places):
        return []
    found: list[QRect] = []
    for number in reversed(range(count.value)):  # the topmost comes last
        told = _Attributes()
        window = ctypes.c_ulong(children[number])
        if not x11.XGetWindowAttributes(display, window, ctypes.byref(told)):
            continue
        if told.map_state == _VIEWABLE and told.c_class != _INPUT_ONLY:
            edge = 2 * told.border_width
            found.append(QRect(told.x, told.y, told.width + edge, told.height + edge))
        if len(found) >= _MOST:
            break
    if count.value:
        x11.XFree(children)
    return found


if sys.platform == "win32":
    from ctypes import wintypes

    _CLOAKED, _FRAME = 14, 9

    def _of_windows() -> list[QRect]:
        user, dwm = ctypes.windll.user32, ctypes.windll.dwmapi
        found: list[QRect] = []

        @ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
        def one(window: int, _given: int) -> bool:
            hidden, place = wintypes.DWORD(), wintypes.RECT()
            size = ctypes.sizeof(hidden)
            dwm.DwmGetWindowAttribute(window, _CLOAKED, ctypes.byref(hidden), size)
            if user.IsWindowVisible(window) and not user.IsIconic(window) and not hidden.value:
                size = ctypes.sizeof(place)
                if not dwm.DwmGetWindowAttribute(window, _FRAME, ctypes.byref(place), size):
                    across, down = place.right - place.left, place.bottom - place.top
                    found.append(QRect(place.left, place.top, across, down))
            return len(found) < _MOST

        user.EnumWindows(one, 0)
        return found

else:

    def _of_windows() -> list[QRect]:
        return []
