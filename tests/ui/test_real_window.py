"""A real window on an X server: keys, drop, both locks, a title that tells nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.xvfb
def test_a_sitting_at_a_real_window(tmp_path):
    file = tmp_path / "말.txt"
    file.write_text("말", "utf-8")
    arguments = [sys.executable, "-m", "tests.ui.real_window", str(tmp_path / "vault"), str(file)]
    ended = subprocess.run(
        arguments,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[-1]) == {
        "platform": "xcb",
        "shown": True,
        "unlocked": True,
        "title": ["온기", ""],
        "dropped": True,
        "items": ["말.txt"],
        "locked_by_keys": True,
        "page": True,
        "unlocked_again": True,
        "locked_by_idleness": True,
    }


def test_run_without_a_display_says_its_sentence(tmp_path):
    bare = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    ended = subprocess.run(
        ["./run"],
        cwd=ROOT,
        env={**bare, "ONGI_LANGUAGE": "en", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    said = (ended.stdout + ended.stderr).strip().splitlines()
    assert len(said) == 2
    assert "화면이 없어서" in said[0]
    assert "no screen here" in said[1]
