"""Where sound comes in, as the system brings it along: plain samples out, nothing else.

On Linux the sound server's own client library, else ALSA's; on Windows and macOS PyAV's inputs
(DirectShow, AVFoundation; not tried yet). Each gives one channel of 16 bits at 48,000 a second.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from app.adapters.alsa import CAPTURE, NON_BLOCKING, AlsaDevice
from app.adapters.quiet import silent
from app.adapters.sound_server import (
    PATIENCE_S,
    RATE,
    TURN_S,
    WIDTH,
    ServerRefused,
    ServerStream,
)
from app.errors import InputProblem

if TYPE_CHECKING:
    from av.container import InputContainer

_PIECE_MS = 50
_ALSA_AHEAD_MS = 500
_OF_ALSA = ("default", "pipewire", "sysdefault", "plughw:0,0")
_OF_MACOS = (":default", ":0")


class Input(Protocol):
    """An open way in."""

    def read(self) -> bytes:
        """The next samples, of one channel; none where none came for a moment.

        Raises OSError where the device went away.
        """

    def close(self) -> None:
        """Let go of the device."""


class PulseInput(ServerStream):
    """A microphone of the sound server. What the computer itself plays is none.

    Raises OSError where there is no server or no device of that name, ServerRefused where the
    server has no microphone.
    """

    def __init__(self, device: str | None = None) -> None:
        super().__init__()
        self._quiet_since = time.monotonic()
        try:
            self._open(device)
        except BaseException:
            self.close()
            raise

    def _open(self, device: str | None) -> None:
        try:
            found = self._record(device, RATE * WIDTH * _PIECE_MS // 1000)
        except ServerRefused:
            if device is None:
                raise
            raise OSError("no such device") from None
        if device is None and found.endswith(".monitor"):
            raise ServerRefused("nothing but what is played")

    def read(self) -> bytes:
        """What came; silence where the server left something out."""
        data, size = ctypes.c_void_p(), ctypes.c_size_t()
        self._turn(TURN_S)
        got = bytearray()
        while True:
            asked = self._lib.pa_stream_peek(self._stream, ctypes.byref(data), ctypes.byref(size))
            if asked < 0:
                raise OSError("nothing to be read")
            if not size.value:
                break
            got += ctypes.string_at(data, size.value) if data.value else bytes(size.value)
            self._lib.pa_stream_drop(self._stream)
        now = time.monotonic()
        if got:
            self._quiet_since = now
        elif now - self._quiet_since > PATIENCE_S:
            raise OSError("the server is silent")
        return bytes(got)


class AlsaInput(AlsaDevice):
    """A device of ALSA. Raises OSError where it does not open."""

    def __init__(self, device: str) -> None:
        super().__init__(device, CAPTURE, _ALSA_AHEAD_MS, mode=NON_BLOCKING)
        self._room = ctypes.create_string_buffer(RATE * WIDTH * _PIECE_MS // 1000)
        self._quiet_since = time.monotonic()
        self._start()

    def _start(self) -> None:
        try:
            self._must(self._library.snd_pcm_start(self._device))
        except OSError:
            self.close()
            raise

    def read(self) -> bytes:
        """What came. A gap that came of being late is passed over."""
        self._library.snd_pcm_wait(self._device, round(TURN_S * 1000))
        room = ctypes.c_ulong(len(self._room) // WIDTH)
        taken = int(self._library.snd_pcm_readi(self._device, self._room, room))
        now = time.monotonic()
        if taken > 0:
            self._quiet_since = now
            return self._room.raw[: taken * WIDTH]
        if taken not in (0, -errno.EAGAIN):
            self._recover(taken)
            self._must(self._library.snd_pcm_start(self._device))
        if now - self._quiet_since > PATIENCE_S:
            raise OSError("the device is silent")
        return b""


class DeviceInput:
    """An input of PyAV's: Windows and macOS. Not tried yet. Raises OSError where none opens."""

    def __init__(self, form: str, device: str) -> None:
        import av

        try:
            with silent():
                self._source: InputContainer = av.open(device, "r", format=form)
        except (ValueError, av.FFmpegError) as problem:
            raise OSError(str(problem)) from None
        self._pieces = self._read()

    def read(self) -> bytes:
        """What came."""
        piece = next(self._pieces, None)
        if piece is None:
            raise OSError("the device ended")
        return piece

    def close(self) -> None:
        """Let go of the device."""
        self._source.close()

    def _read(self) -> Iterator[bytes]:
        import av

        mixer = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        try:
            for frame in self._source.decode(audio=0):
                for mixed in mixer.resample(frame):
                    yield bytes(mixed.planes[0])[: mixed.samples * WIDTH]
        except av.FFmpegError as problem:
            raise OSError(str(problem)) from None


def opened_input(device: str | None = None) -> Input:
    """The microphone of that name, else the usual one. May block for some seconds.

    Raises InputProblem INP-078 where none opens.
    """
    for way in _ways(device):
        try:
            return way()
        except ServerRefused:
            break  # the usual device of ALSA would be the same server once more
        except (OSError, AttributeError):  # no such library, an older one, or no device
            continue
    raise InputProblem("INP-078")


def _ways(device: str | None) -> Iterator[Callable[[], Input]]:
    """What to try, one after the other."""
    if sys.platform == "linux":
        yield partial(PulseInput, device)
        for name in (device,) if device else _OF_ALSA:
            yield partial(AlsaInput, name)
    else:
        form = "dshow" if sys.platform == "win32" else "avfoundation"
        usual = _named(form) if sys.platform == "win32" else iter(_OF_MACOS)
        for name in (device,) if device else usual:
            yield partial(DeviceInput, form, name)


def _named(form: str) -> Iterator[str]:
    """The names of the devices, where a system has no word for the usual one."""
    import av
    from av.device import enumerate_input_devices

    with contextlib.suppress(OSError, ValueError, av.FFmpegError):
        for one in enumerate_input_devices(form):
            if "audio" in one.media_types:
                yield f"audio={one.description}"
