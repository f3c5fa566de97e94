"""Items: stored bytes, once each, never changed.

Also their previews and what the files say about themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from app.domain.evidence.items import Item
from app.errors import InputProblem, IntegrityProblem
from app.vault.blobs.journal import Journal
from app.vault.blobs.spares import Spares
from app.vault.blobs.storing import Blobs, StoredBlob
from app.vault.index.index import Index, flat_json
from app.vault.index.moments import to_columns
from app.vault.index.numbers import (
    asked_number,
    maybe_number,
    number,
    page,
)
from app.vault.stores.hidden import ITEMS
from app.vault.stores.item_lists import ItemLists
from app.vault.stores.item_names import named_otherwise
from app.vault.stores.item_shape import (
    COLUMNS,
    COUNT,
    OF_ITEM,
    ItemRow,
    as_came,
    item_of,
    row_of,
    select_rows,
)

_BLOB = "(item, name, header, stored_size, crc32) VALUES (?, ?, ?, ?, ?)"
_PAGE = 500
INSIDE = "inside."
"""Begins the names under which an item's words and lists stand beside its facts."""


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
        self.lists = ItemLists(index)

    def add(self, item: Item, stored: StoredBlob) -> None:
        """Keep an item with its stored bytes, and take these out of the journal.

        ValueError where hash or size of the two differ. The same bytes twice is a database error:
        ask `by_sha256` first.
        """
        if (item.sha256, item.size) != (stored.sha256, stored.size):
            raise ValueError("the item is not what was stored")
        key = number(item.id)
        self._index.write(
            f"INSERT INTO items ({COLUMNS}) VALUES ({', '.join('?' * COUNT)})",
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
        row = self._index.one(f"SELECT {COLUMNS} FROM items WHERE id = ?", (asked,))
        if row is None:
            raise InputProblem("INP-011", id=item_id)
        return item_of(row)

    def by_sha256(self, sha256: str) -> Item | None:
        """The item with these bytes (SHA-256 in hexadecimal), if there is one."""
        sql = f"SELECT {COLUMNS} FROM items WHERE sha256 = ?"
        row = self._index.one(sql, (bytes.fromhex(sha256),))
        return None if row is None else item_of(row)

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
        page_of = (
            f"SELECT item, place FROM case_items WHERE case_id = ?1 AND item NOT IN {ITEMS} "
            "ORDER BY place LIMIT ?2 OFFSET ?3"
        )
        bound = (number(case_id), *page(limit, offset))
        named = self.named_otherwise(case_id)
        return tuple(row_of(row, named) for row in self._index.read(select_rows(page_of), bound))

    def as_came(self, case_id: str, item_id: str) -> Item:
        """An item as it came into a case: nothing of how another case came by the same bytes.

        Raises InputProblem INP-011.
        """
        return as_came(self.get(item_id), self.named_otherwise(case_id))

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
            f"SELECT {OF_ITEM}, b.name, b.header, b.stored_size FROM items "
            "LEFT JOIN blobs b ON b.item = items.id "
            "WHERE items.id > ? AND items.id NOT IN "
            "(SELECT item FROM removed WHERE destroyed_ms IS NOT NULL) "
            f"ORDER BY items.id LIMIT {_PAGE}"
        )
        after = -1
        while rows := self._index.read(sql, (after,)):
            for row in rows:
                name, header, stored_size = row[COUNT:]
                yield BlobPlace(
                    item_of(row[:COUNT]), (name or b"").hex(), header or b"", stored_size or 0
                )
            after = rows[-1][0]


def _blob(key: int, stored: StoredBlob) -> tuple[int, bytes, bytes, int, int]:
    name = bytes.fromhex(stored.name)
    return key, name, stored.header, stored.stored_size, stored.crc32
