"""One long answer of the worker, given on in pieces while the worker goes on.

A thread serves the worker's bytes and collects its pieces, so that two processors work: one reads
the export, the other keeps what was read. Only few pieces lie ready at a time: memory stays flat.
"""

from __future__ import annotations

import os
import queue
import subprocess
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, NamedTuple

import msgspec

from app.collect.media.protocol import (
    READ,
    READ_LIMIT,
    ProtocolProblem,
    Question,
    receive,
    send,
)
from app.errors import OngiError

_READY = 6
_LOOK_UP_S = 0.1


class SourcePart(NamedTuple):
    """One file of what is asked about. `open` is only called by who takes the pieces."""

    size: int
    open: Callable[[], BinaryIO]


class SourceFailedError(Exception):
    """Opening or reading what is asked about failed, not the worker: `error`."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class _Wanted(NamedTuple):
    part: int


class _Failed(NamedTuple):
    error: Exception


class Stream:
    """One question with a long answer. Used once."""

    def __init__(
        self,
        worker: subprocess.Popen[bytes],
        parts: Sequence[SourcePart],
        *,
        wait_s: float,
        limit: int,
        tick: Callable[[], None],
    ) -> None:
        """Wait at most `wait_s` for each word of the worker; take at most `limit` bytes of it."""
        if worker.stdin is None or worker.stdout is None:
            raise ProtocolProblem("closed")
        self._worker, self._to, self._from = worker, worker.stdin, worker.stdout
        self._parts = parts
        self._begins = [sum(part.size for part in parts[:place]) for place in range(len(parts))]
        self._wait_s, self._room, self._tick = wait_s, limit, tick
        self._pieces: queue.Queue[bytes | _Wanted | _Failed | None] = queue.Queue(_READY)
        self._opened: queue.SimpleQueue[BinaryIO | None] = queue.SimpleQueue()
        self._open: dict[int, BinaryIO] = {}
        self.late = threading.Event()

    def pieces(self, question: Question) -> Iterator[bytes]:
        """Every piece in its order.

        Raises ProtocolProblem or OSError when the worker fails, SourceFailedError and OngiError as
        opening and reading the parts raises them, and what `tick` raises. The worker is to be ended
        unless this came to its end.
        """
        asked = msgspec.structs.replace(question, size=sum(part.size for part in self._parts))
        thread = threading.Thread(target=self._talk, args=(asked,), name="serve", daemon=True)
        thread.start()
        try:
            while (piece := self._next()) is not None:
                if isinstance(piece, _Wanted):
                    self._opened.put(self._source(piece.part))
                else:
                    yield piece
        except BaseException:
            self._worker.kill()
            raise
        finally:
            self._opened.put(None)
            while thread.is_alive():
                with suppress(queue.Empty):
                    self._pieces.get(timeout=_LOOK_UP_S)
            thread.join()
            for file in self._open.values():
                file.close()

    def _source(self, place: int) -> BinaryIO:
        try:
            return self._parts[place].open()
        except OSError as error:
            raise SourceFailedError(error) from error

    def _next(self) -> bytes | _Wanted | None:
        while True:
            self._tick()
            try:
                piece = self._pieces.get(timeout=_LOOK_UP_S)
            except queue.Empty:
                continue
            if isinstance(piece, _Failed):
                raise piece.error
            return piece

    def _talk(self, question: Question) -> None:
        try:
            send(self._to, b"Q", msgspec.json.encode(question))
            while True:
                letter, body = self._heard()
                if letter == b"D":
                    self._pieces.put(None)
                    return
                if letter == b"R":
                    send(self._to, b"B", self._read(body, question.size))
                else:
                    self._take(letter, body)
        except (ProtocolProblem, OSError, SourceFailedError, OngiError) as error:
            self._pieces.put(_Failed(error))

    def _take(self, letter: bytes, body: bytes) -> None:
        self._room -= len(body)
        if letter != b"A" or self._room < 0:
            raise ProtocolProblem("broken")
        self._pieces.put(body)

    def _heard(self) -> tuple[bytes, bytes]:
        watch = threading.Timer(self._wait_s, self._end_late)
        watch.daemon = True
        watch.start()
        try:
            return receive(self._from)
        finally:
            watch.cancel()

    def _end_late(self) -> None:
        self.late.set()
        self._worker.kill()

    def _read(self, body: bytes, size: int) -> bytes:
        if len(body) != READ.size:
            raise ProtocolProblem("broken")
        offset, count = READ.unpack(body)
        if offset >= size or not 0 < count <= READ_LIMIT:
            raise ProtocolProblem("broken")
        place = bisect_right(self._begins, offset) - 1
        file = self._open.get(place)
        if file is None:
            # The index belongs to the thread that takes the pieces.
            self._pieces.put(_Wanted(place))
            file = self._opened.get()
            if file is None:
                raise ProtocolProblem("closed")
            self._open[place] = file
        try:
            file.seek(offset - self._begins[place], os.SEEK_SET)
            return file.read(count)
        except OSError as error:
            raise SourceFailedError(error) from error
