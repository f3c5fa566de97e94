"""Asks the worker about files, and keeps one worker for many of them.

Never decodes anything itself. A worker that fails, hangs or breaks the rules is ended and replaced;
the file then has a problem code and the import goes on. Memory stays flat: bytes pass in pieces
when they are asked for.
"""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType, TracebackType
from typing import Any, BinaryIO, Self

import msgspec

from app.collect.media.allowance import CREDENTIALS, OFFICE_FILES, PAGES, Allowance, allowance
from app.collect.media.inspection import (
    PREVIEW_LIMIT,
    Inspection,
    Problem,
    clean_facts,
    told_hashes,
)
from app.collect.media.protocol import (
    READ,
    READ_LIMIT,
    STATUS_RAISED,
    STATUS_TOO_LARGE,
    ProtocolProblem,
    Question,
    receive,
    send,
)
from app.collect.media.starting import start_worker, worker_command
from app.collect.media.streaming import SourcePart, Stream
from app.domain.evidence.items import ItemKind
from app.domain.evidence.likeness import PictureHash
from app.domain.evidence.pages import PageRead

_LOOKED_AT = frozenset({
    ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO, ItemKind.DOCUMENT, ItemKind.WEB,
})  # fmt: skip
_DECODED = re.compile(
    r"image/(jpeg|png|gif|webp|bmp|tiff|avif|heic)|application/pdf"
    r"|video/(mp4|quicktime|3gpp|webm|x-matroska|x-msvideo|x-flv|mpeg|x-ms-wmv|ogg)"
    r"|audio/(mp4|mpeg|aac|ogg|wav|amr|flac)"
)
_SIGXCPU = 24
ANSWER_LIMIT = 8 * 1024 * 1024
"""Most bytes that a task may answer unless it is asked for more."""


class WorkerEndedError(Exception):
    """The worker did not come to the end of a long answer. The reason is a `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class MediaWorker:
    """One worker at a time, started when first needed. Use it as a context, or call `close`."""

    def __init__(
        self,
        *,
        timeout_s: float | None = None,
        items_per_worker: int = 200,
        command: list[str] | None = None,
    ) -> None:
        """Wait at most `timeout_s` for a file, or as long as its type is worth.

        The worker is replaced after `items_per_worker`.
        """
        self._timeout_s = timeout_s
        self._items_per_worker = items_per_worker
        self._command = worker_command() if command is None else command
        self._worker: subprocess.Popen[bytes] | None = None
        self._items = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def worker_pid(self) -> int | None:
        """The process that works now, if any."""
        return None if self._worker is None else self._worker.pid

    def prepare(self) -> None:
        """Let the worker start meanwhile. A failure is told by the first question."""
        with self._lock, suppress(OSError):
            self._ready()

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def abandon(self) -> None:
        """End the worker now, also in the middle of a question of another thread.

        That question then has the problem `WORKER_LOST`.
        """
        worker = self._worker
        if worker is not None:
            worker.kill()

    def inspect(
        self,
        src: BinaryIO,
        kind: ItemKind,
        media_type: str,
        tick: Callable[[], None] | None = None,
    ) -> Inspection:
        """Look at one seekable file whose kind and media type were found by its content.

        Never raises for what the file holds: see `Inspection.problem`. Kinds that are not looked at
        give an empty inspection. What reading `src` raises goes through, and what `tick` raises,
        which is called as the worker asks for bytes.
        """
        if kind not in _LOOKED_AT or not _is_decoded(media_type):
            return Inspection()
        with self._lock:
            return self._inspect(src, Question(media_type, 0), tick)

    def facts(
        self,
        src: BinaryIO,
        kind: ItemKind,
        media_type: str,
        tick: Callable[[], None] | None = None,
    ) -> Inspection:
        """What `inspect` gives, but no preview is made: for files that were not taken yet."""
        if kind not in _LOOKED_AT or not _is_decoded(media_type):
            return Inspection()
        with self._lock:
            asked = Question(media_type, 0, details={"preview": False})
            return self._inspect(src, asked, tick)

    def credentials(
        self, src: BinaryIO, media_type: str, tick: Callable[[], None] | None = None
    ) -> Mapping[str, str] | None:
        """What the content credentials of one seekable file say, under names with `c2pa.`.

        None where this type can't have any, empty where the look did not come to an end.
        """
        if media_type not in CREDENTIALS:
            return None
        with self._lock:
            return self._inspect(src, Question(media_type, 0, "credentials"), tick).facts

    def ask(
        self,
        src: BinaryIO,
        media_type: str,
        task: str,
        *,
        details: Mapping[str, Any] = MappingProxyType({}),
        limit: int = ANSWER_LIMIT,
        tick: Callable[[], None] | None = None,
    ) -> tuple[bytes, Problem]:
        """What a task of `tasks.TASKS` answers about one seekable file, at most `limit` bytes.

        Hostile bytes: whoever asks checks them. Empty where the task did not come to its end.
        """
        with self._lock:
            asked = Question(media_type, 0, task, dict(details))
            seen = self._inspect(src, asked, tick, limit)
        return (b"" if seen.problem else seen.answer), seen.problem

    def stream(
        self,
        parts: Sequence[SourcePart],
        task: str,
        details: Mapping[str, Any],
        *,
        limit: int,
        tick: Callable[[], None],
    ) -> Generator[bytes, None, None]:
        """The pieces of a task's long answer about several files, while the worker goes on.

        Hostile bytes, at most `limit` in all. Raises WorkerEndedError when it did not come to its
        end, SourceFailedError for an OSError of the parts; what else they and `tick` raise goes
        through.
        """
        with self._lock:
            allowed = allowance("", task)
            wait = allowed.wall_s if self._timeout_s is None else self._timeout_s
            try:
                worker = self._ready()
                stream = Stream(worker, parts, wait_s=wait, limit=limit, tick=tick)
            except (ProtocolProblem, OSError) as error:
                raise WorkerEndedError(Problem.WORKER_LOST) from error
            finished = False
            try:
                yield from stream.pieces(Question("", 0, task, dict(details)))
                finished = True
            except (ProtocolProblem, OSError) as error:
                raise WorkerEndedError(_why(worker, stream.late, error)) from error
            finally:
                self._items += 1
                if not finished or self._items >= self._items_per_worker:
                    self._end()

    def _inspect(
        self,
        src: BinaryIO,
        asked: Question,
        tick: Callable[[], None] | None,
        limit: int = 0,
    ) -> Inspection:
        size = src.seek(0, os.SEEK_END)
        try:
            worker = self._ready()
        except OSError:
            return Inspection(problem=Problem.WORKER_LOST)
        late = threading.Event()
        allowed = allowance(asked.media_type, asked.task)
        wait = allowed.wall_s if self._timeout_s is None else self._timeout_s
        watch = threading.Timer(wait, _end_late, (worker, late))
        watch.daemon = True
        watch.start()
        talk = _Talk(worker, src, allowed, tick, limit)
        finished = False
        try:
            problem = talk.run(msgspec.structs.replace(asked, size=size))
            finished = problem is Problem.NONE
        except (ProtocolProblem, OSError) as error:
            if talk.reading:
                raise
            problem = _why(worker, late, error)
        finally:
            watch.cancel()
            self._items += 1
            if not finished or late.is_set() or self._items >= self._items_per_worker:
                self._end()
        answer = bytes(talk.answer)
        return Inspection(talk.preview, talk.facts, problem, talk.page, answer, talk.hashes)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._end()
            self._worker = start_worker(self._command)
            self._items = 0
        return self._worker

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # unsent bytes to a worker that is gone


class _Talk:
    """One conversation about one file."""

    def __init__(
        self,
        worker: subprocess.Popen[bytes],
        src: BinaryIO,
        allowed: Allowance,
        tick: Callable[[], None] | None,
        limit: int,
    ) -> None:
        if worker.stdin is None or worker.stdout is None:
            raise ProtocolProblem("closed")
        self._to = worker.stdin
        self._from = worker.stdout
        self._src = src
        self._room = allowed.served
        self._tick = tick
        self._answer_room = limit
        self.answer = bytearray()
        self.reading = False
        self.facts: dict[str, str] = {}
        self.preview: bytes | None = None
        self.page: PageRead | None = None
        self.hashes: tuple[PictureHash, ...] = ()

    def run(self, question: Question) -> Problem:
        """Ask, serve bytes until the worker is done. Raises `ProtocolProblem`, OSError."""
        send(self._to, b"Q", msgspec.json.encode(question))
        while True:
            letter, body = receive(self._from)
            if letter == b"D":
                return Problem.NONE
            if letter == b"R":
                if not self._serve(body, question.size):
                    return Problem.TOO_LARGE
            elif letter == b"F":
                self.facts = _facts(body)
            elif letter == b"G":
                self.page = _page(body)
            elif letter == b"H":
                self.hashes = _hashes(body)
            elif letter == b"A" and len(self.answer) + len(body) <= self._answer_room:
                self.answer += body
            elif letter == b"P" and len(body) <= PREVIEW_LIMIT and body.startswith(b"\xff\xd8\xff"):
                self.preview = body
            else:
                raise ProtocolProblem("broken")

    def _serve(self, body: bytes, size: int) -> bool:
        if len(body) != READ.size:
            raise ProtocolProblem("broken")
        offset, count = READ.unpack(body)
        if offset >= size or not 0 < count <= READ_LIMIT:
            raise ProtocolProblem("broken")
        self._room -= count
        if self._room < 0:
            return False
        self.reading = True
        if self._tick is not None:
            self._tick()
        self._src.seek(offset)
        piece = self._src.read(count)
        self.reading = False
        send(self._to, b"B", piece)
        return True


def _facts(body: bytes) -> dict[str, str]:
    try:
        return clean_facts(msgspec.json.decode(body, type=dict[str, str]))
    except msgspec.DecodeError as error:
        raise ProtocolProblem("broken") from error


def _page(body: bytes) -> PageRead:
    try:
        return msgspec.json.decode(body, type=PageRead)
    except msgspec.DecodeError as error:
        raise ProtocolProblem("broken") from error


def _hashes(body: bytes) -> tuple[PictureHash, ...]:
    try:
        return told_hashes(body)
    except msgspec.DecodeError as error:
        raise ProtocolProblem("broken") from error


def _is_decoded(media_type: str) -> bool:
    known = media_type in PAGES or media_type in OFFICE_FILES
    return known or _DECODED.fullmatch(media_type) is not None


def _end_late(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _why(worker: subprocess.Popen[bytes], late: threading.Event, error: Exception) -> Problem:
    """What became of a worker that stopped answering."""
    if late.is_set():
        return Problem.TIMED_OUT
    if isinstance(error, ProtocolProblem) and str(error) == "broken":
        return Problem.WORKER_LOST
    try:
        status = worker.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return Problem.WORKER_LOST
    reasons = {
        STATUS_TOO_LARGE: Problem.TOO_LARGE,
        STATUS_RAISED: Problem.DECODE_FAILED,
        -_SIGXCPU: Problem.TIMED_OUT,
    }
    return reasons.get(status, Problem.WORKER_LOST)
