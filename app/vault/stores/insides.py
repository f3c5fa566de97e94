"""The insides of pages and mails: facts, words for search, lists. Kept beside previews.

The words stand in the same JSON as the file's facts, under names that no fact has, and are findable
by rows of the word index from `PAGES` on. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.domain.evidence.pages import PageInside
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, number
from app.vault.stores.items import INSIDE, Items
from app.vault.stores.search import PAGES, Search


class Insides:
    """Keeps and gives insides. Writes happen inside a transaction."""

    def __init__(self, index: Index, items: Items, search: Search) -> None:
        self._index = index
        self._items = items
        self._search = search

    def keep(self, item_id: str, facts: Mapping[str, str], inside: PageInside) -> None:
        """Keep what was read of an item, in place of what was kept before."""
        lists = msgspec.structs.replace(inside, text="")
        told = {**facts, f"{INSIDE}text": inside.text, f"{INSIDE}lists": _json(lists)}
        self._items.set_preview(item_id, None, told)
        row = PAGES + number(item_id)
        self._index.write("DELETE FROM words WHERE rowid = ?", (row,))
        if inside.text:
            self._search.add([(row, inside.text)])

    def get(self, item_id: str) -> PageInside | None:
        """What is kept of an item's inside, None where nothing is. Raises InputProblem INP-011."""
        asked = asked_number(item_id, "item", "INP-011")
        sql = (
            f"SELECT json_extract(facts, '$.\"{INSIDE}text\"'), "
            f"json_extract(facts, '$.\"{INSIDE}lists\"') FROM previews WHERE item = ?"
        )
        row = self._index.one(sql, (asked,))
        if row is None or row[1] is None:
            return None
        lists = msgspec.json.decode(row[1], type=PageInside)
        return msgspec.structs.replace(lists, text=row[0] or "")


def _json(lists: PageInside) -> str:
    return msgspec.json.encode(lists).decode()
