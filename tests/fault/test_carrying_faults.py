"""A stick that is full, pulled out or read-only in the middle: told, kept, and gone on with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bundle.carrying import carry
from app.bundle.zipping import zip_up
from app.errors import EnvironmentProblem
from app.jobs import Job
from tests.fault.layer.faults import environment, library

PART = 100_000

# The bundle's outside is all that is carried, so bytes that nobody could open will do here.
_CHILD = """
import errno, json, sys
from pathlib import Path
from app.bundle.carrying import carry
from app.errors import OngiError
from app.jobs import Job
from tests.fault.layer.faults import Faults, Kind

bundle, to = Path(sys.argv[1]), Path(sys.argv[2])
faults = Faults()
faults.under(to)

def tried(arm):
    faults.off()
    faults.under(to)
    arm()
    try:
        done = carry(bundle, to, Job(), part_size=100_000)
        said = ["done", done.kept]
    except OngiError as error:
        said = [error.code, error.values.get("done", -1)]
    faults.off()
    print(json.dumps([*said, sorted(one.name for one in to.iterdir())]))

tried(lambda: faults.full_after(250_000))
tried(lambda: faults.fail(Kind.SYNC, 3, errno.EIO, stays=True))
tried(lambda: faults.fail(Kind.WRITE, 1, errno.ENODEV, stays=True))
tried(faults.read_only)
tried(lambda: faults.fail(Kind.RENAME, 1, errno.EIO))
tried(lambda: None)
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle-20261123-1"
    folder.mkdir()
    (folder / "bundle.age").write_bytes(os.urandom(450_000))
    (folder / "key-passphrase.age").write_bytes(b"a key")
    return folder


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 KiB."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root on Linux")
    stick = tmp_path / "stick"
    stick.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", stick]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield stick
    subprocess.run(["umount", stick], check=True)


def test_stick_that_stops_answering_is_told_and_gone_on_with(bundle: Path, tmp_path: Path) -> None:
    built = library()
    if built is None:
        pytest.skip("the fault layer needs Linux and a C compiler (gcc, libc6-dev)")
    stick = tmp_path / "stick"
    stick.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD, bundle, stick],
        env=environment(built), capture_output=True, text=True, check=True,
    )  # fmt: skip
    full, synced, gone, read_only, renamed, done = map(json.loads, ran.stdout.splitlines())
    unfinished = [f"{bundle.name}.unfinished"]
    assert full == ["BND-039", 2, unfinished]
    assert synced[0] == "BND-038"
    assert gone[0] == "BND-038"
    assert read_only[0] in ("BND-038", "ENV-004")
    assert renamed[0] == "BND-038"
    assert {*map(tuple, (synced[2], gone[2], read_only[2], renamed[2]))} == {tuple(unfinished)}
    assert done == ["done", 5, [bundle.name]]
    parts = sorted((stick / bundle.name).glob("bundle.age.*"))
    assert b"".join(one.read_bytes() for one in parts) == (bundle / "bundle.age").read_bytes()


def test_stick_without_room_is_told_before_anything_is_written(
    bundle: Path, small_stick: Path
) -> None:
    (small_stick / "something else").write_bytes(bytes(400_000))
    for carries in (carry, zip_up):
        with pytest.raises(EnvironmentProblem, match="ENV-001"):
            carries(bundle, small_stick, Job())
    left = {one.name for one in small_stick.rglob("*") if one.is_file()}
    assert left == {"something else"}


def test_stick_that_fills_up_on_the_way_keeps_the_parts_that_fit(
    bundle: Path, small_stick: Path
) -> None:
    other = small_stick / "something else"

    class Filling(Job):
        def advance(self, done: int, *rest: object) -> None:
            if done > 2 * PART and not other.exists():
                room = shutil.disk_usage(small_stick).free
                other.write_bytes(bytes(room - 8192))
            super().advance(done)

    with pytest.raises(EnvironmentProblem, match="BND-039") as told:
        carry(bundle, small_stick, Filling(), part_size=PART)
    assert 1 <= int(told.value.values["done"]) < 5
    other.unlink()
    done = carry(bundle, small_stick, Job(), part_size=PART)
    assert done.kept == told.value.values["done"]
    assert not other.exists()
