"""Killed at any instant of any operation: the vault opens, is clean, nothing is half or lost.

And the same, done once more, comes to its end.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fault.operations import OPERATIONS
from tests.fault.tried import Tried, tried

STEPS = {
    "intake": {
        "journal.reserved",
        "blob.begun",
        "blob.written",
        "blob.renamed",
        "blob.durable",
        "transaction.filled",
        "transaction.committed",
        "head-a.written",
        "head-a.replaced",
        "head-b.written",
        "head-b.replaced",
    },
    "create": {"slots-a.written", "slots-a.replaced", "slots-b.written", "slots-b.replaced"},
}
"""What must have been among the steps, so that a test that kills nowhere is seen."""
WITHOUT_STEPS = {"drop", "restore"}


long = pytest.mark.long


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_every_named_step_nothing_is_half_or_lost(name: str, tmp_path: Path) -> None:
    assert_killed_at_steps(name, tried("steps", name, tmp_path, seed=1, more=0, again=False))


@long
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(1200)
def test_killed_at_every_step_the_same_comes_to_its_end_afterwards(
    name: str, tmp_path: Path
) -> None:
    assert_killed_at_steps(name, tried("steps", name, tmp_path, seed=1, more=500, again=True))


def assert_killed_at_steps(name: str, found: list[Tried]) -> None:
    assert found[0].end == "done"
    if name in WITHOUT_STEPS:
        return
    assert {one.end for one in found[1:]} == {"killed"}
    reached = {one.steps[-1] for one in found[1:]}
    assert reached == set(found[0].steps)
    assert reached >= STEPS.get(name, set())


@pytest.mark.parametrize(
    ("times", "again"),
    [(6, False), pytest.param(50, True, marks=long), pytest.param(300, False, marks=long)],
)
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(1200)
def test_killed_at_random_instants_nothing_is_half_or_lost(
    name: str, times: int, again: bool, tmp_path: Path
) -> None:
    found = tried("random", name, tmp_path, seed=times, times=times, again=again)
    assert found[0].end == "done"
    assert {one.end for one in found} <= {"killed", "done"}
    assert any(one.end == "killed" for one in found)


@pytest.mark.parametrize("name", ["intake", "import"])
def test_what_was_killed_comes_to_its_end_when_done_again(name: str, tmp_path: Path) -> None:
    found = tried("random", name, tmp_path, seed=3, times=4, again=True)
    assert any(one.end == "killed" for one in found)
