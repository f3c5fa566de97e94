"""Spare segments of the index: what a rescue needs of each item, kept a second time outside it.

The index stays what counts: segments are written from it, never read back into it. Durable order: a
segment's file, then the rows that name it in one transaction; a file that no row names is removed
on opening. See FORMAT.md, section "Spare segments".
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from app.errors import EnvironmentProblem
from app.vault.blobs.spare_segments import SegmentReader, SpareLine, opens, write_segment
from app.vault.failures import translated
from app.vault.folder import SPARE_FOLDER, TEMPORARY, Step, blob_path, sync_folder
from app.vault.index.index import Index
from app.vault.index.numbers import identifier
from crypto.age import X25519Identity
from crypto.errors import BadPayload

BATCH = 2_000
MOST_SEGMENTS = 16
_MERGED = 12
_NAME_BYTES = 16
_PAGE = 500
_OWED = "spares_owed"
_KEY = "spares_key"

_LINES = (
    "SELECT items.id, b.name, b.header, items.sha256, items.size, b.stored_size, items.name, "
    "items.kind, items.media_type, items.added_ms "
    "FROM items JOIN blobs b ON b.item = items.id WHERE items.id > ? AND {which} "
    f"ORDER BY items.id LIMIT {_PAGE}"
)


class Spares:
    """Keeps the spare segments of one open vault."""

    def __init__(self, root: Path, index: Index, identity: X25519Identity, step: Step) -> None:
        self._folder = root / SPARE_FOLDER
        self._name = root.name
        self._index = index
        self._identity = identity
        self._step = step
        self._owed: list[int] = []
        self._unsure = False
        self._told = False
        index.on_rollback(self._forget)

    @property
    def count(self) -> int:
        """How many segments the index names."""
        return len(self.names())

    def names(self) -> tuple[str, ...]:
        """The names (32 hexadecimal digits) of the segments that the index names."""
        found: list[str] = []
        last = b""
        sql = "SELECT segment FROM spares WHERE segment > ? ORDER BY segment LIMIT 1"
        while (row := self._index.one(sql, (last,))) is not None:
            last = row[0]
            found.append(last.hex())
        return tuple(found)

    def lines(self, damaged: list[str]) -> Iterator[SpareLine]:
        """The lines of all segments that the index names; those that are not whole are told."""
        with translated(self._name):
            for name in self.names():
                reader = SegmentReader(self._folder / name, self._identity)
                with suppress(FileNotFoundError):
                    yield from reader.lines()
                if not reader.whole:
                    damaged.append(name)

    def owe(self, item: int) -> None:
        """An item's bytes were stored, or stored anew: its line is due. In that transaction."""
        self._index.write("DELETE FROM spares WHERE item = ?", (item,))
        if not self._told:
            # One word for the session: a later one looks for items without a line only then.
            self._index.write("INSERT OR IGNORE INTO facts VALUES (?, '1')", (_OWED,))
            self._told = True
        self._owed.append(item)

    def settle(self) -> tuple[str, ...]:
        """Compare the folder with the index, on opening; codes of what should be known.

        Files that no row names are removed, unless they tell of bytes that the index does not know
        (an older index was gone on with). Segments for an earlier epoch, damaged or gone ones are
        forgotten, and their items are due again; only the latter give a notice (VLT-041).
        """
        with translated(self._name):
            if self._folder.is_symlink():
                # Nothing of ours: what it leads to is never written to, and nothing removed there.
                self._folder.unlink()
                sync_folder(self._folder.parent)
            named = self.names()
            other_key = self._fact(_KEY) not in (None, self._fingerprint())
            lost = [n for n in named if not opens(self._folder / n, self._identity)]
            if other_key:
                lost = list(named)
            if lost:
                with self._index.transaction():
                    for name in lost:
                        self._index.write(
                            "DELETE FROM spares WHERE segment = ?", (bytes.fromhex(name),)
                        )
                    self._index.write("INSERT OR IGNORE INTO facts VALUES (?, '1')", (_OWED,))
            kept = () if other_key else self._told_of_by_nothing_else(set(named))
            self._remove_unnamed({*named, *kept} - set(lost))
            if self._fact(_OWED) is not None or not (named and not lost):
                self._owed = self._all_owed()
        return ("VLT-041",) if lost and not other_key else ()

    def write_when_many(self) -> None:
        """Write a segment once 2,000 items are due. For long work, between transactions."""
        if len(self._owed) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write what is due, and merge when there are many segments. Outside transactions.

        Raises EnvironmentProblem; the items stay due then.
        """
        with translated(self._name):
            if self._unsure:
                self._owed, self._unsure = self._all_owed(), False
            while self._owed:
                batch = self._owed[:BATCH]
                self._add(batch, last=len(batch) == len(self._owed))
                del self._owed[:BATCH]
            while len(names := self.names()) > MOST_SEGMENTS:
                self._merge(names)

    def rewrite(self, identity: X25519Identity | None = None) -> None:
        """Write all lines anew as one segment and remove all others.

        With `identity` for a new epoch; also when items were destroyed. Killed before its
        transaction, the next opening does it. Raises EnvironmentProblem.
        """
        with translated(self._name):
            self._identity = identity or self._identity
            some = self._index.one("SELECT 1 FROM blobs LIMIT 1") is not None
            name = self._write_file(self._lines("true", ())) if some else b""
            with self._index.transaction():
                self._index.write("DELETE FROM spares")
                if some:
                    self._index.write("INSERT INTO spares SELECT item, ? FROM blobs", (name,))
                self._settled()
            self._step("spare.named")
            self._owed.clear()
            self._unsure = False
            self._remove_unnamed({name.hex()})

    def replace_damaged(self, names: Sequence[str]) -> None:
        """Forget segments that a check-up found damaged; their items are due again."""
        with translated(self._name), self._index.transaction():
            for name in names:
                self._index.write("DELETE FROM spares WHERE segment = ?", (bytes.fromhex(name),))
            self._index.write("INSERT OR IGNORE INTO facts VALUES (?, '1')", (_OWED,))
        self._owed = self._all_owed()
        self._remove_unnamed(set(self.names()))

    def _add(self, batch: list[int], *, last: bool) -> None:
        ids = msgspec.json.encode(batch).decode()
        which = "items.id IN (SELECT value FROM json_each(?))"
        name = self._write_file(self._lines(which, (ids,)))
        with self._index.transaction():
            self._index.write(
                "INSERT OR REPLACE INTO spares SELECT item, ? FROM blobs "
                "WHERE item IN (SELECT value FROM json_each(?))",
                (name, ids),
            )
            if last:
                self._settled()
        self._step("spare.named")

    def _merge(self, names: Sequence[str]) -> None:
        """Make one of the smallest: each line is written anew only a few times in its life."""
        count = "SELECT count(*) FROM spares WHERE segment = ?"
        sized = []
        for name in names:
            row = self._index.one(count, (bytes.fromhex(name),))
            sized.append((row[0] if row else 0, name))
        small = [name for _count, name in sorted(sized)[:_MERGED]]
        places = ", ".join("?" * len(small))
        old = tuple(bytes.fromhex(name) for name in small)
        which = f"items.id IN (SELECT item FROM spares WHERE segment IN ({places}))"
        new = self._write_file(self._lines(which, old))
        with self._index.transaction():
            self._index.write(
                f"UPDATE spares SET segment = ? WHERE segment IN ({places})", (new, *old)
            )
        self._step("spare.merged")
        for name in small:
            (self._folder / name).unlink(missing_ok=True)
        sync_folder(self._folder)

    def _write_file(self, lines: Iterator[SpareLine]) -> bytes:
        if not self._folder.is_dir():
            self._folder.mkdir()
            sync_folder(self._folder.parent)
        name = secrets.token_bytes(_NAME_BYTES)
        path = self._folder / name.hex()
        try:
            write_segment(path, lines, self._identity, self._step)
        except BadPayload as error:
            raise EnvironmentProblem("ENV-005") from error
        return name

    def _lines(self, which: str, bindings: tuple[object, ...]) -> Iterator[SpareLine]:
        after = -1
        sql = _LINES.format(which=which)
        while rows := self._index.read(sql, (after, *bindings)):
            for row in rows:
                yield SpareLine(
                    id=identifier("item", row[0]),
                    blob=row[1].hex(),
                    header=row[2],
                    sha256=row[3].hex(),
                    size=row[4],
                    stored_size=row[5],
                    name=row[6],
                    kind=row[7],
                    media_type=row[8],
                    added_ms=row[9],
                )
            after = rows[-1][0]

    def _all_owed(self) -> list[int]:
        sql = "SELECT item FROM blobs WHERE item NOT IN (SELECT item FROM spares)"
        return [row[0] for row in self._index.read(sql)]

    def _settled(self) -> None:
        self._index.write("DELETE FROM facts WHERE name = ?", (_OWED,))
        self._index.write("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_KEY, self._fingerprint()))
        self._told = False

    def _fact(self, name: str) -> str | None:
        row = self._index.one("SELECT value FROM facts WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def _fingerprint(self) -> str:
        return hashlib.sha256(str(self._identity.recipient).encode()).hexdigest()

    def _remove_unnamed(self, named: set[str]) -> None:
        removed = False
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            name = path.name.removesuffix(TEMPORARY)
            is_file = path.is_symlink() or not path.is_dir()
            if is_segment_name(name) and is_file and (path.name != name or name not in named):
                path.unlink()
                removed = True
        if removed:
            sync_folder(self._folder)

    def _told_of_by_nothing_else(self, named: set[str]) -> set[str]:
        """Unnamed segments with a line whose blob is there, and which the index does not know.

        An older index was put in place and gone on with. They stay, for a rescue.
        """
        kept: set[str] = set()
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if is_segment_name(path.name) and path.name not in named and path.is_file():
                lines = SegmentReader(path, self._identity).lines()
                if any(self._is_unknown(line.blob) for line in lines):
                    kept.add(path.name)
        return kept

    def _is_unknown(self, blob: str) -> bool:
        known = "SELECT 1 FROM {0} WHERE name = ?1"
        sql = f"{known.format('blobs')} UNION ALL {known.format('intents')}"
        row = self._index.one(sql, (bytes.fromhex(blob),))
        return row is None and blob_path(self._folder.parent, blob).exists()

    def _forget(self) -> None:
        # A transaction was undone: which of the items are there after all is asked when needed.
        self._unsure = True
        self._told = False


def is_segment_name(name: str) -> bool:
    """Whether a file's name has the shape that segments have; others are never touched."""
    return len(name) == 2 * _NAME_BYTES and all(sign in "0123456789abcdef" for sign in name)
