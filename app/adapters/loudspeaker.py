"""Plays samples that it is given, on a thread of its own, so that nobody waits for the device.

Knows nothing of files: whoever plays decodes elsewhere and gives pieces. Few lie ready at a time.
"""

from __future__ import annotations

import queue
import threading

from app.adapters.sound_outputs import Output, opened_output
from app.adapters.sound_server import RATE, WIDTH

_SLICE = RATE * WIDTH // 20
_SECOND = RATE * WIDTH
_LAST = b""


class Loudspeaker:
    """An open way out. Give it pieces; `stop` ends it and lets go of the device, without waiting.

    `finish` ends it as well, once all that was given has been heard.

    Raises InputProblem INP-160 where no sound comes out of this computer. Making it may block.
    """

    def __init__(self, output: Output | None = None) -> None:
        self._output = opened_output() if output is None else output
        self._pieces: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._waiting = self._played = 0
        self._broke_off = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="loudspeaker", daemon=True)
        self._thread.start()

    @property
    def waiting_ms(self) -> int:
        """How much was given that the device has not taken yet."""
        return self._waiting * 1000 // _SECOND

    @property
    def played_ms(self) -> int:
        """How much the device has taken."""
        return self._played * 1000 // _SECOND

    @property
    def goes_on(self) -> bool:
        """Whether it plays: nobody stopped it, and the device is there."""
        return not self._ended.is_set()

    @property
    def broke_off(self) -> bool:
        """Whether it ended because the device went away."""
        return self._broke_off

    def give(self, samples: bytes) -> None:
        """Play these after what was given before."""
        with self._lock:
            self._waiting += len(samples)
        if samples:
            self._pieces.put(samples)

    def finish(self) -> None:
        """Nothing more is given: let it be heard to its end, then let go of the device."""
        self._pieces.put(_LAST)

    def stop(self) -> None:
        """Be silent. May be called again."""
        self._ended.set()
        self._pieces.put(None)

    def join(self) -> None:
        """Wait until the device is let go of, after `stop`."""
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._ended.is_set():
                piece = self._pieces.get()
                if piece == _LAST:
                    self._output.drain()
                    break
                if piece is not None:
                    self._play(piece)
        except OSError:
            self._broke_off = not self._ended.is_set()
        finally:
            self._ended.set()
            self._output.close()

    def _play(self, piece: bytes) -> None:
        for begin in range(0, len(piece), _SLICE):
            if self._ended.is_set():
                return
            part = piece[begin : begin + _SLICE]
            self._output.write(part)
            with self._lock:
                self._waiting -= len(part)
                self._played += len(part)
