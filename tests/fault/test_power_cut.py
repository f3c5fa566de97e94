"""The power goes: what was synced is there, what was committed is whole, and the vault opens clean.

The real program's calls are recorded by the fault layer and replayed up to an instant; of what was
not synced then, nothing, all or a part is there (`tests/fault/layer/power_cut.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fault.layer.power_cut import Disk
from tests.fault.layer.recording import Op, Record
from tests.fault.operations import OPERATIONS
from tests.fault.tried import tried


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(600)
def test_after_a_power_cut_at_a_sync_nothing_is_half_or_lost(name: str, tmp_path: Path) -> None:
    every, chances = (3, [False, None]) if name == "intake" else (8, [None])
    found = tried(
        "power", name, tmp_path, layer=True, seed=1, syncs=every, times=0, chances=chances
    )
    assert found[-1].end == "done"
    assert len(found) > 2


@pytest.mark.long
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.timeout(3600)
def test_after_a_power_cut_at_any_instant_nothing_is_half_or_lost(
    name: str, tmp_path: Path
) -> None:
    found = tried(
        "power", name, tmp_path, layer=True,
        seed=2, syncs=1, times=200, chances=[False, True, None, None],
    )  # fmt: skip
    assert found[-1].end == "done"


# --- the model itself -----------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> tuple[Disk, Path]:
    root = tmp_path / "root"
    root.mkdir()
    (root / "old").write_bytes(b"before")
    return Disk(root), root


def change(
    op: Op, path: Path, inode: int = 0, *, to: Path = Path(), at: int = 0, data: bytes = b""
) -> Record:
    return Record(op, path, to, inode, at, data)


def content(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_what_was_not_synced_may_be_gone_or_there(disk: tuple[Disk, Path], tmp_path: Path) -> None:
    model, root = disk
    model.play(change(Op.CREATE, root / "new", 7))
    model.play(change(Op.WRITE, root / "new", 7, data=b"bytes"))
    model.play(change(Op.UNLINK, root / "old"))
    model.build(tmp_path / "none", chance=False)
    model.build(tmp_path / "all", chance=True)
    assert content(tmp_path / "none") == {"old": b"before"}
    assert content(tmp_path / "all") == {"new": b"bytes"}


def test_a_synced_file_without_a_synced_folder_may_have_no_name(
    disk: tuple[Disk, Path], tmp_path: Path
) -> None:
    model, root = disk
    model.play(change(Op.CREATE, root / "new", 7))
    model.play(change(Op.WRITE, root / "new", 7, data=b"bytes"))
    model.play(change(Op.SYNC, root / "new", 7))
    model.build(tmp_path / "without", chance=False)
    assert content(tmp_path / "without") == {"old": b"before"}
    model.play(change(Op.SYNC, root, 1))
    model.build(tmp_path / "with", chance=False)
    assert content(tmp_path / "with") == {"old": b"before", "new": b"bytes"}


def test_a_synced_folder_names_a_file_whose_bytes_may_be_gone(
    disk: tuple[Disk, Path], tmp_path: Path
) -> None:
    model, root = disk
    model.play(change(Op.CREATE, root / "part", 7))
    model.play(change(Op.WRITE, root / "part", 7, data=b"bytes"))
    model.play(change(Op.RENAME, root / "part", to=root / "old"))
    model.play(change(Op.SYNC, root, 1))
    model.build(tmp_path / "cut", chance=False)
    assert content(tmp_path / "cut") == {"old": b""}
