"""Reads the words in the pictures of a case, one after the other, by the limited worker.

Each picture is its own transaction, and one that was read is not read again: stopped at any moment,
the next call goes on. What the worker says is made visible and cut before it is kept. In a case
with minor mode nothing is read, and nothing of such pictures is kept.
"""

from __future__ import annotations

import msgspec

from app.collect.media import MediaWorker, Problem
from app.collect.media.inspection import WORDS_LIMIT
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.evidence.machine_words import ENGINE, MachineWords, WordsRead
from app.domain.text.textsafe import LINES, visible
from app.errors import IntegrityProblem
from app.jobs import Job
from app.vault import Vault

_ANSWER_LIMIT = 8 * WORDS_LIMIT


class WordReading:
    """One go through the pictures of one case. Used once."""

    def __init__(self, vault: Vault, case: Case, job: Job) -> None:
        self._vault = vault
        self._case = case
        self._job = job
        self._read = 0
        self._with_words = 0
        self._not_read: list[str] = []

    def run(self) -> WordsRead:
        """Read what nobody has read yet. Raises Cancelled; what was read until then stays."""
        if self._case.minor_mode:
            return self._leave_out()
        waiting = self._vault.machine_words.unread(self._case.id)
        self._job.phase("words.read", len(waiting))
        try:
            with MediaWorker() as worker:
                for done, item_id in enumerate(waiting):
                    self._job.check()
                    self._job.advance(done)
                    self._one(self._vault.items.get(item_id), worker)
        finally:
            self._tell()
        return WordsRead(self._read, self._with_words, tuple(self._not_read), 0)

    def _leave_out(self) -> WordsRead:
        with self._vault.transaction():
            self._vault.machine_words.forget_case(self._case.id)
        return WordsRead(0, 0, (), self._vault.machine_words.count(self._case.id))

    def _one(self, item: Item, worker: MediaWorker) -> None:
        try:
            with self._vault.items.open(item.id) as src:
                told, problem = worker.ask(
                    src, item.media_type, "words", limit=_ANSWER_LIMIT, tick=self._job.check
                )
        except IntegrityProblem:
            self._not_read.append(item.id)  # damaged: the check-up names it, the rest goes on
            return
        text = "" if problem else _text(told)
        words = MachineWords(item.id, ENGINE, text, problem.value, self._vault.now_ms())
        with self._vault.transaction():
            self._vault.machine_words.keep(words)
        self._read += 1
        self._with_words += bool(text)
        if problem is not Problem.NONE:
            self._not_read.append(item.id)

    def _tell(self) -> None:
        """One entry in the log for the whole go, also for one that was stopped."""
        if self._read:
            details: dict[str, str | int] = {"pictures": self._read, "engine": ENGINE}
            with self._vault.transaction():
                self._vault.custody.append(Act.WORDS_READ, "", self._case.id, details)
            self._vault.custody.checkpoint()


def _text(told: bytes) -> str:
    """The worker's word, checked and cut; nothing where it is not what it should be."""
    try:
        text = msgspec.json.decode(told, type=str)
    except msgspec.DecodeError:
        return ""
    return visible(text, WORDS_LIMIT, keep=LINES)
