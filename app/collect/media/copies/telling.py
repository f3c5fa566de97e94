"""Tells a file piece by piece while it is being written, so that none is ever whole in memory.

Also tells why there is none, where the reason is what was asked for. Runs in the worker only.
"""

from __future__ import annotations

import io
from functools import wraps
from typing import BinaryIO

import msgspec

from app.collect.media.copies.covering import OutsideError
from app.collect.media.copies.frames import ChangingError, NoFrameError
from app.collect.media.copies.reasons import CHANGING, NO_FRAME, OUTSIDE, WHY
from app.collect.media.protocol import Question
from app.collect.media.tasks import Answerer, Tell

_PIECE = 256 * 1024


def telling_why(task: Answerer) -> Answerer:
    """Let a task tell, as a fact, that what was asked for is not in the original."""

    @wraps(task)
    def told(question: Question, source: BinaryIO, tell: Tell) -> None:
        why = ""
        try:
            task(question, source, tell)
        except (OutsideError, IndexError):
            why = OUTSIDE
        except NoFrameError:
            why = NO_FRAME
        except ChangingError:
            why = CHANGING
        if why:
            tell(b"F", msgspec.json.encode({WHY: why}))

    return told


class ToldFile(io.RawIOBase, BinaryIO):
    """A file that can only be written, from its beginning to its end."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell_on = tell
        self._waiting = bytearray()
        self._place = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._place

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """Take bytes; tell them on when there are enough."""
        piece = memoryview(data).cast("B")
        self._place += len(piece)
        self._waiting += piece
        while len(self._waiting) >= _PIECE:
            self._tell_on(b"A", bytes(self._waiting[:_PIECE]))
            del self._waiting[:_PIECE]
        return len(piece)

    def finish(self) -> None:
        """Tell what is left."""
        if self._waiting:
            self._tell_on(b"A", bytes(self._waiting))
            self._waiting.clear()
