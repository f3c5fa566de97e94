"""A disk that fails, is full or takes nothing: told in a coded sentence, and nothing is lost.

The fault layer lets calls of the real program fail. Afterwards, without the fault, the vault opens
clean with everything that was committed. ONGI_DISK_CALLS changes how many calls of a kind fail in a
long run (0: each one, which takes hours).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fault.operations import OPERATIONS
from tests.fault.tried import Tried, tried

KINDS = ("READ", "WRITE", "SYNC", "OPEN", "RENAME", "UNLINK", "TRUNCATE")
FAILING = {"ENV-004", "ENV-005"}
# A page of the index that can't be read is told as such.
UNREADABLE = {"VLT-006"}
LONG_CALLS = int(os.environ.get("ONGI_DISK_CALLS", "24"))
LONG_SIZES = 60

long = pytest.mark.long
each_operation = pytest.mark.parametrize(
    "name",
    [name if name == "intake" else pytest.param(name, marks=long) for name in OPERATIONS],
)


def assert_told(found: list[Tried], codes: set[str]) -> set[str]:
    """Each try came to its end or was told in one of the codes; which ends there were."""
    for one in found:
        assert one.end in codes | {"done"}, f"{one.what}: {one.end}"
    return {one.end for one in found}


@each_operation
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(600)
def test_an_error_of_the_disk_at_any_call_is_told_and_loses_nothing(
    kind: str, name: str, tmp_path: Path
) -> None:
    every = {"READ": 29, "WRITE": 29, "SYNC": 9, "OPEN": 9}.get(kind, 3)
    found = tried(
        "calls", name, tmp_path, layer=True,
        kind=kind, error="EIO", first=1, every=every, stays=False,
    )  # fmt: skip
    ends = assert_told(found, FAILING | (UNREADABLE if kind == "READ" else set()))
    assert ends & FAILING or not found


@long
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(3600)
def test_an_error_of_the_disk_at_calls_by_chance_is_told_and_loses_nothing(
    kind: str, stays: bool, name: str, tmp_path: Path
) -> None:
    found = tried(
        "calls", name, tmp_path, layer=True,
        kind=kind, error="EIO", first=1, every=1, stays=stays, most=LONG_CALLS,
    )  # fmt: skip
    assert_told(found, FAILING | (UNREADABLE if kind == "READ" else set()))


def test_a_rewritten_index_that_does_not_open_at_once_is_opened_again(tmp_path: Path) -> None:
    found = tried(
        "calls", "destroy", tmp_path, layer=True,
        kind="TRUNCATE", error="EIO", first=2, every=1, stays=False,
    )  # fmt: skip
    assert len(found) > 3
    assert assert_told(found, set()) == {"done"}


@pytest.mark.parametrize("times", [4, pytest.param(LONG_SIZES, marks=long)])
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(1200)
def test_a_disk_full_at_any_write_is_told_and_loses_nothing(
    name: str, times: int, tmp_path: Path
) -> None:
    found = tried("rooms", name, tmp_path, layer=True, times=times)
    ends = assert_told(found, {"ENV-001", "ENV-004"})
    assert ends & {"ENV-001", "ENV-004"}
    # SQLite can't say why it could not make its file: with no room for that, it is no place to save.
    assert sum(one.end == "ENV-004" for one in found) <= 1 + times // 10


@pytest.mark.parametrize("name", OPERATIONS)
def test_short_writes_are_gone_on_with_and_a_read_only_medium_is_told(
    name: str, tmp_path: Path
) -> None:
    short, read_only = tried("odd", name, tmp_path, layer=True)
    # A backup is copied by the system, and read back: what fell short is refused and told.
    assert short.end in ({"done", "ENV-005"} if name == "backup" else {"done"})
    assert read_only.end == "ENV-004"
