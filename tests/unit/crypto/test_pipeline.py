"""The intake pipeline: hash and seal side by side, read back, cancel, memory."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crypto import errors, readback
from crypto.age import PayloadReader, new_file_key
from crypto.age.chunks import CHUNK
from crypto.pipeline import BUFFER, hash_stream, seal_stream

ROOT = Path(__file__).resolve().parents[3]
SIZES = [0, 1, CHUNK, CHUNK + 1, BUFFER - 1, BUFFER, BUFFER + 1, 5 * BUFFER, 9 * BUFFER + 12345]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("checked", [False, True])
def test_sealed_stream_opens_to_the_same_bytes(size: int, checked: bool, tmp_path: Path) -> None:
    data, key, ticks = secrets.token_bytes(size), new_file_key(), []
    path = tmp_path / "blob"
    path.touch()
    with path.open("wb") as dst, path.open("rb") as again:
        sealed = seal_stream(
            io.BytesIO(data), dst, key, tick=ticks.append, read_back=again if checked else None
        )
    with path.open("rb") as src, PayloadReader(src, key) as reader:
        assert reader.read() == data
    assert (sealed.sha256, sealed.size) == (hashlib.sha256(data).hexdigest(), size)
    assert sealed.stored_size == path.stat().st_size
    assert ticks[-1] == size
    assert ticks == sorted(ticks)


class Breaking(io.FileIO):
    """A file in which a write beyond a place lands with one bit wrong, or not at all."""

    def __init__(self, path: Path, beyond: int, *, drop: bool = False) -> None:
        super().__init__(path, "wb")
        self._beyond = beyond
        self._drop = drop

    def write(self, data: object) -> int:  # type: ignore[override]
        raw = bytearray(data)  # type: ignore[call-overload]
        if self.tell() >= self._beyond:
            if self._drop:
                return len(raw)
            raw[-1] ^= 1
        return super().write(raw)


@pytest.mark.parametrize("size", [100, 3 * BUFFER, 40 * BUFFER])
@pytest.mark.parametrize("drop", [False, True])
@pytest.mark.parametrize("beyond", [0, 16, 2 * BUFFER])
def test_wrong_write_is_found_while_reading_back(
    size: int, drop: bool, beyond: int, tmp_path: Path
) -> None:
    if beyond >= size + 16:
        beyond = 16
    path = tmp_path / "blob"
    with (
        Breaking(path, beyond, drop=drop) as dst,
        path.open("rb") as again,
        pytest.raises(errors.BadPayload),
    ):
        seal_stream(io.BytesIO(bytes(size)), dst, new_file_key(), read_back=again)  # type: ignore[arg-type]
    assert not [t for t in threading.enumerate() if t.name in {"hash", "read back"}]


@pytest.mark.parametrize("at", [0, 3 * BUFFER])
def test_cancelling_leaves_no_thread_behind(at: int, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def tick(done: int) -> None:
        if done >= at:
            raise Stop

    path = tmp_path / "blob"
    with path.open("wb") as dst, path.open("rb") as again, pytest.raises(Stop):
        seal_stream(io.BytesIO(bytes(9 * BUFFER)), dst, new_file_key(), tick=tick, read_back=again)
    assert not [t for t in threading.enumerate() if t.name in {"hash", "read back"}]


def test_source_that_fails_midway_is_reported(tmp_path: Path) -> None:
    class Fails(io.BytesIO):
        def readinto(self, buffer: object) -> int:
            if self.tell() >= 2 * BUFFER:
                raise OSError(5, "unplugged")
            return super().readinto(buffer)  # type: ignore[arg-type]

    with (tmp_path / "blob").open("wb") as dst, pytest.raises(OSError, match="unplugged"):
        seal_stream(Fails(bytes(4 * BUFFER)), dst, new_file_key())


def test_long_file_is_synced_along_the_way_and_a_short_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readback, "SYNC_STEP", 2 * BUFFER)
    path, sizes = tmp_path / "blob", []
    with path.open("wb") as dst:

        def sync() -> None:
            os.fsync(dst.fileno())
            sizes.append(path.stat().st_size)

        sealed = seal_stream(io.BytesIO(bytes(20 * BUFFER)), dst, new_file_key(), sync=sync)
        assert len(sizes) > 1
        assert sizes[-1] <= sealed.stored_size
        sizes.clear()
        dst.truncate(0)
        dst.seek(0)
        seal_stream(io.BytesIO(b"x"), dst, new_file_key(), sync=sync)
        assert sizes == []


def test_full_disk_while_syncing_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readback, "SYNC_STEP", BUFFER)

    def sync() -> None:
        raise OSError(28, "no space left")

    data = io.BytesIO(bytes(40 * BUFFER))
    with (tmp_path / "blob").open("wb") as dst, pytest.raises(OSError, match="no space"):
        seal_stream(data, dst, new_file_key(), sync=sync)


def test_hash_stream_gives_digest_and_size() -> None:
    data, ticks = secrets.token_bytes(2 * BUFFER + 5), []
    found = hash_stream(io.BytesIO(data), tick=ticks.append)
    assert found == (hashlib.sha256(data).hexdigest(), len(data))
    assert ticks == [BUFFER, 2 * BUFFER, len(data)]
    assert hash_stream(io.BytesIO())[1] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads peak memory as Linux counts it")
def test_memory_stays_flat_for_a_large_stream(tmp_path: Path) -> None:
    script = (
        "import resource, sys\n"
        "from crypto.age import new_file_key\n"
        "from crypto.pipeline import seal_stream\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "def run(size):\n"
        "    with open(sys.argv[1], 'wb') as out, open(sys.argv[1], 'rb') as again:\n"
        "        left = [size]\n"
        "        class Zeros:\n"
        "            def readinto(self, view):\n"
        "                count = min(len(view), left[0]); left[0] -= count; return count\n"
        "        seal_stream(Zeros(), out, new_file_key(), read_back=again)\n"
        "run(1 << 20); small = peak(); run(200 << 20); print(peak() - small)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "blob")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) < 8
