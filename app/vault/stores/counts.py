"""How much a case has, counted by the database, so that a glance costs no reading of lists."""

from __future__ import annotations

from app.domain.evidence.items import ItemKind
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.hidden import ITEMS, LINK_SHOWS


class Counts:
    """Counts; reading only."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def items_by_kind(self, case_id: str) -> tuple[tuple[ItemKind, int, str], ...]:
        """How many items of each kind a case has, and the newest of each; the most first."""
        sql = (
            "SELECT kind, count(*), c.item, max(place) FROM case_items c "
            f"JOIN items ON items.id = c.item WHERE case_id = ? AND c.item NOT IN {ITEMS} "
            "GROUP BY kind ORDER BY count(*) DESC, kind"
        )  # beside max() SQLite gives the other columns of the same row
        return tuple(
            (ItemKind(row[0]), int(row[1]), identifier("item", row[2]))
            for row in self._index.read(sql, (number(case_id),))
        )

    def links(self, case_id: str) -> int:
        """How many links a case has."""
        sql = f"SELECT count(*) FROM links l WHERE case_id = ? AND {LINK_SHOWS}"
        row = self._index.one(sql, (number(case_id),))
        return int(row[0]) if row else 0
