"""Plays samples that it is given, on a thread of its own, so that nobody waits for the device.

Knows nothing of files: whoever plays decodes elsewhere and gives pieces. Few lie ready at a time.
"""

from __future__ import annotations

import queue
import threading

from app.adapters.sound_outputs import RATE, WIDTH, Output, opened_output

_SLICE = RATE * WIDTH // 20
_SECOND = RATE * WIDTH


class Loudspeaker:
    """An open way out. Give it pieces; `stop` ends it and lets go of the device, without waiting.

    Raises InputProblem INP-160 where no sound comes out of this computer. Making it may block.
    """

    def __init__(self, output: Output | None = None) -> None:
        self._output = opened_output() if output is None else output
        self._pieces: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._waiting = self._played = 0
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

    def give(self, samples: bytes) -> None:
        """Play these after what was given before."""
        with self._lock:
            self._waiting += len(samples)
        self._pieces.put(samples)

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
                if piece is not None:
                    self._play(piece)
        except OSError:
            pass  # the device went away: whoever plays sees that it does not go on
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
