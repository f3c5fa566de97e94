"""What a disk may hold after the power went: a recording replayed up to an instant.

Model: the bytes of a file are those of its last fsync; each write or truncation since then is there
wholly, in part (by sectors) or not at all, apart from the others. The names in a folder are those
of its last fsync; each creation, renaming and removal since then has happened or not, apart from
the others, a renaming as one. Nothing else may be lost: what a disk loses that lied about a sync is
not modelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.fault.layer.recording import Op, Record

SECTOR = 512

Chance: TypeAlias = "bool | Random"
"""What becomes of changes that were not synced: all happened, none did, or each by chance."""


@dataclass(eq=False)
class _File:
    synced: bytes = b""
    pending: list[Record] = field(default_factory=list)

    def sync(self) -> None:
        self.synced, self.pending = self.content(True), []

    def content(self, chance: Chance) -> bytes:
        found = bytearray(self.synced)
        for change in self.pending:
            if change.op is Op.TRUNCATE:
                if _happens(chance):
                    _resize(found, change.offset)
            else:
                data = change.data[: _part(chance, change.offset, len(change.data))]
                if data:
                    _resize(found, max(len(found), change.offset + len(data)))
                    found[change.offset : change.offset + len(data)] = data
        return bytes(found)


@dataclass(eq=False)
class _Folder:
    synced: dict[str, _File | _Folder] = field(default_factory=dict)
    now: dict[str, _File | _Folder] = field(default_factory=dict)
    pending: list[_Change] = field(default_factory=list)

    def names(self, happened: dict[int, bool], chance: Chance) -> dict[str, _File | _Folder]:
        found = dict(self.synced)
        for change in self.pending:
            if happened.setdefault(id(change), _happens(chance)):
                change.apply(self, found)
        return found


@dataclass(eq=False)
class _Change:
    """A change of names: in a folder, a name now means this, or nothing."""

    settings: tuple[tuple[_Folder, str, _File | _Folder | None], ...]

    def apply(self, folder: _Folder, names: dict[str, _File | _Folder]) -> None:
        for where, name, node in self.settings:
            if where is folder and node is None:
                names.pop(name, None)
            elif where is folder and node is not None:
                names[name] = node


class Disk:
    """A folder as a disk holds it: made from what is there, changed by records, cut at any time."""

    def __init__(self, root: Path) -> None:
        """Take in the folder as it is now, all of it synced. Before the recording begins."""
        self._root = root.resolve()
        self._inodes: dict[int, _File] = {}
        self._top = self._scan(self._root)
        self.said = b""

    def play(self, record: Record) -> None:
        """Make one change."""
        match record.op:
            case Op.SAID:
                self.said += record.data
            case Op.CREATE:
                self._inodes[record.inode] = file = _File()
                self._set((record.path, file))
            case Op.WRITE | Op.TRUNCATE:
                self._inodes[record.inode].pending.append(record)
            case Op.SYNC:
                self._sync(record)
            case Op.RENAME:
                self._set((record.path, None), (record.to, self._node(record.path)))
            case Op.UNLINK | Op.RMDIR:
                self._set((record.path, None))
            case Op.MKDIR:
                self._set((record.path, _Folder()))

    def build(self, target: Path, chance: Chance) -> None:
        """Write down what the disk may hold if the power goes now."""
        self._build(self._top, target, {}, chance)

    def _build(
        self, folder: _Folder, target: Path, happened: dict[int, bool], chance: Chance
    ) -> None:
        target.mkdir()
        for name, node in folder.names(happened, chance).items():
            if isinstance(node, _Folder):
                self._build(node, target / name, happened, chance)
            else:
                (target / name).write_bytes(node.content(chance))

    def _scan(self, path: Path) -> _Folder:
        folder = _Folder()
        for child in path.iterdir():
            if child.is_dir():
                folder.now[child.name] = self._scan(child)
            else:
                file = self._inodes[child.stat().st_ino] = _File(child.read_bytes())
                folder.now[child.name] = file
        folder.synced = dict(folder.now)
        return folder

    def _folder(self, path: Path) -> _Folder:
        node: _File | _Folder = self._top
        for part in path.relative_to(self._root).parts:
            assert isinstance(node, _Folder)
            node = node.now[part]
        assert isinstance(node, _Folder)
        return node

    def _node(self, path: Path) -> _File | _Folder:
        return self._folder(path.parent).now[path.name]

    def _set(self, *settings: tuple[Path, _File | _Folder | None]) -> None:
        change = _Change(
            tuple((self._folder(path.parent), path.name, node) for path, node in settings)
        )
        for folder in {id(where): where for where, _, _ in change.settings}.values():
            change.apply(folder, folder.now)
            folder.pending.append(change)

    def _sync(self, record: Record) -> None:
        if record.inode in self._inodes and self._inodes[record.inode] is self._at(record.path):
            self._inodes[record.inode].sync()
            return
        folder = self._at(record.path)
        if not isinstance(folder, _Folder):
            # A file that has no name any more, or another one has it: nothing can come back of it.
            return
        for change in folder.pending:
            for where in {id(one): one for one, _, _ in change.settings}.values():
                change.apply(where, where.synced)
                if where is not folder:
                    where.pending.remove(change)
        folder.pending.clear()

    def _at(self, path: Path) -> _File | _Folder | None:
        if path == self._root:
            return self._top
        try:
            return self._node(path)
        except (KeyError, AssertionError, ValueError):
            return None


def _happens(chance: Chance) -> bool:
    return chance if isinstance(chance, bool) else chance.random() < 0.5


def _part(chance: Chance, offset: int, size: int) -> int:
    """How many bytes of a write are there."""
    if isinstance(chance, bool):
        return size if chance else 0
    turn = chance.random()
    if turn < 0.4:
        return size
    if turn < 0.8 or size <= SECTOR:
        return 0
    end = (offset + chance.randrange(size)) // SECTOR * SECTOR
    return max(0, end - offset)


def _resize(content: bytearray, size: int) -> None:
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))
