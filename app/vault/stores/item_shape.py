"""How an item lies in its row, and what a list shows of it: for the stores that read items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.evidence.items import Item, ItemKind
from app.domain.times.times import Moment
from app.vault.index.moments import columns, from_columns
from app.vault.index.numbers import identifier, maybe_identifier
from app.vault.stores.hidden import SIGHTING_SHOWS

_FIELDS = (
    "id", "kind", "name", "size", "sha256", "media_type", "added_ms", "origin", "parent", "relation"
)  # fmt: skip
_MOMENT = len(_FIELDS)
COLUMNS = f"{', '.join(_FIELDS)}, {columns('modified')}"
OF_ITEM = ", ".join(f"items.{column.strip()}" for column in COLUMNS.split(","))
COUNT = _MOMENT + 5
"""How many columns an item has."""


@dataclass(frozen=True)
class ItemRow:
    """An item in a case's list, how often seen there, and the earliest time shown with it.

    `captured_ms` is when it was first captured (UTC milliseconds) and `where` the title of a room
    that it was seen in, or the place written down with it.
    """

    item: Item
    sightings: int
    shown: Moment | None
    has_preview: bool
    captured_ms: int | None = None
    where: str = ""


_SEEN = f"FROM sightings s WHERE s.item = page.item AND s.case_id = ?1 AND {SIGHTING_SHOWS}"


def select_rows(page: str) -> str:
    """The query for lists: case ?1, and what `page` binds; it gives `item` and `place` in order."""
    # With a single min(), SQLite takes the other shown columns from the row of the minimum.
    return (
        f"SELECT {OF_ITEM}, count(s.row), min(s.shown_ms), s.shown_source, s.shown_certainty, "
        "s.shown_original, s.shown_offset, "
        "EXISTS (SELECT 1 FROM previews p WHERE p.item = items.id AND p.jpeg IS NOT NULL), "
        f"(SELECT min(s.captured_ms) {_SEEN}), "
        "(SELECT coalesce((SELECT title FROM rooms WHERE rooms.id = s.room), s.place) "
        f"{_SEEN} AND (s.room IS NOT NULL OR s.place <> '') ORDER BY s.row LIMIT 1) "
        f"FROM ({page}) page JOIN items ON items.id = page.item "
        f"LEFT JOIN sightings s ON s.item = page.item AND s.case_id = ?1 AND {SIGHTING_SHOWS} "
        "GROUP BY page.place ORDER BY page.place"
    )


def row_of(row: tuple[Any, ...], named: Mapping[str, str]) -> ItemRow:
    """A row of such a query; `named` are items that the case calls otherwise."""
    shown = from_columns(*row[COUNT + 1 : COUNT + 6]) if row[COUNT + 1] is not None else None
    seen, captured_ms, where = row[COUNT], row[COUNT + 7], row[COUNT + 8]
    item = as_came(item_of(row[:COUNT]), named)
    return ItemRow(item, seen, shown, bool(row[COUNT + 6]), captured_ms, where or "")


def as_came(item: Item, named: Mapping[str, str]) -> Item:
    """An item by the name that a case has for it, without how another case came by it."""
    if item.id not in named:
        return item
    return replace(item, name=named[item.id], origin="", parent=None, relation="")


def item_of(row: tuple[Any, ...]) -> Item:
    """An item from its columns."""
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
