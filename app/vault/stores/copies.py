"""Working copies: how each was made, and which copies an item has."""

from __future__ import annotations

import msgspec

from app.domain.evidence.copies import Recipe
from app.domain.evidence.items import Item
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.hidden import ITEMS
from app.vault.stores.items import Items


class Copies:
    """Keeps and gives recipes. Writes happen inside a transaction."""

    def __init__(self, index: Index, items: Items) -> None:
        self._index = index
        self._items = items

    def keep(self, item_id: str, recipe: Recipe, made_ms: int) -> None:
        """Keep how an item was made; nothing changes where that is known already."""
        self._index.write(
            "INSERT OR IGNORE INTO derivations (item, recipe, made_ms) VALUES (?, ?, ?)",
            (number(item_id), msgspec.json.encode(recipe).decode(), made_ms),
        )

    def recipe(self, item_id: str) -> Recipe | None:
        """How an item was made; None where it was not, or by a newer program's ways.

        Raises InputProblem INP-011.
        """
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one("SELECT recipe FROM derivations WHERE item = ?", (asked,))
        if row is None:
            self._items.get(item_id)
            return None
        try:
            return msgspec.json.decode(row[0], type=Recipe)
        except msgspec.ValidationError:
            return None

    def made_from(self, item_id: str) -> tuple[Item, ...]:
        """The copies of an item that show, in the order they were made."""
        asked = asked_number(item_id, "item", "INP-011")
        sql = f"SELECT id FROM items WHERE parent = ? AND id NOT IN {ITEMS} ORDER BY added_ms, id"
        return tuple(
            self._items.get(identifier("item", row[0])) for row in self._index.read(sql, (asked,))
        )

    def count(self) -> int:
        """How many were made so far."""
        row = self._index.one("SELECT count(*) FROM derivations")
        return int(row[0]) if row else 0

    def shows_in(self, item_id: str, case_id: str) -> bool:
        """Whether an item is in a case and not set aside. Raises InputProblem INP-011."""
        asked = asked_number(item_id, "item", "INP-011")
        sql = f"SELECT 1 FROM case_items WHERE case_id = ? AND item = ? AND item NOT IN {ITEMS}"
        return self._index.one(sql, (number(case_id), asked)) is not None
