"""Items: stored bytes, once each, never changed.

Also their previews and what the files say about themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import msgspec

from app.domain.items import Item, ItemKind
from app.domain.times import Moment
from app.errors import InputProblem, IntegrityProblem
from app.vault.blobs.blobs import Blobs, StoredBlob
from app.vault.blobs.journal import Journal
from app.vault.blobs.spares import Spares
from app.vault.index.index import Index, flat_json
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
    page,
)
from app.vault.stores.hidden import ITEMS, SIGHTING_SHOWS
from app.vault.stores.item_names import named_otherwise

_FIELDS = (
    "id", "kind", "name", "size", "sha256", "media_type", "added_ms", "origin", "parent", "relation"
)  # fmt: skip
_MOMENT = len(_FIELDS)
_COLUMNS = f"{', '.join(_FIELDS)}, {columns('modified')}"
_OF_ITEM = ", ".join(f"items.{column.strip()}" for column in _COLUMNS.split(","))
_COUNT = _MOMENT + 5
_BLOB = "(item, name, header, stored_size, crc32) VALUES (?, ?, ?, ?, ?)"
_PAGE = 500
INSIDE = "inside."
"""Begins the names under which an item's words and lists stand beside its facts."""


@dataclass(frozen=True)
class ItemRow:
    """An item in a case's list, how often seen there, and the earliest time shown with it."""

    item: Item
    sightings: int
    shown: Moment | None
    has_preview: bool


@dataclass(frozen=True)
class BlobPlace:
    """Where an item's bytes lie: for the check-up and for a rescue."""

    item: Item
    name: str
    header: bytes
    stored_size: int


class Items:
    """Adds, finds and opens items. Writes happen inside a transaction."""

    def __init__(self, index: Index, blobs: Blobs, journal: Journal, spares: Spares) -> None:
        self._index = index
        self._blobs = blobs
        self._journal = journal
        self._spares = spares

    def add(self, item: Item, stored: StoredBlob) -> None:
        """Keep an item with its stored bytes, and take these out of the journal.

        ValueError where hash or size of the two differ. The same bytes twice is a database error:
        ask `by_sha256` first.
        """
        if (item.sha256, item.size) != (stored.sha256, stored.size):
            raise ValueError("the item is not what was stored")
        key = number(item.id)
        self._index.write(
            f"INSERT INTO items ({_COLUMNS}) VALUES ({', '.join('?' * _COUNT)})",
            (
                key,
                item.kind.value,
                item.name,
                item.size,
                bytes.fromhex(item.sha256),
                item.media_type,
                item.added_ms,
                item.origin,
                maybe_number(item.parent),
                item.relation,
                *to_columns(item.modified),
            ),
        )
        self._index.write(
            f"INSERT INTO blobs {_BLOB}",
            _blob(key, stored),
        )
        self._journal.kept(stored.name)
        self._spares.owe(key)

    def restore(self, item_id: str, stored: StoredBlob) -> None:
        """Give an item whose stored bytes are damaged or gone the same bytes again, stored anew.

        The damaged file stays where it is. ValueError where hash or size are not the item's.
        """
        item = self.get(item_id)
        if (item.sha256, item.size) != (stored.sha256, stored.size):
            raise ValueError("the item is not what was stored")
        self._index.write(
            f"INSERT OR REPLACE INTO blobs {_BLOB}",
            _blob(number(item_id), stored),
        )
        self._journal.kept(stored.name)
        self._spares.owe(number(item_id))

    def get(self, item_id: str) -> Item:
        """An item by its identifier. Raises InputProblem INP-011."""
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one(f"SELECT {_COLUMNS} FROM items WHERE id = ?", (asked,))
        if row is None:
            raise InputProblem("INP-011", id=item_id)
        return _item(row)

    def by_sha256(self, sha256: str) -> Item | None:
        """The item with these bytes (SHA-256 in hexadecimal), if there is one."""
        sql = f"SELECT {_COLUMNS} FROM items WHERE sha256 = ?"
        row = self._index.one(sql, (bytes.fromhex(sha256),))
        return None if row is None else _item(row)

    def place(self, item_id: str, case_id: str) -> None:
        """Put an item into a case, behind those there; nothing changes where it is in it already.

        Apart from sightings, so that an export's files are in their case before its chat is read.
        One that was set aside is back with it: whoever brings the bytes again wants them.
        """
        case, item = number(case_id), number(item_id)
        self._index.write("DELETE FROM removed WHERE item = ?", (item,))
        self._index.write(
            "INSERT OR IGNORE INTO case_items (case_id, place, item) "
            "SELECT ?, coalesce(max(place), 0) + 1, ? FROM case_items WHERE case_id = ?",
            (case, item, case),
        )

    def in_case(
        self, case_id: str, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Item, ...]:
        """The items of a case, in the order they came into it."""
        return tuple(row.item for row in self.rows(case_id, limit=limit, offset=offset))

    def rows(
        self, case_id: str, *, limit: int | None = None, offset: int = 0
    ) -> tuple[ItemRow, ...]:
        """The items of a case, each with what a list shows of it, in the order they came in.

        Items are told as they came into this case (`as_came`).
        """
        # With a single min(), SQLite takes the other shown columns from the row of the minimum.
        sql = (
            f"SELECT {_OF_ITEM}, count(s.row), min(s.shown_ms), s.shown_source, s.shown_certainty, "
            "s.shown_original, s.shown_offset, "
            "EXISTS (SELECT 1 FROM previews p WHERE p.item = items.id AND p.jpeg IS NOT NULL) "
            f"FROM (SELECT item, place FROM case_items WHERE case_id = ? AND item NOT IN {ITEMS} "
            "ORDER BY place LIMIT ? OFFSET ?) page JOIN items ON items.id = page.item "
            f"LEFT JOIN sightings s ON s.item = page.item AND s.case_id = ? AND {SIGHTING_SHOWS} "
            "GROUP BY page.place ORDER BY page.place"
        )
        case = number(case_id)
        bound = (case, *page(limit, offset), case)
        named = self.named_otherwise(case_id)
        return tuple(
            ItemRow(
                _as_came(_item(row[:_COUNT]), named),
                row[_COUNT],
                from_columns(*row[_COUNT + 1 : _COUNT + 6])
                if row[_COUNT + 1] is not None
                else None,
                bool(row[_COUNT + 6]),
            )
            for row in self._index.read(sql, bound)
        )

    def as_came(self, case_id: str, item_id: str) -> Item:
        """An item as it came into a case: nothing of how another case came by the same bytes.

        Raises InputProblem INP-011.
        """
        return _as_came(self.get(item_id), self.named_otherwise(case_id))

    def named_otherwise(self, case_id: str) -> Mapping[str, str]:
        """The names of items that another case had before this one, by their identifiers.

        The same picture may be brought by several people, each with a name of their own for it.
        """
        return {item: name for (item, _), name in named_otherwise(self._index, case_id).items()}

    def count_in_case(self, case_id: str) -> int:
        """How many items a case has."""
        row = self._index.one(
            f"SELECT count(*) FROM case_items WHERE case_id = ? AND item NOT IN {ITEMS}",
            (number(case_id),),
        )
        return int(row[0]) if row else 0

    def open(self, item_id: str) -> BinaryIO:
        """A seekable reader of an item's bytes.

        Raises InputProblem INP-011, IntegrityProblem VLT-007 (also while reading) and VLT-008,
        EnvironmentProblem.
        """
        asked = asked_number(item_id, "item", "INP-011")
        sql = (
            "SELECT b.name, b.header, b.stored_size, items.size FROM blobs b "
            "JOIN items ON items.id = b.item WHERE b.item = ?"
        )
        row = self._index.one(sql, (asked,))
        if row is None:
            self.get(item_id)
            raise IntegrityProblem("VLT-008", id=item_id)
        return self._blobs.open(row[0].hex(), row[1], row[2], size=row[3], shown_id=item_id)

    def crc32(self, item_id: str) -> int:
        """The CRC-32 of an item's bytes, which an archive wants before them.

        Raises InputProblem INP-011, IntegrityProblem VLT-008.
        """
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one("SELECT crc32 FROM blobs WHERE item = ?", (asked,))
        if row is None:
            self.get(item_id)
            raise IntegrityProblem("VLT-008", id=item_id)
        return int(row[0])

    def set_preview(self, item_id: str, jpeg: bytes | None, facts: Mapping[str, str]) -> None:
        """Keep an item's small picture and what the file says of itself, replacing earlier ones."""
        self._index.write(
            "INSERT OR REPLACE INTO previews (item, jpeg, facts) VALUES (?, ?, ?)",
            (number(item_id), jpeg, flat_json(facts)),
        )

    def preview(self, item_id: str) -> bytes | None:
        """An item's small picture as JPEG, None where it has none. Raises InputProblem INP-011."""
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one("SELECT jpeg FROM previews WHERE item = ?", (asked,))
        if row is None:
            self.get(item_id)
            return None
        return None if row[0] is None else bytes(row[0])

    def facts(self, item_id: str) -> dict[str, str]:
        """What the file says about itself. Raises InputProblem INP-011."""
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one("SELECT facts FROM previews WHERE item = ?", (asked,))
        if row is None:
            self.get(item_id)
            return {}
        facts = msgspec.json.decode(row[0], type=dict[str, str])
        return {name: said for name, said in facts.items() if not name.startswith(INSIDE)}

    def places(self) -> Iterator[BlobPlace]:
        """Every item with the place of its bytes, by identifier. Read page by page.

        Those that were destroyed have none and are left out.
        """
        sql = (
            f"SELECT {_OF_ITEM}, b.name, b.header, b.stored_size FROM items "
            "LEFT JOIN blobs b ON b.item = items.id "
            "WHERE items.id > ? AND items.id NOT IN "
            "(SELECT item FROM removed WHERE destroyed_ms IS NOT NULL) "
            f"ORDER BY items.id LIMIT {_PAGE}"
        )
        after = -1
        while rows := self._index.read(sql, (after,)):
            for row in rows:
                name, header, stored_size = row[_COUNT:]
                yield BlobPlace(
                    _item(row[:_COUNT]), (name or b"").hex(), header or b"", stored_size or 0
                )
            after = rows[-1][0]


def _blob(key: int, stored: StoredBlob) -> tuple[int, bytes, bytes, int, int]:
    name = bytes.fromhex(stored.name)
    return key, name, stored.header, stored.stored_size, stored.crc32


def _as_came(item: Item, named: Mapping[str, str]) -> Item:
    if item.id not in named:
        return item
    return replace(item, name=named[item.id], origin="", parent=None, relation="")


def _item(row: tuple[Any, ...]) -> Item:
    return Item(
        id=identifier("item", row[0]),
        kind=ItemKind(row[1]),
        name=row[2],
        size=row[3],
        sha256=row[4].hex(),
        media_type=row[5],
        added_ms=row[6],
        origin=row[7],
        modified=from_columns(*row[_MOMENT : _MOMENT + 5]),
        parent=maybe_identifier("item", row[8]),
        relation=row[9],
    )
