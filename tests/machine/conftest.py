"""The frozen app that the tests of this folder look at: one that is there, or made for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GIVEN = "ONGI_FROZEN"
"""Names a folder with a finished app, so that it need not be made: its tests take seconds then."""
BUILD_S = 1200
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".cache", ".*_cache", "__pycache__", "dist", "build"
)


@pytest.fixture(scope="session")
def build(repo_root: Path) -> Callable[[Path], Path]:
    """Makes the app of a copy of the sources in a folder; gives the folder of the app."""

    def made(folder: Path) -> Path:
        sources = folder / "sources"
        shutil.copytree(repo_root, sources, ignore=_NOT_COPIED, symlinks=True)
        done = subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "build.spec"],
            cwd=sources,
            env={**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=BUILD_S,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-4000:]
        return sources / "dist" / "ongi"

    return made


@pytest.fixture(scope="session")
def app(build: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen app."""
    if given := os.environ.get(GIVEN):
        return Path(given).resolve()
    return build(tmp_path_factory.mktemp("frozen"))
