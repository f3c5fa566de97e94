"""A crash leaves no picture of the memory on a disk: there would be keys and evidence in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.flows.conftest import ROOT

TELL = (
    "import resource; resource.setrlimit(resource.RLIMIT_CORE, (4096, 4096)); "
    "from app.usecases.program.starting import begin; begin(); "
    "print(resource.getrlimit(resource.RLIMIT_CORE))"
)


@pytest.mark.skipif(sys.platform == "win32", reason="the system's own error reports there")
def test_the_program_lets_itself_not_be_dumped() -> None:
    said = subprocess.run(
        [sys.executable, "-c", TELL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "(0, 0)"


DUMPABLE = (
    "import ctypes; from app.usecases.program.starting import begin; begin(); "
    "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
)


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux")
def test_not_even_a_collector_of_the_system_gets_a_dump() -> None:
    said = subprocess.run(
        [sys.executable, "-c", DUMPABLE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "0"


@pytest.mark.parametrize("package", ["app", "ui"])
def test_every_entry_point_begins_so(package: str) -> None:
    source = (ROOT / package / "__main__.py").read_text("utf-8")
    assert source.index("    begin()") < source.rindex("main(")
