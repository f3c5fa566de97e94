"""A recording from the microphone into memory, never into a file.

What comes is plain sound samples, so nothing foreign is parsed here. A thread opens the device,
reads and packs it as Opus in Ogg; half an hour is about 7 MB.
"""

from __future__ import annotations

import contextlib
import io
import threading
import time
from fractions import Fraction

from app.adapters.sound_inputs import Input, opened_input
from app.adapters.sound_server import RATE, WIDTH
from app.errors import InputProblem

LONGEST_S = 30 * 60
_BITS = 32_000
_OPENING_S = 10.0
"""A system that takes longer to open a microphone is not waited for."""
_CLOSING_S = 2.0


class _Pack:
    """Samples become Opus in Ogg, in memory."""

    def __init__(self) -> None:
        import av

        self.out = io.BytesIO()
        self.samples = 0
        self._ogg = av.open(self.out, "w", format="ogg")
        self._stream = self._ogg.add_stream("libopus", rate=RATE, layout="mono")
        self._stream.bit_rate = _BITS
        self._frame = av.AudioFrame
        self.is_closed = False

    def add(self, data: bytes) -> None:
        """These come after what came before."""
        frame = self._frame(format="s16", layout="mono", samples=len(data) // WIDTH)
        frame.planes[0].update(data)
        frame.sample_rate = RATE
        frame.pts, frame.time_base = self.samples, Fraction(1, RATE)
        self._ogg.mux(self._stream.encode(frame))
        self.samples += frame.samples

    def close(self) -> None:
        """Nothing more comes. May be called again."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.samples:
            self._ogg.mux(self._stream.encode(None))
        self._ogg.close()


class Recording:
    """Sound that is being recorded from the moment it is made; `stop` ends it.

    One thread makes and stops it, any may ask `seconds`. Raises InputProblem INP-078 where no
    microphone opens.
    """

    def __init__(self, *, device: str | None = None, longest_s: float = LONGEST_S) -> None:
        self.began_ms = 0
        self._longest = round(longest_s * RATE)
        self._samples = 0
        self._broke_off = False
        self._pack: _Pack | None = _Pack()
        self._packing = threading.Lock()
        self._ended = threading.Event()
        self._opened = threading.Event()
        self._problem: InputProblem | None = None
        self._thread = threading.Thread(
            target=self._run, args=(device,), name="microphone", daemon=True
        )
        self._thread.start()
        if not self._opened.wait(_OPENING_S):
            self._ended.set()  # what opens yet is closed again by its thread
            raise InputProblem("INP-078")
        if self._problem is not None:
            raise self._problem

    @property
    def seconds(self) -> int:
        """How long it is so far."""
        return self._samples // RATE

    @property
    def goes_on(self) -> bool:
        """Whether it still records: nobody stopped it, it is not too long, the device is there."""
        return not self._ended.is_set()

    @property
    def broke_off(self) -> bool:
        """Whether it ended because the microphone went away. What came before is there."""
        return self._broke_off

    def stop(self) -> None:
        """End it, and let go of the microphone. May be called again."""
        self._ended.set()
        # A device that hangs is left to its thread; nothing more is taken from it.
        self._thread.join(_CLOSING_S)
        with self._packing:
            if self._pack is not None:
                self._pack.close()

    def forget(self) -> None:
        """End it and let go of what was recorded."""
        self.stop()
        with self._packing:
            self._pack = None
            self._samples = 0

    def sound(self) -> bytes:
        """What was recorded, as Opus in Ogg. Raises InputProblem INP-079 where there is nothing."""
        self.stop()
        if self._pack is None or not self._samples:
            raise InputProblem("INP-079")
        return self._pack.out.getvalue()

    def _run(self, device: str | None) -> None:
        try:
            source = opened_input(device)
        except InputProblem as problem:
            self._problem = problem
            self._ended.set()
            return
        finally:
            self.began_ms = time.time_ns() // 1_000_000
            self._opened.set()
        with contextlib.closing(source):
            try:
                self._take(source)
            except OSError:
                # The device went away in the middle: what came before is kept.
                self._broke_off = not self._ended.is_set()
            finally:
                self._ended.set()

    def _take(self, source: Input) -> None:
        while not self._ended.is_set() and self._samples < self._longest:
            data = source.read()
            room = (self._longest - self._samples) * WIDTH
            with self._packing:
                if data and self._pack is not None and not self._pack.is_closed:
                    self._pack.add(data[:room])
                    self._samples = self._pack.samples
