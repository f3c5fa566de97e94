"""Nothing stays in memory of tests that were killed, and nothing goes that is still in use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fault.memory import PREFIX, MemoryFolder, remove_left

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks on folders are POSIX")
ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from tests.fault.memory import MemoryFolder
folder = MemoryFolder(Path(sys.argv[1]), Path(sys.argv[1]))
(folder.path / "vault").touch()
print(folder.path, flush=True)
sys.stdin.read()
"""


@contextmanager
def holding(parent: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process that works in a folder of its own there."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, parent], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        path = process.stdout.readline().strip()
        try:
            yield process, Path(path)
        finally:
            process.kill()


def test_a_folder_goes_when_it_is_ended_or_was_removed_before(tmp_path: Path) -> None:
    for _ in range(2):
        folder = MemoryFolder(tmp_path, tmp_path)
        (folder.path / "vault").touch()
        folder.remove()
    folder = MemoryFolder(tmp_path, tmp_path)
    folder.path.rmdir()
    folder.remove()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_run_left_goes_with_the_next_one_and_no_sooner(tmp_path: Path) -> None:
    with holding(tmp_path) as (process, path):
        MemoryFolder(tmp_path, tmp_path).remove()
        assert list(tmp_path.rglob("*")) == [path, path / "vault"]
        process.send_signal(signal.SIGKILL)
        process.wait()
        MemoryFolder(tmp_path, tmp_path).remove()
    assert not list(tmp_path.iterdir())


def test_a_folder_stays_as_long_as_any_process_works_in_it(tmp_path: Path) -> None:
    folder = MemoryFolder(tmp_path, tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"],
        stdin=subprocess.PIPE, pass_fds=[folder.lock],
    )  # fmt: skip
    with child:
        os.close(folder.lock)
        remove_left(tmp_path)
        assert folder.path.is_dir()
        child.kill()
    remove_left(tmp_path)
    assert not folder.path.exists()


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}file").write_bytes(b"a file")
    elsewhere = tmp_path / "mine"
    (elsewhere / "kept").mkdir(parents=True)
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    remove_left(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["mine", f"{PREFIX}file", f"{PREFIX}link"]
    assert (elsewhere / "kept").is_dir()


def test_the_process_removes_its_folder_when_nobody_is_left_to_give_jobs(tmp_path: Path) -> None:
    def ended(folder: Path) -> bool:
        folder.mkdir()
        command = [sys.executable, "-m", "tests.fault.trying", folder]
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
        return done.returncode == 0

    made, other = tmp_path / f"{PREFIX}a", tmp_path / "somebody's"
    assert (ended(made), made.exists()) == (True, False)
    assert (ended(other), other.exists()) == (False, True)
