"""Starting: without a display one sentence, with one no trace of the folders that were visited."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VISIT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from ui.application import make_application
application = make_application([])
dialog = QFileDialog(None, "", {folder!r})
QTimer.singleShot(50, dialog.reject)
dialog.exec()
del dialog
"""


def run(arguments, tmp_path, **more):
    clean = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    clean.pop("QT_QPA_PLATFORM", None)
    home = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "ONGI_LANGUAGE": "en",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**clean, **home, **more},
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_display_one_sentence_and_status_two(tmp_path):
    ended = run(["-m", "ui"], tmp_path)
    assert ended.returncode == 2
    assert "no screen here" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_visited_folders_are_written_nowhere(tmp_path):
    home, visited = tmp_path / "home", tmp_path / "somebody"
    home.mkdir()
    visited.mkdir()
    ended = run(["-c", VISIT.format(folder=str(visited))], home, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 0, ended.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in written if b"somebody" in path.read_bytes()] == []
