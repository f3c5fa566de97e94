"""A stream to or from the sound server: PulseAudio, or PipeWire in its place.

The system's own client library is asked through ctypes, by its event loop that runs only while it
is called: so nothing waits for ever on a server that hangs. Only the server of this session is
asked, by its socket: neither the environment nor a settings file may lead sound to another
computer, and no server is started to have one.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from pathlib import Path

from app.adapters.quiet import silent

RATE = 48_000
WIDTH = 2
NEUTRAL = b"Ongi"
"""What a mixer shows; it says nothing of what is played or recorded."""
_ROLE = b"production"
"""Servers keep on the disk how loud each program was, by its name; where it has a role, by that."""
PATIENCE_S = 4.0
"""How long a server may take to answer; one that is busy takes a tenth of a second."""
TURN_S = 0.1
_S16LE, _ANY = 3, 0xFFFF_FFFF
_NO_SPAWNING, _AT_ONCE, _STAYS = 0x1, 0x2000, 0x200
_CONTEXT_READY, _CONTEXT_FAILED, _STREAM_READY, _STREAM_FAILED = 4, 5, 2, 3
_POINTER, _NUMBER, _SIZE, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t, ctypes.c_char_p


class ServerRefused(OSError):
    """There is a server, and it gives nothing: no other way leads past it."""


class _Shape(ctypes.Structure):
    _fields_ = (("format", _NUMBER), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Room(ctypes.Structure):
    _fields_ = (
        ("most", ctypes.c_uint32),
        ("wanted", ctypes.c_uint32),
        ("ahead", ctypes.c_uint32),
        ("least", ctypes.c_uint32),
        ("piece", ctypes.c_uint32),
    )


_CALLS = {
    "pa_mainloop_new": (_POINTER,),
    "pa_mainloop_get_api": (_POINTER, _POINTER),
    "pa_mainloop_prepare": (_NUMBER, _POINTER, _NUMBER),
    "pa_mainloop_poll": (_NUMBER, _POINTER),
    "pa_mainloop_dispatch": (_NUMBER, _POINTER),
    "pa_mainloop_free": (None, _POINTER),
    "pa_context_new": (_POINTER, _POINTER, _TEXT),
    "pa_context_connect": (_NUMBER, _POINTER, _TEXT, _NUMBER, _POINTER),
    "pa_context_get_state": (_NUMBER, _POINTER),
    "pa_context_disconnect": (None, _POINTER),
    "pa_context_unref": (None, _POINTER),
    "pa_proplist_new": (_POINTER,),
    "pa_proplist_sets": (_NUMBER, _POINTER, _TEXT, _TEXT),
    "pa_proplist_free": (None, _POINTER),
    "pa_stream_new_with_proplist": (_POINTER, _POINTER, _TEXT, _POINTER, _POINTER, _POINTER),
    "pa_stream_connect_record": (_NUMBER, _POINTER, _TEXT, _POINTER, _NUMBER),
    "pa_stream_connect_playback": (
        _NUMBER, _POINTER, _TEXT, _POINTER, _NUMBER, _POINTER, _POINTER,
    ),
    "pa_stream_get_state": (_NUMBER, _POINTER),
    "pa_stream_get_device_name": (_TEXT, _POINTER),
    "pa_stream_peek": (_NUMBER, _POINTER, _POINTER, _POINTER),
    "pa_stream_drop": (_NUMBER, _POINTER),
    "pa_stream_writable_size": (_SIZE, _POINTER),
    "pa_stream_write": (
        _NUMBER, _POINTER, _TEXT, _SIZE, _POINTER, ctypes.c_int64, _NUMBER,
    ),
    "pa_stream_drain": (_POINTER, _POINTER, _POINTER, _POINTER),
    "pa_stream_disconnect": (_NUMBER, _POINTER),
    "pa_stream_unref": (None, _POINTER),
    "pa_operation_get_state": (_NUMBER, _POINTER),
    "pa_operation_unref": (None, _POINTER),
}  # fmt: skip
"""What each call gives, then what it takes; without this ctypes would cut pointers in half."""


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libpulse.so.0")
    for name, (given, *taken) in _CALLS.items():
        call = getattr(library, name)
        call.restype, call.argtypes = given, taken
    return library


def server_socket() -> Path:
    """Where the server of this session listens, whether or not it runs."""
    running = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return Path(running, "pulse", "native")


class ServerStream:
    """One channel of 16 bits at 48,000 a second. To be used by one thread at a time.

    Raises OSError where there is no server, and ServerRefused where it gives no such stream.
    """

    def __init__(self) -> None:
        socket = server_socket()
        if not socket.exists():
            raise OSError("no server")
        self._lib = _library()
        self._loop = self._lib.pa_mainloop_new()
        self._context: int | None = None
        self._stream: int | None = None
        try:
            self._join(f"unix:{socket}".encode())
        except BaseException:
            self.close()
            raise

    def _join(self, server: bytes) -> None:
        lib = self._lib
        with silent():
            self._context = lib.pa_context_new(lib.pa_mainloop_get_api(self._loop), NEUTRAL)
            begun = lib.pa_context_connect(self._context, server, _NO_SPAWNING, None)
        if begun < 0:
            raise OSError("no server")
        if not self._wait(lambda: self._context_state() >= _CONTEXT_READY):
            raise ServerRefused("it does not answer")
        if self._context_state() >= _CONTEXT_FAILED:
            raise OSError("no server")  # a socket that another one left behind
        shape = _Shape(_S16LE, RATE, 1)
        told = lib.pa_proplist_new()
        lib.pa_proplist_sets(told, b"media.role", _ROLE)
        self._stream = lib.pa_stream_new_with_proplist(
            self._context, NEUTRAL, ctypes.byref(shape), None, told
        )
        lib.pa_proplist_free(told)

    def _ready(self, begun: int) -> None:
        """Wait until the stream is there."""
        if begun < 0 or not self._wait(lambda: self._stream_state() >= _STREAM_READY):
            raise ServerRefused("no such stream")
        if self._stream_state() >= _STREAM_FAILED:
            raise ServerRefused("no device")

    def _record(self, device: str | None, piece: int) -> str:
        """Begin to record; gives the name of the device, which stays the same to the end."""
        room = _Room(_ANY, _ANY, _ANY, _ANY, piece)
        name = device.encode() if device else None
        self._ready(
            self._lib.pa_stream_connect_record(
                self._stream, name, ctypes.byref(room), _AT_ONCE | _STAYS
            )
        )
        found: bytes = self._lib.pa_stream_get_device_name(self._stream) or b""
        return found.decode("utf-8", "replace")

    def _play(self, ahead: int) -> None:
        """Begin to play, so many bytes ahead."""
        room = _Room(_ANY, ahead, _ANY, _ANY, _ANY)
        self._ready(
            self._lib.pa_stream_connect_playback(
                self._stream, None, ctypes.byref(room), _AT_ONCE, None, None
            )
        )

    def _turn(self, wait_s: float = TURN_S) -> None:
        """One turn of the loop. Raises OSError where the server, or the device, went away."""
        lib = self._lib
        if (
            lib.pa_mainloop_prepare(self._loop, round(wait_s * 1_000_000)) < 0
            or lib.pa_mainloop_poll(self._loop) < 0
            or lib.pa_mainloop_dispatch(self._loop) < 0
        ):
            raise OSError("the loop ended")
        if self._stream and self._stream_state() >= _STREAM_FAILED:
            raise ServerRefused("the stream ended")

    def _wait(self, until: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
        """Turn until something is so; whether it came to be."""
        end = time.monotonic() + patience_s
        while not until():
            if time.monotonic() > end:
                return False
            self._turn()
        return True

    def _context_state(self) -> int:
        return int(self._lib.pa_context_get_state(self._context))

    def _stream_state(self) -> int:
        return int(self._lib.pa_stream_get_state(self._stream))

    def close(self) -> None:
        """Let go of the device at once. May be called again."""
        lib = self._lib
        if self._stream:
            lib.pa_stream_disconnect(self._stream)
            lib.pa_stream_unref(self._stream)
        if self._context:
            lib.pa_context_disconnect(self._context)
            lib.pa_context_unref(self._context)
        if self._loop:
            lib.pa_mainloop_free(self._loop)
        self._stream = self._context = self._loop = None
