"""Broken pictures, films and documents for every request that the worker takes.

However a file is broken, an answer comes in time, and the worker's next file is whole: a decoder
that fails ends itself alone.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Iterator

import pytest

from app.collect.kinds import sniff_kind
from app.collect.media import MediaWorker, Problem
from app.collect.media.tasks import TASKS
from app.domain.evidence.items import ItemKind
from tests.fixtures.documents import PNG
from tests.fuzz.judging import corpus, kept
from tests.fuzz.mutating import mutated
from tests.unit.collect.looking.conftest import encoded, sound

SECONDS = float(os.environ.get("ONGI_FUZZ_SECONDS", "0.4"))
LONG_SECONDS = float(os.environ.get("ONGI_FUZZ_LONG_SECONDS", "12"))
WAIT_S = 20.0
AREA = {"left": 1, "top": 1, "width": 9, "height": 9, "page": 1}
REQUESTS: dict[str, dict[str, object]] = {
    "": {},
    "credentials": {},
    "hashes": {"full": True},
    "codes": {},
    "holding": {},
    "words": {},
    "view": {"page": 1, "at_ms": 0, "which": "at", "edge": 640},
    "look": {"box": (0.1, 0.1, 0.9, 0.9), "width": 200, "height": 200, "at_ms": 50},
    "listen": {"from_ms": 50, "length_ms": 500},
    "cut": {"area": AREA, "at_ms": 0},
    "redact": {"areas": [AREA], "sound": "kept"},
}
NOT_OF_A_PICTURE = {"words", "listen"}
"""One needs data from set-up, the other a sound."""
ELSEWHERE = {"chat": "every importer is a target of its own in test_readers"}
WORDS = (
    b"IHDR", b"IDAT", b"eXIf", b"iCCP", b"\xff\xd8", b"\xff\xc0\x00\x11\x08", b"moov", b"trak", b"stsd",
    b"/Kids [1 0 R]", b"/Length 99999999", b"obj", b"stream\n", b"xref", b"ANMF", b"VP8X", b"GIF89a",
    b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
)  # fmt: skip


def test_every_request_is_tried() -> None:
    assert {"", *TASKS} == {*REQUESTS, *ELSEWHERE}


@pytest.fixture(scope="module")
def worker() -> Iterator[MediaWorker]:
    with MediaWorker(timeout_s=WAIT_S) as running:
        yield running


def asked(worker: MediaWorker, task: str, data: bytes) -> Problem:
    """What became of one file; nothing may be raised."""
    kind, media_type = sniff_kind(data[:65536], "x")
    if task:
        details = REQUESTS[task]
        told, problem = worker.ask(io.BytesIO(data), media_type, task, details=details)
        assert not (problem and told)
        return problem
    return worker.inspect(io.BytesIO(data), kind, media_type).problem


def seeds_of(task: str) -> list[bytes]:
    """What is broken for a request; the corpus has no sound."""
    if task == "listen":
        return [sound(0.3), encoded("ogg", "libopus", 48_000), encoded("mp3", "libmp3lame", 44_100)]
    return [path.read_bytes() for path in corpus("decoded")]


def tried(worker: MediaWorker, task: str, seconds: float, first: int = 0) -> int:
    seeds = seeds_of(task)
    end = time.monotonic() + seconds
    number = first
    while time.monotonic() < end:
        data = mutated(seeds, WORDS, number, f"worker {task}")
        began = time.monotonic()
        problem = asked(worker, task, data)
        took = time.monotonic() - began
        assert problem is not Problem.WORKER_LOST, f"{task}: number {number}: {kept(data)}"
        assert took < WAIT_S + 5, f"{task}: number {number} took {took:.1f} s: {kept(data)}"
        number += 1
    whole = worker.inspect(io.BytesIO(PNG), ItemKind.PICTURE, "image/png")
    assert whole.preview_jpeg
    return number - first


@pytest.mark.parametrize("task", REQUESTS)
def test_every_kept_file_gets_an_answer(worker: MediaWorker, task: str) -> None:
    files = corpus("decoded")
    assert files
    for path in files:
        assert asked(worker, task, path.read_bytes()) is not Problem.WORKER_LOST, path.name


@pytest.mark.parametrize("task", sorted({*REQUESTS} - NOT_OF_A_PICTURE))
def test_a_whole_picture_is_answered(worker: MediaWorker, task: str) -> None:
    """Or the requests here would be refused before any decoder is tried."""
    assert asked(worker, task, PNG) is Problem.NONE


@pytest.mark.parametrize("task", REQUESTS)
def test_changed_files_get_an_answer_and_the_next_is_whole(worker: MediaWorker, task: str) -> None:
    assert tried(worker, task, SECONDS) >= 1


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("task", REQUESTS)
def test_changed_files_for_a_long_time(worker: MediaWorker, task: str) -> None:
    tried(worker, task, LONG_SECONDS, random.SystemRandom().randrange(10**9))
