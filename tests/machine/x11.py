"""Looks at the windows of an X server by Xlib itself: names, size, and the wish to close.

Only what a test of the frozen app needs, without Qt, so that what is looked at is what any other
program on that screen sees.
"""

from __future__ import annotations

import ctypes as c
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CLIENT_MESSAGE = 33
_VIEWABLE = 2
_LONGS = 5


@dataclass(frozen=True)
class Window:
    """A window that is shown."""

    id: int
    title: str
    instance: str
    name: str
    width: int
    height: int


class _Attributes(c.Structure):
    _fields_ = (
        *((name, c.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        ("visual", c.c_void_p), ("root", c.c_ulong),
        *((name, c.c_int) for name in ("class_", "bit_gravity", "win_gravity", "backing_store")),
        ("backing_planes", c.c_ulong), ("backing_pixel", c.c_ulong), ("save_under", c.c_int),
        ("colormap", c.c_ulong), ("map_installed", c.c_int), ("map_state", c.c_int),
        *((name, c.c_long) for name in ("all_event_masks", "your_event_mask", "do_not_propagate")),
        ("override_redirect", c.c_int), ("screen", c.c_void_p),
    )  # fmt: skip


class _ClientMessage(c.Structure):
    _fields_ = (
        ("type", c.c_int), ("serial", c.c_ulong), ("send_event", c.c_int), ("display", c.c_void_p),
        ("window", c.c_ulong), ("message_type", c.c_ulong), ("format", c.c_int),
        ("data", c.c_long * _LONGS), ("pad", c.c_long * 24),
    )  # fmt: skip


class Screen:
    """One X server."""

    def __init__(self, name: str) -> None:
        self._x = c.CDLL(ctypes.util.find_library("X11"))
        for call in ("XOpenDisplay", "XDefaultRootWindow", "XInternAtom"):
            getattr(self._x, call).restype = c.c_ulong if call != "XOpenDisplay" else c.c_void_p
        self._display = c.c_void_p(self._x.XOpenDisplay(name.encode()))
        if not self._display:
            raise OSError(name)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def windows(self) -> list[Window]:
        """Those that are shown and have a title."""
        root = self._x.XDefaultRootWindow(self._display)
        found = (self._window(one) for one in self._below(root))
        return [one for one in found if one is not None and one.title]

    def ask_to_close(self, window: Window) -> None:
        """What a window manager sends when the cross is pressed."""
        event = _ClientMessage(type=_CLIENT_MESSAGE, window=window.id, format=32)
        event.message_type = self._atom("WM_PROTOCOLS")
        event.data[0] = self._atom("WM_DELETE_WINDOW")
        self._x.XSendEvent(self._display, c.c_ulong(window.id), 0, c.c_long(0), c.byref(event))
        self._x.XFlush(self._display)

    def _atom(self, name: str) -> int:
        return self._x.XInternAtom(self._display, name.encode(), 0)

    def _below(self, window: int) -> Iterator[int]:
        root, parent, count = c.c_ulong(), c.c_ulong(), c.c_uint()
        children = c.POINTER(c.c_ulong)()
        places = (c.byref(one) for one in (root, parent, children, count))
        if self._x.XQueryTree(self._display, c.c_ulong(window), *places):
            for at in range(count.value):
                yield children[at]
                yield from self._below(children[at])
            if children:
                self._x.XFree(children)

    def _window(self, window: int) -> Window | None:
        seen = _Attributes()
        self._x.XGetWindowAttributes(self._display, c.c_ulong(window), c.byref(seen))
        if seen.map_state != _VIEWABLE:
            return None
        title = self._property(window, "_NET_WM_NAME").decode()
        words = self._property(window, "WM_CLASS").decode().split("\0")
        return Window(
            window, title, words[0], words[1] if len(words) > 1 else "", seen.width, seen.height
        )

    def _property(self, window: int, name: str) -> bytes:
        kind, form, count, after = c.c_ulong(), c.c_int(), c.c_ulong(), c.c_ulong()
        data = c.POINTER(c.c_char)()
        places = (c.byref(one) for one in (kind, form, count, after, data))
        asked = (c.c_ulong(window), c.c_ulong(self._atom(name)), c.c_long(0), c.c_long(1024))
        self._x.XGetWindowProperty(self._display, *asked, 0, c.c_ulong(0), *places)
        if not data:
            return b""
        found = data[: count.value]
        self._x.XFree(data)
        return found


@contextmanager
def screen(name: str) -> Iterator[Screen]:
    """A connection to the X server of this name. OSError where there is none."""
    made = Screen(name)
    try:
        yield made
    finally:
        made.close()
