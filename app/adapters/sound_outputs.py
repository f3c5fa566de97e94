"""Where sound comes out, as the system brings it along: plain samples in, nothing else.

No library is added for it: on Linux the sound server's own client library, else ALSA's; on Windows
the multimedia library of the system (not tried yet). macOS has none here. Each takes one channel of
16 bits at 48,000 a second and blocks while it has enough.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import Protocol

from app.adapters.microphone import silent
from app.errors import InputProblem

RATE = 48_000
WIDTH = 2
NEUTRAL = b"Ongi"
"""What a mixer shows; it says nothing of what is played."""
_BUFFERED_MS = 200
_BUFFERED = RATE * WIDTH * _BUFFERED_MS // 1000


class Output(Protocol):
    """An open way out. `write` blocks, and raises OSError where the device went away."""

    def write(self, samples: bytes) -> None:
        """Play these after what was given before."""

    def close(self) -> None:
        """Be silent at once, and let go of the device."""


class _PulseSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _PulseRoom(ctypes.Structure):
    _fields_ = (
        ("most", ctypes.c_uint32),
        ("wanted", ctypes.c_uint32),
        ("ahead", ctypes.c_uint32),
        ("least", ctypes.c_uint32),
        ("piece", ctypes.c_uint32),
    )


class PulseOutput:
    """PulseAudio, or PipeWire in its place. Raises OSError where there is none."""

    _S16LE, _PLAYBACK, _ANY = 3, 1, 0xFFFF_FFFF

    def __init__(self) -> None:
        # Where no server runs, the library would make folders of its own to look for one.
        running = os.environ.get("XDG_RUNTIME_DIR")
        if not running or not Path(running, "pulse", "native").exists():
            raise OSError("no server")
        self._library = ctypes.CDLL("libpulse-simple.so.0")
        self._library.pa_simple_new.restype = ctypes.c_void_p
        spec = _PulseSpec(self._S16LE, RATE, 1)
        room = _PulseRoom(self._ANY, _BUFFERED, self._ANY, self._ANY, self._ANY)
        error = ctypes.c_int()
        made = self._library.pa_simple_new(
            None, NEUTRAL, self._PLAYBACK, None, NEUTRAL,
            ctypes.byref(spec), None, ctypes.byref(room), ctypes.byref(error),
        )  # fmt: skip
        if not made:
            raise OSError(error.value)
        self._stream = ctypes.c_void_p(made)

    def write(self, samples: bytes) -> None:
        """Play these; blocks."""
        error = ctypes.c_int()
        size = ctypes.c_size_t(len(samples))
        if self._library.pa_simple_write(self._stream, samples, size, ctypes.byref(error)) < 0:
            raise OSError(error.value)

    def close(self) -> None:
        """Silent at once."""
        error = ctypes.c_int()
        self._library.pa_simple_flush(self._stream, ctypes.byref(error))
        self._library.pa_simple_free(self._stream)


class AlsaOutput:
    """ALSA's usual device. Raises OSError where there is none."""

    _S16LE, _PLAYBACK, _IN_TURN = 2, 0, 3

    def __init__(self, device: str = "default") -> None:
        self._library = ctypes.CDLL("libasound.so.2")
        self._library.snd_pcm_writei.restype = ctypes.c_long
        self._device = ctypes.c_void_p()
        self._must(
            self._library.snd_pcm_open(
                ctypes.byref(self._device), device.encode(), self._PLAYBACK, 0
            )
        )
        try:
            self._must(
                self._library.snd_pcm_set_params(
                    self._device, self._S16LE, self._IN_TURN, 1, RATE, 1, _BUFFERED_MS * 1000
                )
            )
        except OSError:
            self._library.snd_pcm_close(self._device)
            raise

    def write(self, samples: bytes) -> None:
        """Play these; blocks. A gap that came of being late is passed over."""
        while samples:
            count = ctypes.c_ulong(len(samples) // WIDTH)
            taken = int(self._library.snd_pcm_writei(self._device, samples, count))
            if taken < 0:
                self._must(self._library.snd_pcm_recover(self._device, taken, 1))
            samples = samples[max(0, taken) * WIDTH :]

    def close(self) -> None:
        """Silent at once."""
        self._library.snd_pcm_drop(self._device)
        self._library.snd_pcm_close(self._device)

    @staticmethod
    def _must(answer: int) -> None:
        if answer < 0:
            raise OSError(-answer)


class _WaveFormat(ctypes.Structure):
    _pack_ = 1
    _fields_ = (
        ("tag", ctypes.c_uint16),
        ("channels", ctypes.c_uint16),
        ("rate", ctypes.c_uint32),
        ("bytes_per_second", ctypes.c_uint32),
        ("block", ctypes.c_uint16),
        ("bits", ctypes.c_uint16),
        ("more", ctypes.c_uint16),
    )


class _WaveHeader(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.c_char_p),
        ("length", ctypes.c_uint32),
        ("recorded", ctypes.c_uint32),
        ("user", ctypes.c_void_p),
        ("flags", ctypes.c_uint32),
        ("loops", ctypes.c_uint32),
        ("next", ctypes.c_void_p),
        ("reserved", ctypes.c_void_p),
    )


class WindowsOutput:
    """The usual device of Windows (waveOut). Not tried yet. Raises OSError where there is none."""

    _ANY, _PCM, _DONE = 0xFFFF_FFFF, 1, 1
    _AHEAD, _WAIT_S = 3, 0.01

    def __init__(self) -> None:
        self._library = ctypes.CDLL("winmm.dll")
        self._handle = ctypes.c_void_p()
        self._headers: list[_WaveHeader] = []
        shape = _WaveFormat(self._PCM, 1, RATE, RATE * WIDTH, WIDTH, 8 * WIDTH, 0)
        answer = self._library.waveOutOpen(
            ctypes.byref(self._handle), self._ANY, ctypes.byref(shape), None, None, 0
        )
        if answer:
            raise OSError(answer)

    def write(self, samples: bytes) -> None:
        """Play these; blocks while enough waits."""
        while len(self._headers) >= self._AHEAD:
            if self._headers[0].flags & self._DONE:
                self._forget(self._headers.pop(0))
            else:
                time.sleep(self._WAIT_S)
        header = _WaveHeader(data=samples, length=len(samples))
        size = ctypes.sizeof(header)
        if self._library.waveOutPrepareHeader(self._handle, ctypes.byref(header), size):
            raise OSError
        self._headers.append(header)
        if self._library.waveOutWrite(self._handle, ctypes.byref(header), size):
            raise OSError

    def close(self) -> None:
        """Silent at once."""
        self._library.waveOutReset(self._handle)
        for header in self._headers:
            self._forget(header)
        self._headers.clear()
        self._library.waveOutClose(self._handle)

    def _forget(self, header: _WaveHeader) -> None:
        size = ctypes.sizeof(header)
        self._library.waveOutUnprepareHeader(self._handle, ctypes.byref(header), size)


def opened_output() -> Output:
    """The first way out that opens. Raises InputProblem INP-160 where none does."""
    ways: tuple[type[PulseOutput | AlsaOutput | WindowsOutput], ...] = ()
    if sys.platform == "linux":
        ways = (PulseOutput, AlsaOutput)
    elif sys.platform == "win32":
        ways = (WindowsOutput,)
    for way in ways:
        try:
            with silent():
                return way()
        except (OSError, AttributeError):  # no such library, an older one, or no device
            continue
    raise InputProblem("INP-160")
