"""Items on their way out: set aside, brought back, destroyed in the index.

Set aside is hiding, nothing else: a week later, or at once if asked, `destroy` takes everything out
of the index that only these items gave, and `shredding` makes it unreadable. The item's own row
stays, so that log and check-up agree on what existed. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.custody import Act
from app.domain.evidence.items import Item
from app.errors import InputProblem
from app.vault.deleting.rows import take_out
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.custody import Custody
from app.vault.stores.hidden import CASES, ITEMS, Run
from app.vault.stores.items import Items

UNDO_DAYS = 7
"""How long what was set aside can be brought back: a week, so that it holds a weekend, and a day on
which whoever stood beside the person is not there."""

UNDO_MS = UNDO_DAYS * 24 * 3600 * 1000
PENDING = "shredding"
"""The fact that keys still have to change since something was destroyed."""


_FOR_ITSELF = (
    "due_ms IS NOT NULL AND (item NOT IN (SELECT item FROM case_items) "
    f"OR item IN (SELECT item FROM case_items WHERE case_id NOT IN {CASES}))"
)
"""Holds for an item that was set aside alone: not with its case, and its case is not hidden."""


@dataclass(frozen=True)
class SetAside:
    """An item that was set aside, since when, and from when on it is destroyed (UTC ms)."""

    item: Item
    cases: tuple[str, ...]
    removed_ms: int
    due_ms: int


class Deleting:
    """Sets items aside, brings them back, destroys them. Writes happen inside a transaction."""

    def __init__(self, index: Index, items: Items, custody: Custody) -> None:
        self._index = index
        self._items = items
        self._custody = custody

    def set_aside(self, item_ids: Iterable[str], now_ms: int) -> None:
        """Hide items and what only they gave, for a week; with entries in the log.

        Nothing happens to one that is set aside already. Raises InputProblem INP-011, also for one
        that is destroyed.
        """
        for item_id in item_ids:
            item = self._items.get(item_id)
            known = self._index.one(
                "SELECT destroyed_ms FROM removed WHERE item = ?", (number(item_id),)
            )
            if known is not None and known[0] is not None:
                raise InputProblem("INP-011", id=item_id)
            if known is None:
                self._hide(item, now_ms)
                self._note(Act.ITEM_SET_ASIDE, item_id, {"days": UNDO_DAYS})

    def bring_back(self, item_ids: Iterable[str]) -> None:
        """Show items again as they were. Raises InputProblem INP-029 for one not set aside."""
        for item_id in item_ids:
            self._items.get(item_id)
            if not self._index.write(
                f"DELETE FROM removed WHERE item = ? AND {_FOR_ITSELF}", (number(item_id),)
            ):
                raise InputProblem("INP-029", id=item_id)
            self._note(Act.ITEM_BROUGHT_BACK, item_id, {})

    def waiting(self) -> tuple[SetAside, ...]:
        """What is set aside and not destroyed, oldest first; none of a case that is set aside."""
        sql = (
            f"SELECT item, removed_ms, due_ms FROM removed WHERE {_FOR_ITSELF} "
            "ORDER BY removed_ms, item"
        )
        return tuple(
            SetAside(
                self._items.get(identifier("item", item)), self._showing(item), removed_ms, due_ms
            )
            for item, removed_ms, due_ms in self._index.read(sql)
        )

    def due(self, now_ms: int) -> tuple[str, ...]:
        """The items whose week is over, by this computer's clock."""
        sql = "SELECT item FROM removed WHERE destroyed_ms IS NULL AND due_ms <= ? ORDER BY item"
        return tuple(identifier("item", row[0]) for row in self._index.read(sql, (now_ms,)))

    def destroy(self, item_ids: Sequence[str], now_ms: int) -> None:
        """Take items that are set aside, and all that only they gave, out of the index for good.

        Their payloads go to the journal, and `PENDING` is noted: `shredding` has to follow. Raises
        InputProblem INP-029 for an item that is not set aside.
        """
        for item_id in item_ids:
            item = self._items.get(item_id)
            sql = (
                "UPDATE removed SET destroyed_ms = ?, due_ms = NULL "
                "WHERE item = ? AND due_ms IS NOT NULL"
            )
            if not self._index.write(sql, (now_ms, number(item_id))):
                raise InputProblem("INP-029", id=item_id)
            details: dict[str, str | int] = {"sha256": item.sha256, "size": item.size}
            self._note(Act.ITEM_DESTROYED, item_id, details)
        take_out(self._index)
        self._index.write(
            "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (PENDING, str(now_ms))
        )

    def is_pending(self) -> bool:
        """Whether something was destroyed in the index and the keys have yet to change."""
        return self._index.one("SELECT 1 FROM facts WHERE name = ?", (PENDING,)) is not None

    def names_hidden(self, case_id: str) -> frozenset[str]:
        """The file names of hidden items that no item which shows in a case has."""
        sql = (
            f"SELECT name FROM items WHERE id IN {ITEMS} EXCEPT SELECT items.name FROM case_items "
            f"JOIN items ON items.id = item WHERE case_id = ? AND item NOT IN {ITEMS}"
        )
        return frozenset(row[0] for row in self._index.read(sql, (number(case_id),)))

    def _hide(self, item: Item, now_ms: int) -> None:
        key = number(item.id)
        self._index.write(
            "INSERT INTO removed (item, removed_ms, due_ms) VALUES (?, ?, ?)",
            (key, now_ms, now_ms + UNDO_MS),
        )
        if any(one.act is Act.CHAT_IMPORTED for one in self._custody.of_subject(item.id)):
            rows = self._index.stream(
                "SELECT row FROM messages WHERE source_item = ? ORDER BY row", (key,)
            )
            runs = [(*run, key) for run in _runs(row[0] for row in rows)]
            self._index.write_many(
                "INSERT INTO removed_runs (first, last, item) VALUES (?, ?, ?)", runs
            )

    def _cases(self, item: int) -> tuple[str, ...]:
        sql = "SELECT case_id FROM case_items WHERE item = ? ORDER BY case_id"
        return tuple(identifier("case", row[0]) for row in self._index.read(sql, (item,)))

    def _showing(self, item: int) -> tuple[str, ...]:
        sql = f"SELECT case_id FROM case_items WHERE item = ? AND case_id NOT IN {CASES} ORDER BY 1"
        return tuple(identifier("case", row[0]) for row in self._index.read(sql, (item,)))

    def _note(self, act: Act, item_id: str, details: dict[str, str | int]) -> None:
        """An entry for each case that the item is in, so that each case's log is complete."""
        for case in self._cases(number(item_id)) or (None,):
            self._custody.append(act, item_id, case, details)


def _runs(rows: Iterable[int]) -> Iterable[Run]:
    """Ascending rows as ranges."""
    first = last = -1
    for row in rows:
        if row != last + 1 and first >= 0:
            yield first, last
        if first < 0 or row != last + 1:
            first = row
        last = row
    if first >= 0:
        yield first, last
