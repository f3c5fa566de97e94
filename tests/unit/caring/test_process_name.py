"""A list of running programs shows a neutral name, and neither folders nor arguments."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TELLS = """
import os, sys
from ui.system.process_name import be_called
covered = be_called()
print(covered, open("/proc/self/comm").read().strip(), open("/proc/self/cmdline").read().strip("\\0"))
print(sys.argv[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process do that")
def test_name_and_arguments_are_neutral() -> None:
    said = subprocess.run(
        [sys.executable, "-c", TELLS, "/home/somebody/evidence"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said == ["True ongi ongi", "/home/somebody/evidence"]
