"""The worker can do no harm, and whatever becomes of it, the import goes on."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.collect.media import MediaWorker, Problem
from app.collect.media.protocol import READ_LIMIT, ProtocolProblem, receive, send
from app.domain.evidence.items import ItemKind
from app.errors import IntegrityProblem

from .conftest import film, halves, saved

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
PNG = (ItemKind.PICTURE, "image/png")


@pytest.fixture
def picture():
    return saved(halves(), "PNG")


class Meddling(io.BytesIO):
    """A file that does something to the worker when its bytes are wanted."""

    def __init__(self, data, act):
        super().__init__(data)
        self.act = act

    def read(self, *count):
        self.act()
        return super().read(*count)


def test_one_worker_serves_many_and_is_replaced_in_time(picture):
    with MediaWorker(items_per_worker=3) as worker:
        pids = []
        for _ in range(4):
            assert worker.inspect(io.BytesIO(picture), *PNG).preview_jpeg
            pids.append(worker.worker_pid)
    assert pids[0] == pids[1]
    assert pids[2] is None
    assert pids[3] not in (pids[0], None)
    assert worker.worker_pid is None


def test_a_failure_ends_the_worker_and_the_next_file_gets_a_fresh_one(picture):
    with MediaWorker() as worker:
        assert worker.inspect(io.BytesIO(picture[:60]), *PNG).problem is Problem.DECODE_FAILED
        assert worker.worker_pid is None
        assert worker.inspect(io.BytesIO(picture), *PNG).preview_jpeg


@posix
def test_a_worker_killed_in_the_middle_is_told_and_replaced(picture):
    with MediaWorker() as worker:
        killed = Meddling(picture, lambda: os.kill(worker.worker_pid, signal.SIGKILL))
        assert worker.inspect(killed, *PNG).problem is Problem.WORKER_LOST
        assert worker.inspect(io.BytesIO(picture), *PNG).preview_jpeg


@posix
def test_a_worker_that_hangs_is_ended_after_its_time(picture):
    with MediaWorker(timeout_s=0.6) as worker:
        stopped = Meddling(picture, lambda: os.kill(worker.worker_pid, signal.SIGSTOP))
        assert worker.inspect(stopped, *PNG).problem is Problem.TIMED_OUT
        assert worker.worker_pid is None


@posix
def test_a_worker_that_uses_up_its_time_is_told_so(picture):
    with MediaWorker() as worker:
        spent = Meddling(picture, lambda: os.kill(worker.worker_pid, signal.SIGXCPU))
        assert worker.inspect(spent, *PNG).problem is Problem.TIMED_OUT


@pytest.mark.parametrize(
    "reply",
    [
        "out.write(b'not a message at all')",
        "out.write(b'F\\xff\\xff\\xff\\xff')",
        "tell(b'F', b'{broken')",
        "tell(b'F', b'{\"a\": 1}')",
        "tell(b'P', b'no jpeg')",
        "tell(b'P', b'\\xff\\xd8\\xff' + bytes(600_000))",
        "tell(b'R', b'short')",
        "tell(b'R', bytes([0xff] * 8) + bytes([0, 0, 0, 1]))",
        "tell(b'R', bytes(8) + bytes([0xff] * 4))",
        "tell(b'Q', b'')",
        "",
    ],
)
def test_a_worker_in_foreign_hands_gets_nowhere(picture, reply):
    code = (
        "import sys, struct; out = sys.stdout.buffer\n"
        "def tell(a, b): out.write(struct.pack('>cI', a, len(b)) + b)\n"
        f"{reply}\nout.flush(); sys.stdin.buffer.read(1)\n"
    )
    with MediaWorker(command=[sys.executable, "-I", "-S", "-c", code]) as worker:
        found = worker.inspect(io.BytesIO(picture), *PNG)
    assert (found.problem, found.preview_jpeg, found.facts) == (Problem.WORKER_LOST, None, {})


def test_a_worker_that_does_not_start_is_told(picture, tmp_path):
    with MediaWorker(command=[str(tmp_path / "nothing")]) as worker:
        assert worker.inspect(io.BytesIO(picture), *PNG).problem is Problem.WORKER_LOST


@pytest.mark.parametrize("error", [IntegrityProblem("VLT-007", id="i-1"), OSError(5, "disk")])
def test_what_reading_the_vault_raises_goes_through_and_the_worker_is_ended(picture, error):
    def damaged():
        raise error

    with MediaWorker() as worker:
        with pytest.raises(type(error)):
            worker.inspect(Meddling(picture, damaged), *PNG)
        assert worker.worker_pid is None


def test_only_the_bytes_that_are_wanted_are_read():
    class Counting(io.BytesIO):
        total = 0

        def read(self, count=-1):
            Counting.total += count
            return super().read(count)

    data = film()
    tail = (50_000_008).to_bytes(4, "big") + b"free" + bytes(50_000_000)
    with MediaWorker() as worker:
        found = worker.inspect(Counting(data + tail), ItemKind.VIDEO, "video/mp4")
    assert found.preview_jpeg
    assert Counting.total < 2_000_000


def confined(code):
    """What a confined process answers to a piece of code: its output and how it ended."""
    start = (
        "import os, socket\n"
        "from app.collect.media.confine import confine, renew_time\n"
        "confine()\nrenew_time()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=Path(__file__).resolve().parents[4],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@posix
def test_a_confined_process_writes_no_file(tmp_path):
    target = tmp_path / "written"
    done = confined(f"with open({str(target)!r}, 'wb', buffering=0) as out: out.write(b'evidence')")
    assert done.returncode != 0
    assert not target.exists() or target.stat().st_size == 0


@posix
def test_a_confined_process_gets_no_two_gibibytes():
    assert "MemoryError" in confined("bytearray(2 << 30)").stderr


@posix
def test_a_confined_process_has_few_files_and_little_time():
    assert "Too many open files" in confined("kept = [os.pipe() for _ in range(100)]").stderr
    shown = confined(
        "import resource as r; print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_CORE)[1])"
    )
    seconds, core = map(int, shown.stdout.split())
    assert seconds <= 13
    assert core == 0


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are a thing of Linux")
def test_a_confined_process_reaches_no_network():
    count = "print(open('/proc/self/net/dev').read().count(':'), flush=True)\n"
    done = confined(count + "socket.create_connection(('127.0.0.1', 9), timeout=5)")
    probe = "import ctypes; print(ctypes.CDLL(None).unshare(0x50000000))"
    offered = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True).stdout
    if offered.strip() != b"0":
        pytest.skip("this kernel gives no namespaces to plain users")
    assert int(done.stdout) == 1
    assert "Network is unreachable" in done.stderr


@pytest.mark.parametrize(
    "data", [b"", b"D", b"D\x00\x00\x00\x02x", b"X\x00\x00\x00\x00", b"F\x00\x80\x00\x01"]
)
def test_a_message_that_is_cut_unknown_or_too_long_is_refused(data):
    with pytest.raises(ProtocolProblem):
        receive(io.BytesIO(data + bytes(9_000_000) if data[:1] == b"F" else data))


def test_a_message_comes_out_as_it_went_in():
    pipe = io.BytesIO()
    send(pipe, b"B", b"x" * READ_LIMIT)
    pipe.seek(0)
    assert receive(pipe) == (b"B", b"x" * READ_LIMIT)
