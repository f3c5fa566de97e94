"""Asks a worker of its own for a copy, and gives it as a stream while it is being made.

Never decodes anything itself, never keeps more than one piece, never writes a file: who reads the
stream drives the work. The worker ends with the stream.
"""

from __future__ import annotations

import io
import os
import subprocess
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import msgspec

from app.collect.media.allowance import allowance
from app.collect.media.copies.reasons import CHANGING, NO_FRAME, OUTSIDE, WHY
from app.collect.media.inspection import clean_facts
from app.collect.media.protocol import (
    READ,
    READ_LIMIT,
    STATUS_TOO_LARGE,
    ProtocolProblem,
    Question,
    receive,
    send,
)
from app.collect.media.starting import start_worker, worker_command
from app.errors import EnvironmentProblem, FormatProblem, InputProblem, OngiError

Tick = Callable[[int], None]
_SIGXCPU = 24
_ANSWERS = {"cut": 1024 * 1024 * 1024, "redact": 256 * 1024 * 1024 * 1024}
"""Most bytes of a copy: far more than any real one, and not a whole disk's worth without end."""
_REASONS = {OUTSIDE: "COL-072", NO_FRAME: "COL-078", CHANGING: "COL-069"}


class CopyStream(io.RawIOBase, BinaryIO):
    """The bytes of a copy, in order. Use it as a context, or close it.

    Reading raises FormatProblem COL-070 (can't be decoded) or COL-071 (too much work), InputProblem
    COL-069 (a film of two sizes), COL-072 (a place outside) or COL-078 (no picture at that time),
    EnvironmentProblem ENV-010 where no worker can be started, what reading `src` raises, and what
    `tick` raises, which is told how far into the original the worker has read.
    """

    def __init__(
        self,
        src: BinaryIO,
        media_type: str,
        task: str,
        details: Mapping[str, Any],
        tick: Tick,
        *,
        name: str,
        command: list[str] | None = None,
    ) -> None:
        """`name` is the original's, for what is told of a failure; `command` starts the worker."""
        super().__init__()
        self._src = src
        self._tick = tick
        self._name = name
        self._size = src.seek(0, os.SEEK_END)
        allowed = allowance(media_type, task)
        self._room = allowed.served
        self._answer_room = _ANSWERS[task]
        self._read_to = 0
        self._piece = memoryview(b"")
        self._is_over = False
        self._facts: dict[str, str] = {}
        self._late = threading.Event()
        try:
            self._worker = start_worker(command or worker_command())
        except OSError as error:
            raise EnvironmentProblem("ENV-010") from error
        self._watch = threading.Timer(allowed.wall_s, self._end_late)
        self._watch.daemon = True
        self._watch.start()
        self._say(b"Q", msgspec.json.encode(Question(media_type, self._size, task, dict(details))))

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer as far as the next piece goes; 0 when the copy is whole."""
        while not self._piece and not self._is_over:
            self._hear()
        room = memoryview(buffer).cast("B")
        piece = self._piece[: len(room)]
        room[: len(piece)] = piece
        self._piece = self._piece[len(piece) :]
        return len(piece)

    def close(self) -> None:
        """End the worker."""
        if not self.closed:
            self._watch.cancel()
            self._worker.kill()
            self._worker.wait()
            for pipe in (self._worker.stdin, self._worker.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue  # unsent bytes to a worker that is gone
        super().close()

    def _hear(self) -> None:
        """One message of the worker."""
        if self._worker.stdout is None:
            raise self._problem()
        try:
            letter, body = receive(self._worker.stdout)
        except (ProtocolProblem, OSError):
            raise self._problem() from None
        if letter == b"R" and len(body) == READ.size:
            self._serve(*READ.unpack(body))
        elif letter == b"A":
            self._answer_room -= len(body)
            if self._answer_room < 0:
                raise FormatProblem("COL-071", name=self._name)
            self._piece = memoryview(body)
        elif letter == b"F":
            self._tick(self._read_to)
            self._facts = self._cleaned(body)
        elif letter == b"D":
            if self._facts.get(WHY):
                raise InputProblem(_REASONS.get(self._facts[WHY], "COL-072"), name=self._name)
            self._is_over = True
        else:
            raise self._problem()

    def _serve(self, offset: int, count: int) -> None:
        self._room -= count
        if offset >= self._size or not 0 < count <= READ_LIMIT:
            raise self._problem()
        if self._room < 0:
            raise FormatProblem("COL-071", name=self._name)
        self._read_to = offset
        self._tick(offset)
        self._src.seek(offset)
        self._say(b"B", self._src.read(count))

    def _say(self, letter: bytes, body: bytes) -> None:
        if self._worker.stdin is None:
            raise self._problem()
        try:
            send(self._worker.stdin, letter, body)
        except OSError:
            raise self._problem() from None

    def _cleaned(self, body: bytes) -> dict[str, str]:
        try:
            return clean_facts(msgspec.json.decode(body, type=dict[str, str]))
        except msgspec.DecodeError:
            raise self._problem() from None

    def _end_late(self) -> None:
        self._late.set()
        self._worker.kill()

    def _problem(self) -> OngiError:
        """What became of a worker that stopped answering, or does not keep to the rules."""
        try:
            status = self._worker.wait(timeout=5)
        except subprocess.TimeoutExpired:
            status = 0
        if self._late.is_set() or status in (STATUS_TOO_LARGE, -_SIGXCPU):
            return FormatProblem("COL-071", name=self._name)
        return FormatProblem("COL-070", name=self._name)
