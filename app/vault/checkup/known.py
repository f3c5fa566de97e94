"""What is known of every item: by the index as far as it can be read, and by the spare segments.

Reads only, and goes on behind damage. For the check-up and the rescue; everyday reading is
`app.vault.stores.items`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.errors import IntegrityProblem
from app.vault.blobs.spare_segments import SpareLine
from app.vault.index.index import Index
from app.vault.index.numbers import identifier
from app.vault.index.readable import ReadableRows, has_table

T = TypeVar("T")

Segments = Callable[[list[str]], Iterator[SpareLine]]
"""Gives the lines of all spare segments; names of damaged or lost ones go into the list."""


@dataclass(frozen=True)
class KnownItem:
    """One item and the place of its bytes; `blob` is empty where no place is known.

    Fields are those of the index: sizes in bytes, `sha256` in hexadecimal, `added_ms` in UTC
    milliseconds. `destroyed`: the person had it destroyed, so no bytes are expected.
    """

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_ms: int
    blob: str = ""
    header: bytes = field(default=b"", repr=False)
    stored_size: int = 0
    destroyed: bool = False


class KnownItems:
    """The items of one vault. `gaps` counts places where the index lost some of them.

    `damaged_segments` are names of spare segments, filled by `by_spares`; `blobs` are the names of
    all blobs that were told of.
    """

    def __init__(self, index: Index | None, segments: Segments) -> None:
        self._index = index
        self._segments = segments
        self.gaps = 0
        self.damaged_segments: list[str] = []
        self.blobs: set[str] = set()
        self._has_removed = self._asked(lambda one: has_table(one, "removed")) or False

    def total(self) -> int | None:
        """The size of all content in bytes; None where the index does not tell."""
        row = self._one("SELECT coalesce(sum(size), 0) FROM items")
        return None if row is None else int(row[0])

    def by_index(self) -> Iterator[KnownItem]:
        """The items that can be read in the index."""
        if self._index is None:
            return
        rows = ReadableRows(self._index, "items", "id")
        for row in rows:
            item = self._placed(row)
            if item.blob:
                self.blobs.add(item.blob)
            yield item
        self.gaps += rows.gaps

    def by_spares(self) -> Iterator[KnownItem]:
        """The items that the spare segments tell of, whatever the index says."""
        for line in self._segments(self.damaged_segments):
            self.blobs.add(line.blob)
            yield KnownItem(
                line.id,
                line.name,
                line.media_type,
                line.size,
                line.sha256,
                line.added_ms,
                line.blob,
                line.header,
                line.stored_size,
            )

    def _placed(self, row: dict[str, Any]) -> KnownItem:
        sql = "SELECT name, header, stored_size FROM blobs WHERE item = ?"
        blob = self._one(sql, row["id"])
        destroyed = blob is None and self._is_destroyed(row["id"])
        name, header, stored_size = blob or (b"", b"", 0)
        return KnownItem(
            identifier("item", row["id"]),
            row["name"],
            row["media_type"],
            row["size"],
            row["sha256"].hex(),
            row["added_ms"],
            name.hex(),
            header,
            stored_size,
            destroyed,
        )

    def _is_destroyed(self, item: int) -> bool:
        sql = "SELECT 1 FROM removed WHERE item = ? AND destroyed_ms IS NOT NULL"
        return self._has_removed and self._one(sql, item) is not None

    def _one(self, sql: str, *bindings: int) -> tuple[Any, ...] | None:
        return self._asked(lambda index: index.one(sql, bindings))

    def _asked(self, ask: Callable[[Index], T]) -> T | None:
        """What the index answers; None without one, or where it is damaged, which is counted."""
        if self._index is None:
            return None
        try:
            return ask(self._index)
        except IntegrityProblem:
            self.gaps += 1
            return None
