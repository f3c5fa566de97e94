"""A crash in the middle, with everything in the memory, leaves nothing readable either."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.flows.traces import watched
from tests.flows.traces.judging import nothing_stays

DUMPS_ALLOWED = ["sh", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "sh"]


@pytest.mark.skipif(sys.platform == "win32", reason="ends by the signals of Unix")
@pytest.mark.parametrize(
    ("journey", "ending", "number"),
    [
        ("at_the_command_line", "segv", signal.SIGSEGV),
        ("at_the_window", "segv", signal.SIGSEGV),
        ("at_the_window", "kill", signal.SIGKILL),
    ],
)
def test_nothing_readable_stays_after(journey: str, ending: str, number: int, tmp_path) -> None:
    at = watched.ground(tmp_path)
    done = watched.run(at, journey, ending, before=DUMPS_ALLOWED)
    assert done.returncode == -number, done.stderr.decode()
    assert any(at.vault.glob("blobs/*/*")), "it was in the middle"
    nothing_stays(at, saved=set())
