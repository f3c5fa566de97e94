"""The items of a case as a list of any length: put in order once, then read page by page.

The order is a list of numbers, eight bytes an item, so that a case of 100,000 items is sorted by
the database and any page of it is one small query. Reading only.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import msgspec

from app.domain.evidence.item_lists import Sorting
from app.domain.evidence.items import ItemKind
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.hidden import ITEMS, SIGHTING_SHOWS
from app.vault.stores.item_names import named_otherwise
from app.vault.stores.item_shape import ItemRow, row_of, select_rows

_SEEN = (
    "(SELECT min(coalesce(s.shown_ms, s.captured_ms)) FROM sightings s "
    f"WHERE s.case_id = c.case_id AND s.item = c.item AND {SIGHTING_SHOWS})"
)
_TIME = f"coalesce({_SEEN}, i.added_ms)"
_ORDERS = {
    Sorting.CAME: "c.place",
    Sorting.LATEST: f"{_TIME} DESC, c.place DESC",
    Sorting.EARLIEST: f"{_TIME}, c.place",
    Sorting.KIND: "i.kind, c.place",
}
_PAGE = "SELECT value AS item, key AS place FROM json_each(?2)"


class ItemLists:
    """Orders and reads the items of a case."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def order(
        self,
        case_id: str,
        sorting: Sorting,
        *,
        kind: ItemKind | None = None,
        since_ms: int | None = None,
        until_ms: int | None = None,
    ) -> array[int]:
        """The numbers of a case's items in an order: of one kind, seen within a span, if asked.

        An item counts as seen when a platform showed it, else when it was captured, else when it
        came in. Times are UTC milliseconds, the last one not counted.
        """
        conditions: list[tuple[str, object]] = [("c.case_id = ?", number(case_id))]
        if kind is not None:
            conditions.append(("i.kind = ?", kind.value))
        if since_ms is not None:
            conditions.append((f"{_TIME} >= ?", since_ms))
        if until_ms is not None:
            conditions.append((f"{_TIME} < ?", until_ms))
        # As they came they are ordered by the case alone, which is much quicker.
        plain = sorting is Sorting.CAME and len(conditions) == 1
        sql = (
            f"SELECT c.item FROM case_items c {'' if plain else 'JOIN items i ON i.id = c.item '}"
            f"WHERE {' AND '.join(one for one, _ in conditions)} AND c.item NOT IN {ITEMS} "
            f"ORDER BY {_ORDERS[sorting]}"
        )
        bound = [value for _, value in conditions]
        return array("q", (row[0] for row in self._index.stream(sql, bound)))

    def rows(self, case_id: str, items: Sequence[int]) -> tuple[ItemRow, ...]:
        """What a list shows of some items, in their order; destroyed ones are left out."""
        keys = msgspec.json.encode(list(items)).decode()
        found = self._index.read(select_rows(_PAGE), (number(case_id), keys))
        names = msgspec.json.encode([identifier("item", one) for one in items]).decode()
        otherwise = named_otherwise(self._index, case_id, names)
        named = {item: name for (item, _), name in otherwise.items()}
        return tuple(row_of(row, named) for row in found)
