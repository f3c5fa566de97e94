"""The microphone, as the system brings it along: recorded into memory, never into a file.

PyAV's own inputs are used (ALSA on Linux, DirectShow on Windows, AVFoundation on macOS). What they
give is plain sound samples, so nothing foreign is parsed here. A thread reads, mixes down to one
channel and packs it as Opus in Ogg; half an hour is about 7 MB.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.errors import InputProblem

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer

LONGEST_S = 30 * 60
_RATE = 48_000
_BITS = 32_000
_INPUTS = {
    "linux": ("alsa", ("default", "pipewire", "pulse", "sysdefault", "plughw:0,0")),
    "darwin": ("avfoundation", (":default", ":0")),
    "win32": ("dshow", ()),
}


class Recording:
    """Sound that is being recorded from the moment it is made; `stop` ends it.

    One thread makes and stops it, any may ask `seconds`. Raises InputProblem INP-078 where no
    microphone opens.
    """

    def __init__(self, *, device: str | None = None, longest_s: float = LONGEST_S) -> None:
        self._input = _opened(device)
        self.began_ms = time.time_ns() // 1_000_000
        self._longest = round(longest_s * _RATE)
        self._samples = 0
        self._out = io.BytesIO()
        self._ended = threading.Event()
        self._failed = False
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)
        self._thread.start()

    @property
    def seconds(self) -> int:
        """How long it is so far."""
        return self._samples // _RATE

    @property
    def goes_on(self) -> bool:
        """Whether it still records: nobody stopped it, it is not too long, the device is there."""
        return not self._ended.is_set()

    def stop(self) -> None:
        """End it, and let go of the microphone. May be called again."""
        self._ended.set()
        self._thread.join()

    def forget(self) -> None:
        """End it and let go of what was recorded."""
        self.stop()
        self._out = io.BytesIO()
        self._samples = 0

    def sound(self) -> bytes:
        """What was recorded, as Opus in Ogg. Raises InputProblem INP-079 where there is nothing."""
        self.stop()
        if not self._samples or self._failed:
            raise InputProblem("INP-079")
        return self._out.getvalue()

    def _run(self) -> None:
        import av

        try:
            with self._input as source, av.open(self._out, "w", format="ogg") as packed:
                self._pack(source, packed)
        except (OSError, av.FFmpegError):
            # The device went away in the middle: what came before is kept where it is whole.
            self._failed = not self._out.getbuffer().nbytes
        finally:
            self._ended.set()

    def _pack(self, source: InputContainer, packed: OutputContainer) -> None:
        import av

        stream = packed.add_stream("libopus", rate=_RATE, layout="mono")
        stream.bit_rate = _BITS
        mixer = av.AudioResampler(format="s16", layout="mono", rate=_RATE)
        with contextlib.suppress(OSError, av.FFmpegError):
            for frame in source.decode(audio=0):
                if self._ended.is_set() or self._samples >= self._longest:
                    break
                for mixed in mixer.resample(frame):
                    packed.mux(stream.encode(mixed))
                    self._samples += mixed.samples
        packed.mux(stream.encode(None))


def _opened(device: str | None) -> InputContainer:
    import av

    form, devices = _INPUTS.get(sys.platform, _INPUTS["linux"])
    if sys.platform == "linux":
        # Else the ALSA in PyAV's wheel reads its settings where it was built: a folder under /tmp,
        # where anybody who shares the computer could put some.
        os.environ.setdefault("ALSA_CONFIG_DIR", "/usr/share/alsa")
    known: tuple[str, ...] = (device,) if device else devices
    if not known:
        known = tuple(_named(form))
    for one in known:
        with contextlib.suppress(OSError, ValueError, av.FFmpegError), silent():
            return av.open(one, "r", format=form)
    raise InputProblem("INP-078")


def _named(form: str) -> Iterator[str]:
    """The names of the devices, where a system has no word for the usual one."""
    import av
    from av.device import enumerate_input_devices

    with contextlib.suppress(OSError, ValueError, av.FFmpegError):
        for one in enumerate_input_devices(form):
            if "audio" in one.media_types:
                yield f"audio={one.description}"


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Keep what system libraries write to standard error by themselves off the terminal."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
