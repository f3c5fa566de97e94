"""Spare segments: a line for each item outside the index, durable in order, whole or named."""

from __future__ import annotations

import hashlib
import io
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.evidence.items import Item, ItemKind
from app.domain.ids import new_id
from app.vault.blobs.journal import Journal
from app.vault.blobs.spare_segments import SegmentReader, SpareLine, opens
from app.vault.blobs.spares import BATCH, MOST_SEGMENTS, Spares
from app.vault.blobs.storing import Blobs
from app.vault.folder import make_blob_folders
from app.vault.index.index import Index
from app.vault.stores.items import Items
from crypto.age import X25519Identity
from tests.unit.vault.filling import flip

IDENTITY = X25519Identity(bytes(range(32)))
NEXT = X25519Identity(bytes(range(1, 33)))


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Steps:
    """Told of every durable step; ends the process at one of them if asked to."""

    seen: list[str] = field(default_factory=list)
    kill_at: str = ""

    def __call__(self, name: str) -> None:
        self.seen.append(name)
        if name == self.kill_at:
            raise Killed


@dataclass
class Ground:
    """An index with blobs, items and spares, and no keys around it."""

    root: Path
    steps: Steps = field(default_factory=Steps)

    def __post_init__(self) -> None:
        path = self.root / "index.db"
        make = Index.open if path.exists() else Index.create
        if not path.exists():
            make_blob_folders(self.root)
        self.index = make(path, bytes(32), self.steps)
        self.journal = Journal(self.index, self.root, self.steps)
        self.blobs = Blobs(self.root, self.journal, IDENTITY, self.steps)
        self.spares = Spares(self.root, self.index, IDENTITY, self.steps)
        self.items = Items(self.index, self.blobs, self.journal, self.spares)

    def add(self, content: bytes, *, undone: bool = False, name: str = "사진.png") -> Item:
        stored = self.blobs.store(io.BytesIO(content))
        item = Item(
            new_id("item"), ItemKind.PICTURE, name, stored.size, stored.sha256, "image/png", 7
        )
        with self.index.transaction():
            self.items.add(item, stored)
            if undone:
                raise KeyboardInterrupt
        return item

    def again(self) -> Ground:
        """The same vault after a new start."""
        self.index.close()
        return Ground(self.root)

    def files(self) -> list[Path]:
        folder = self.root / "spare"
        return sorted(folder.iterdir()) if folder.exists() else []

    def lines(self, identity: X25519Identity = IDENTITY) -> dict[str, SpareLine]:
        found: dict[str, SpareLine] = {}
        for path in self.files():
            reader = SegmentReader(path, identity)
            found |= {line.id: line for line in reader.lines()}
            assert reader.whole
        return found


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    made = Ground(tmp_path)
    yield made
    made.index.close()


def test_a_line_opens_its_item_without_the_index(ground: Ground) -> None:
    item = ground.add(b"evidence")
    ground.spares.write()
    assert [path.name for path in ground.files()] == list(ground.spares.names())
    line = ground.lines()[item.id]
    assert (line.sha256, line.size, line.name) == (item.sha256, 8, "사진.png")
    assert (line.kind, line.media_type, line.added_ms) == ("picture", "image/png", 7)
    with ground.blobs.open(line.blob, line.header, line.stored_size, size=line.size) as src:
        assert hashlib.sha256(src.read()).hexdigest() == line.sha256


def test_nothing_is_written_while_nothing_is_due(ground: Ground) -> None:
    ground.spares.write()
    assert ground.files() == []
    ground.add(b"one")
    ground.spares.write_when_many()
    assert ground.files() == []
    ground.spares.write()
    before = ground.files()
    ground.spares.write()
    assert (ground.files(), ground.spares.count) == (before, 1)


def test_a_segment_tells_neither_names_nor_how_many_lines_it_has(ground: Ground) -> None:
    ground.add(b"one")
    ground.spares.write()
    ground.add(b"two")
    ground.add(b"three")
    ground.spares.write()
    one, two = (path.read_bytes() for path in ground.files())
    assert len(one) == len(two)
    assert b"png" not in one


def test_what_was_undone_gets_no_line_and_what_was_kept_does(ground: Ground) -> None:
    kept = ground.add(b"kept")
    with pytest.raises(KeyboardInterrupt):
        ground.add(b"undone", undone=True)
    ground.spares.write()
    assert set(ground.lines()) == {kept.id}
    with pytest.raises(KeyboardInterrupt):
        ground.add(b"undone again", undone=True)
    later = ground.add(b"later")
    ground = ground.again()
    assert ground.spares.settle() == ()
    ground.spares.write()
    assert set(ground.lines()) == {kept.id, later.id}


def test_items_of_a_killed_session_are_still_due_in_the_next(ground: Ground) -> None:
    item = ground.add(b"evidence")
    ground = ground.again()
    assert ground.spares.settle() == ()
    ground.spares.write()
    assert set(ground.lines()) == {item.id}
    ground = ground.again()
    ground.spares.settle()
    ground.spares.write()
    assert len(ground.files()) == 1


@pytest.mark.parametrize("at", ["spare.written", "spare.durable", "spare.named"])
def test_killed_at_any_step_every_item_has_one_line_afterwards(ground: Ground, at: str) -> None:
    items = {ground.add(content).id for content in (b"one", b"two")}
    ground.steps.kill_at = at
    with pytest.raises(Killed):
        ground.spares.write()
    ground = ground.again()
    ground.spares.settle()
    ground.spares.write()
    assert set(ground.lines()) == items
    assert len(ground.files()) == 1


def test_unknown_files_are_removed_only_where_their_name_is_a_segments(ground: Ground) -> None:
    ground.add(b"one")
    ground.spares.write()
    (ground.root / "spare" / secrets.token_hex(16)).write_bytes(b"?")
    (ground.root / "spare" / (secrets.token_hex(16) + ".part")).write_bytes(b"?")
    foreign = ground.root / "spare" / "letter.txt"
    foreign.write_bytes(b"?")
    ground.spares.settle()
    assert sorted(path.name for path in ground.files()) == sorted(
        [*ground.spares.names(), "letter.txt"]
    )


def test_a_segment_that_an_older_index_does_not_know_is_kept_for_a_rescue(
    ground: Ground, tmp_path: Path
) -> None:
    old = ground.add(b"old")
    ground.spares.write()
    ground.index.fold()
    ground.index.close()
    older = (ground.root / "index.db").read_bytes()
    ground = Ground(ground.root)
    newer = ground.add(b"newer")
    ground.spares.write()
    ground.index.fold()
    ground.index.close()
    (ground.root / "index.db").write_bytes(older)
    assert not (ground.root / "index.db-wal").exists()
    ground = Ground(ground.root)
    ground.spares.settle()
    assert len(ground.spares.names()) == 1
    assert set(ground.lines()) == {old.id, newer.id}
    ground.spares.settle()
    assert len(ground.files()) == 2
    shutil.rmtree(ground.root / "blobs")
    ground.spares.settle()
    assert set(ground.lines()) == {old.id}


def test_many_segments_are_merged_and_no_line_is_lost(ground: Ground) -> None:
    items = set()
    for at in range(MOST_SEGMENTS + 3):
        items.add(ground.add(bytes([at])).id)
        ground.spares.write()
        assert len(ground.files()) <= MOST_SEGMENTS
    assert set(ground.lines()) == items
    assert {path.name for path in ground.files()} == set(ground.spares.names())
    assert "spare.merged" in ground.steps.seen


def test_killed_while_merging_no_line_is_lost(ground: Ground) -> None:
    items = set()
    ground.steps.kill_at = "spare.merged"
    with pytest.raises(Killed):  # noqa: PT012
        for at in range(MOST_SEGMENTS + 1):
            items.add(ground.add(bytes([at])).id)
            ground.spares.write()
    ground = ground.again()
    assert ground.spares.settle() == ()
    assert set(ground.lines()) == items


def test_a_long_import_writes_segments_on_its_way(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.vault.blobs.spares.BATCH", 3)
    for at in range(7):
        ground.add(bytes([at]))
        ground.spares.write_when_many()
    assert (BATCH, len(ground.files()), len(ground.lines())) == (2_000, 2, 6)


def test_a_new_epoch_leaves_nothing_that_the_old_key_opens(ground: Ground) -> None:
    items = {ground.add(bytes([at])).id for at in range(3)}
    ground.spares.write()
    old = ground.files()
    ground.spares.rewrite(NEXT)
    assert set(ground.lines(NEXT)) == items
    assert not set(old) & set(ground.files())
    assert not any(opens(path, IDENTITY) for path in ground.files())


@pytest.mark.parametrize("at", ["", "spare.written", "spare.durable", "spare.named"])
def test_a_new_epoch_that_was_cut_off_is_mended_without_a_word(ground: Ground, at: str) -> None:
    items = {ground.add(bytes([n])).id for n in range(3)}
    ground.spares.write()
    ground.steps.kill_at = at
    if at:
        with pytest.raises(Killed):
            ground.spares.rewrite(NEXT)
    ground = ground.again()
    ground.spares = Spares(ground.root, ground.index, NEXT, ground.steps)
    assert ground.spares.settle() == ()
    ground.spares.write()
    assert set(ground.lines(NEXT)) == items
    assert not any(opens(path, IDENTITY) for path in ground.files())


def test_lines_of_destroyed_items_go_with_a_rewrite(ground: Ground) -> None:
    gone, kept = ground.add(b"gone"), ground.add(b"kept")
    ground.spares.write()
    with ground.index.transaction():
        ground.index.write("DELETE FROM blobs WHERE item = (SELECT id FROM items LIMIT 1)")
    left = {place.item.id for place in ground.items.places() if place.name}
    ground.spares.rewrite()
    assert set(ground.lines()) == left
    assert left < {gone.id, kept.id}
    with ground.index.transaction():
        ground.index.write("DELETE FROM blobs")
    ground.spares.rewrite()
    assert ground.files() == []


@pytest.mark.parametrize("how", ["gone", "header", "other vault's"])
def test_a_lost_segment_is_told_and_written_anew(ground: Ground, how: str, tmp_path: Path) -> None:
    items = {ground.add(b"one").id}
    ground.spares.write()
    (path,) = ground.files()
    if how == "gone":
        path.unlink()
    elif how == "header":
        flip(path, 40)
    else:
        (tmp_path / "other").mkdir()
        other = Ground(tmp_path / "other")
        other.add(b"two")
        other.spares.rewrite(NEXT)
        shutil.copy(other.files()[0], path)
        other.index.close()
    assert ground.spares.settle() == ("VLT-041",)
    ground.spares.write()
    assert set(ground.lines()) == items
    assert ground.spares.settle() == ()


def test_damage_costs_the_lines_in_its_chunk_and_no_others(ground: Ground) -> None:
    lines = [ground.add(bytes([at]), name=f"{at} " + "길" * 3_000) for at in range(40)]
    ground.spares.write()
    (path,) = ground.files()
    whole = path.read_bytes()
    for at in (len(whole) // 2, 500, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[at] ^= 1
        path.write_bytes(damaged)
        reader = SegmentReader(path, IDENTITY)
        found = {line.id for line in reader.lines()}
        assert not reader.whole
        assert found <= {item.id for item in lines}
        assert 25 <= len(found) <= 40
    path.write_bytes(whole[: len(whole) // 2])
    reader = SegmentReader(path, IDENTITY)
    assert 5 <= len(list(reader.lines())) <= 20
    assert not reader.whole


def test_a_damaged_segment_can_be_replaced(ground: Ground) -> None:
    items = {ground.add(bytes([at])).id for at in range(3)}
    ground.spares.write()
    (path,) = ground.files()
    flip(path, -1)
    ground.spares.replace_damaged([path.name])
    assert ground.files() == []
    ground.spares.write()
    assert set(ground.lines()) == items
