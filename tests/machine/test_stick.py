"""The frozen app carried along on a stick: its main job there, and nothing on the computer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.timeout(3000)]
WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "mkdir(", "mkdirat(", "rename")


def run(
    *words: str | Path, home: Path, status: int = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [str(word) for word in words],
        env={**kept, "HOME": str(home), **more},
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An account's folder that nothing was ever written to."""
    made = tmp_path_factory.mktemp("account") / "home"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def stick(app: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with the app on it, as the app lays it there."""
    made = tmp_path_factory.mktemp("stick")
    run(app / "ongi-cli", "portable", made, home=home)
    return made


def test_the_main_job_is_done_on_the_stick_and_the_computer_keeps_nothing(
    stick: Path, home: Path
) -> None:
    run(stick / "ongi" / "ongi-cli", "demo", "--out", stick / "demo", home=home)
    assert (stick / "demo").is_dir()
    assert list(home.rglob("*")) == []


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strace"), reason="there is no strace here"
)
def test_its_window_opens_nothing_for_writing(stick: Path, home: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    run(
        "strace", "-f", "-o", trace,
        "-e", "trace=openat,creat,mkdir,mkdirat,rename,renameat,renameat2",
        "timeout", "--preserve-status", "-s", "KILL", "8", stick / "ongi" / "ongi",
        home=home, status=-9, QT_QPA_PLATFORM="offscreen",
    )  # fmt: skip
    opened = trace.read_text("utf-8", "replace")
    assert "NotoSansKR_400Regular.ttf" in opened, "the window was there"
    written = [
        line
        for line in opened.splitlines()
        if any(word in line for word in WRITING)
        and not any(one in line for one in ("ENOENT", '"/dev/', '"/proc/'))
    ]
    assert written == []
    assert list(home.rglob("*")) == []
