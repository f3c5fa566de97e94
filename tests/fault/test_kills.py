"""Killed at any instant of any operation: the vault opens, is clean, nothing is half or lost.

And the same, done once more, comes to its end.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fault.operations import OPERATIONS
from tests.fault.tried import tried

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


@pytest.mark.parametrize("name", OPERATIONS)
def test_killed_at_every_named_step_nothing_is_half_or_lost(name: str, tmp_path: Path) -> None:
    found = tried("steps", name, tmp_path, seed=1, more=4)
    assert found[0].end == "done"
    if name in WITHOUT_STEPS:
        return
    assert {one.end for one in found[1:]} == {"killed"}
    reached = {one.steps[-1] for one in found[1:]}
    assert reached == set(found[0].steps)
    assert reached >= STEPS.get(name, set())


@pytest.mark.parametrize("times", [12, pytest.param(300, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(1200)
def test_killed_at_random_instants_nothing_is_half_or_lost(
    name: str, times: int, tmp_path: Path
) -> None:
    found = tried("random", name, tmp_path, seed=times, times=times)
    assert found[0].end == "done"
    assert {one.end for one in found} <= {"killed", "done"}
    assert sum(one.end == "killed" for one in found) > times // 2
