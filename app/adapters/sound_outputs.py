"""Where sound comes out, as the system brings it along: plain samples in, nothing else.

No library is added for it: on Linux the sound server's own client library, else ALSA's; on Windows
the multimedia library of the system (not tried yet). macOS has none here. Each takes one channel of
16 bits at 48,000 a second and blocks while it has enough.
"""

from __future__ import annotations

import ctypes
import sys
import time
from typing import Protocol

from app.adapters.alsa import PLAYBACK, AlsaDevice
from app.adapters.sound_server import RATE, WIDTH, ServerRefused, ServerStream
from app.errors import InputProblem

_BUFFERED_MS = 200
_BUFFERED = RATE * WIDTH * _BUFFERED_MS // 1000
_RUNNING = 0
_FAR_TOO_MUCH = 1 << 32
"""How libpulse says that it can't tell the room is the largest number there is."""


class Output(Protocol):
    """An open way out. `write` blocks, and raises OSError where the device went away."""

    def write(self, samples: bytes) -> None:
        """Play these after what was given before."""

    def drain(self) -> None:
        """Wait until all that was given was heard. Raises OSError as `write`."""

    def close(self) -> None:
        """Be silent at once, and let go of the device."""


class PulseOutput(ServerStream):
    """PulseAudio, or PipeWire in its place. Raises OSError where there is none."""

    def __init__(self) -> None:
        super().__init__()
        try:
            self._play(_BUFFERED)
        except BaseException:
            self.close()
            raise

    def write(self, samples: bytes) -> None:
        """Play these; blocks."""
        while samples:
            if not self._wait(lambda: self._room() > 0):
                raise OSError("the server is silent")
            part = samples[: self._room() // WIDTH * WIDTH]
            if self._lib.pa_stream_write(self._stream, part, len(part), None, 0, 0) < 0:
                raise OSError("not taken")
            samples = samples[len(part) :]
            self._turn(0)

    def drain(self) -> None:
        """Wait until all was heard."""
        asked = self._lib.pa_stream_drain(self._stream, None, None)
        if not asked:
            raise OSError("not taken")
        try:
            self._wait(lambda: self._lib.pa_operation_get_state(asked) != _RUNNING)
        finally:
            self._lib.pa_operation_unref(asked)

    def _room(self) -> int:
        """How many bytes it takes now."""
        room = int(self._lib.pa_stream_writable_size(self._stream))
        if room > _FAR_TOO_MUCH:
            raise OSError("not taken")
        return room


class AlsaOutput(AlsaDevice):
    """ALSA's usual device. Raises OSError where there is none."""

    def __init__(self, device: str = "default") -> None:
        super().__init__(device, PLAYBACK, _BUFFERED_MS)

    def write(self, samples: bytes) -> None:
        """Play these; blocks. A gap that came of being late is passed over."""
        while samples:
            count = ctypes.c_ulong(len(samples) // WIDTH)
            taken = int(self._library.snd_pcm_writei(self._device, samples, count))
            if taken < 0:
                self._recover(taken)
            samples = samples[max(0, taken) * WIDTH :]

    def drain(self) -> None:
        """Wait until all was heard."""
        self._must(self._library.snd_pcm_drain(self._device))


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

    def drain(self) -> None:
        """Wait until all was heard."""
        while self._headers:
            if self._headers[0].flags & self._DONE:
                self._forget(self._headers.pop(0))
            else:
                time.sleep(self._WAIT_S)

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
            return way()
        except ServerRefused:
            break  # the usual device of ALSA would be the same server once more
        except (OSError, AttributeError):  # no such library, an older one, or no device
            continue
    raise InputProblem("INP-160")
