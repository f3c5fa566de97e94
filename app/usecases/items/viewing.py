"""Look at an item or listen to it, inside the vault: pixels and samples, nothing on a disk.

`look_at` opens a sitting with a worker of its own; the worker decodes, keeps the file open for the
next question, and is gone with the sitting. What minor mode holds back is not shown.
"""

from __future__ import annotations

import secrets
import struct
import threading
from collections.abc import Mapping
from typing import Any, BinaryIO

import msgspec

from app.casework.minor import keep_covered
from app.collect.media import MediaWorker
from app.collect.media.allowance import PAGES
from app.collect.media.inspection import Problem
from app.domain.evidence.items import Item
from app.domain.evidence.sights import (
    LONGEST_EDGE,
    PEAK_MS,
    SAMPLES_PER_SECOND,
    Heard,
    Hearing,
    Piece,
    Sight,
    Told,
    Wish,
    can_be_looked_at,
    within,
)
from app.domain.text.textsafe import visible_name
from app.errors import Cancelled, FormatProblem, InputProblem, PolicyProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

__all__ = ["Looking", "look_at", "look_inside"]

_HEAD = struct.Struct(">I")
_HEAD_LIMIT = 64 * 1024
_LIMIT = _HEAD.size + _HEAD_LIMIT + 3 * LONGEST_EDGE * LONGEST_EDGE
_SHOWN_NAME = 48


def look_at(vault: OpenVault, case_id: str, item_id: str) -> Looking:
    """Begin to look at an item of a case. Close it.

    Raises InputProblem (INP-003, INP-011, COL-100 not of a kind that is shown), PolicyProblem
    COL-093 (held back in minor mode), IntegrityProblem VLT-007 and VLT-008, EnvironmentProblem.
    """
    case = vault.cases.get(case_id).id
    item = vault.items.get(item_id)
    if not vault.copies.shows_in(item_id, case):
        raise InputProblem("INP-011", id=item_id)
    keep_covered(vault, item)
    item = vault.items.as_came(case, item_id)
    if not can_be_looked_at(item):
        raise InputProblem("COL-100", name=visible_name(item.name, _SHOWN_NAME))
    return Looking(item, vault.items.open(item_id))


def look_inside(vault: OpenVault, case_id: str, item_id: str) -> Looking:
    """Begin to look at the pictures inside a saved page or a mail of a case. Close it.

    What is seen of it has `Facing.pages` pictures, asked for by `Wish.page`. Raises as `look_at`
    does; PolicyProblem COL-093 wherever a case with the page is in minor mode.
    """
    case = vault.cases.get(case_id).id
    item = vault.items.get(item_id)
    if not vault.copies.shows_in(item_id, case):
        raise InputProblem("INP-011", id=item_id)
    if any(
        one.minor_mode and vault.copies.shows_in(item_id, one.id) for one in vault.cases.every()
    ):
        raise PolicyProblem("COL-093")
    item = vault.items.as_came(case, item_id)
    if item.media_type not in PAGES:
        raise InputProblem("COL-100", name=visible_name(item.name, _SHOWN_NAME))
    return Looking(item, vault.items.open(item_id))


class Looking:
    """One item that is looked at. Any thread may ask, one at a time; any may close it."""

    def __init__(self, item: Item, source: BinaryIO, *, command: list[str] | None = None) -> None:
        """`source` is closed with it; `command` starts the worker."""
        self.item = item
        self._source = source
        self._worker = MediaWorker(items_per_worker=1_000_000, command=command)
        self._sight = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def see(self, wish: Wish, job: Job) -> Sight | None:
        """Pixels of what is wished for; None where a film has no such frame.

        Raises FormatProblem COL-101 (can't be read), COL-102 (too much), IntegrityProblem VLT-007,
        Cancelled, also when it is closed meanwhile.
        """
        asked = msgspec.structs.replace(wish, sight=self._sight)
        told = self._ask("look", msgspec.to_builtins(asked), job)
        head, pixels = self._parts(told)
        if not head:
            return None
        try:
            said = msgspec.json.decode(head, type=Told)
        except msgspec.DecodeError:
            raise self._unreadable() from None
        if not 0 <= said.width <= LONGEST_EDGE or not 0 <= said.height <= LONGEST_EDGE:
            raise self._unreadable()
        if len(pixels) != said.width * said.height * (1 if said.in_grey else 3):
            raise self._unreadable()
        return Sight(msgspec.structs.replace(said, facing=within(said.facing)), pixels)

    def samples(self, from_ms: int, length_ms: int, volume: int, job: Job) -> Piece:
        """A piece of the sound, at most so long, as `domain.sights` says. Raises as `see` does."""
        asked = Hearing(self._sight, from_ms=from_ms, length_ms=length_ms, volume=volume)
        return self._hear(asked, 2 * (length_ms + 1) * SAMPLES_PER_SECOND // 1000, job)

    def peaks(self, from_ms: int, length_ms: int, job: Job) -> Piece:
        """How loud a piece of the sound is, a byte for each `PEAK_MS`. Raises as `see` does."""
        asked = Hearing(self._sight, peaks=True, from_ms=from_ms, length_ms=length_ms)
        return self._hear(asked, length_ms // PEAK_MS + 1, job)

    def close(self) -> None:
        """Let go of the file; a question under way comes to nothing.

        Nobody waits here: the worker is ended now, and its end is seen to on a thread, since the
        system takes a tenth of a second to clear away what a large picture needed.
        """
        self._closed.set()
        self._worker.abandon()
        if self._lock.acquire(blocking=False):
            try:
                self._source.close()
            finally:
                self._lock.release()
            threading.Thread(target=self._worker.close, name="reap", daemon=True).start()

    def _hear(self, asked: Hearing, most: int, job: Job) -> Piece:
        head, data = self._parts(self._ask("listen", msgspec.to_builtins(asked), job))
        try:
            heard = msgspec.json.decode(head, type=Heard)
        except msgspec.DecodeError:
            raise self._unreadable() from None
        goes_on = heard.to_ms > asked.from_ms or heard.is_end
        if heard.from_ms != asked.from_ms or not goes_on or len(data) > most:
            raise self._unreadable()
        return Piece(heard, data)

    def _ask(self, task: str, details: Mapping[str, Any], job: Job) -> bytes:
        with self._lock:
            job.check()
            if self._closed.is_set():
                raise Cancelled
            told, problem = self._worker.ask(
                self._source, self.item.media_type, task,
                details=details, limit=_LIMIT, tick=job.check,
            )  # fmt: skip
        if self._closed.is_set():
            self.close()
            raise Cancelled
        if problem in (Problem.TOO_LARGE, Problem.TIMED_OUT):
            raise FormatProblem("COL-102", name=self._name)
        if problem:
            raise self._unreadable()
        return told

    def _parts(self, told: bytes) -> tuple[bytes, bytes]:
        if len(told) < _HEAD.size:
            raise self._unreadable()
        (length,) = _HEAD.unpack_from(told)
        if length > min(_HEAD_LIMIT, len(told) - _HEAD.size):
            raise self._unreadable()
        end = _HEAD.size + length
        return told[_HEAD.size : end], told[end:]

    def _unreadable(self) -> FormatProblem:
        return FormatProblem("COL-101", name=self._name)

    @property
    def _name(self) -> str:
        return visible_name(self.item.name, _SHOWN_NAME)
