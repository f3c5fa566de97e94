"""The stream of a copy keeps to its rules, whatever the worker at its other end does."""

import io
import os
import sys
import tracemalloc

import pytest

from app.collect.media import copying
from app.collect.media.copying import CopyStream
from app.errors import Cancelled, FormatProblem, IntegrityProblem
from tests.unit.collect.copies.conftest import picture, saved

HEAD = (
    "import sys, struct; out = sys.stdout.buffer\n"
    "def tell(a, b): out.write(struct.pack('>cI', a, len(b)) + b); out.flush()\n"
)


def foreign(code):
    return [sys.executable, "-I", "-S", "-c", f"{HEAD}{code}\nsys.stdin.buffer.read(1)\n"]


def stream(code=None, src=None, details=None, tick=lambda _done: None):
    data = saved(picture(), "PNG")
    command = None if code is None else foreign(code)
    return CopyStream(
        src or io.BytesIO(data), "image/png", "cut", details or {}, tick,
        name="found.png", command=command,
    )  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "tell(b'Q', b'')",
        "tell(b'P', b'no preview here')",
        "tell(b'F', b'[]')",
        "tell(b'R', b'short')",
        "tell(b'R', bytes([0xff] * 8) + bytes([0, 0, 0, 1]))",
        "tell(b'R', bytes(8) + bytes([0xff] * 4))",
        "out.write(b'A' + bytes([0xff] * 4)); out.flush()",
        "sys.stdin.buffer.read(1); tell(b'A', b'half'); sys.exit(0)",
        "sys.stdin.buffer.read(1); sys.exit(4)",
    ],
)
def test_a_worker_in_foreign_hands_is_told_and_ended(code):
    with stream(code) as made, pytest.raises(FormatProblem, match="COL-070"):
        made.read()
    assert made._worker.poll() is not None


def test_a_worker_that_needs_too_much_is_told():
    with (
        stream("sys.stdin.buffer.read(1); sys.exit(3)") as made,
        pytest.raises(FormatProblem, match="COL-071"),
    ):
        made.read()


def test_a_long_copy_is_never_held_at_once():
    with stream("for _ in range(300): tell(b'A', bytes(262_144))\ntell(b'D', b'')") as made:
        tracemalloc.start()
        total = 0
        while piece := made.read(65_536):
            total += len(piece)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert total == 300 * 262_144
    assert peak < 4_000_000


def test_a_copy_without_end_is_told(monkeypatch):
    monkeypatch.setitem(copying._ANSWERS, "cut", 1_000_000)
    with (
        stream("while True: tell(b'A', bytes(262_144))") as made,
        pytest.raises(FormatProblem, match="COL-071"),
    ):
        list(iter(lambda: made.read(65_536), b""))


def test_a_worker_that_only_talks_can_be_stopped():
    def stop(_done):
        raise Cancelled

    with (
        stream("while True: tell(b'F', b'{}')", tick=stop) as made,
        pytest.raises(Cancelled),
    ):
        made.read(1)


def test_what_reading_the_original_raises_goes_through_and_the_worker_ends():
    class Damaged(io.BytesIO):
        def read(self, count=-1):
            raise IntegrityProblem("VLT-007", id="i-1")

    with (
        stream(src=Damaged(saved(picture(), "PNG"))) as made,
        pytest.raises(IntegrityProblem, match="VLT-007"),
    ):
        made.read()
    assert made._worker.poll() is not None


def test_the_worker_ends_with_its_stream():
    made = stream()
    pid = made._worker.pid
    assert made.read(4)
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
