"""The whole of set-up, demo and tests on a Debian that has nothing but a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

CANNOT_BE_TRIED = 77


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_fresh_debian_needs_nothing_but_the_checkout(repo_root: Path) -> None:
    script = repo_root / "tests" / "machine" / "fresh.sh"
    done = subprocess.run([script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode == CANNOT_BE_TRIED:
        pytest.skip(said.strip().splitlines()[-1])
    assert done.returncode == 0, said[-8000:]
