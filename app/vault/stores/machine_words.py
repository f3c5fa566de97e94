"""What a program read in pictures: kept for search, beside the item, and gone with it.

Findable by rows of the word index from `MACHINE` on, each by its item's number. Nothing here goes
into a report. See FORMAT.md, section "Index".
"""

from __future__ import annotations

from app.domain.evidence.machine_words import MachineWords
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.hidden import ITEMS
from app.vault.stores.search import MACHINE, Search

_PICTURES = (
    "FROM case_items c JOIN items i ON i.id = c.item WHERE c.case_id = ? AND i.kind = 'picture' "
    f"AND c.item NOT IN {ITEMS}"
)
_UNREAD = f"{_PICTURES} AND c.item NOT IN (SELECT item FROM machine_words)"


class MachineWordsOf:
    """Keeps, gives and forgets machine-read words. Writes happen inside a transaction."""

    def __init__(self, index: Index, search: Search) -> None:
        self._index = index
        self._search = search

    def keep(self, words: MachineWords) -> None:
        """Keep what was read of an item, in place of what was kept before."""
        key = number(words.item)
        self._forget(key)
        self._index.write(
            "INSERT INTO machine_words (item, engine, text, problem, read_ms) "
            "VALUES (?, ?, ?, ?, ?)",
            (key, words.engine, words.text, words.problem, words.read_ms),
        )
        if words.text:
            self._search.add([(MACHINE + key, words.text)])

    def get(self, item_id: str) -> MachineWords | None:
        """What was read of an item; None for nothing, what is set aside, and with minor mode.

        Raises InputProblem INP-011.
        """
        asked = asked_number(item_id, "item", "INP-011")
        row = self._index.one(
            "SELECT engine, text, problem, read_ms FROM machine_words "
            f"WHERE item = ? AND item NOT IN {ITEMS} AND NOT EXISTS (SELECT 1 FROM case_items c "
            "JOIN cases ON cases.id = c.case_id WHERE c.item = machine_words.item "
            "AND cases.minor_mode)",
            (asked,),
        )
        return None if row is None else MachineWords(item_id, *row)

    def unread(self, case_id: str) -> tuple[str, ...]:
        """The pictures of a case that nobody has read yet, in the order they came in."""
        rows = self._index.read(f"SELECT c.item {_UNREAD} ORDER BY c.place", (number(case_id),))
        return tuple(identifier("item", row[0]) for row in rows)

    def count(self, case_id: str) -> int:
        """How many pictures of a case there are."""
        row = self._index.one(f"SELECT count(*) {_PICTURES}", (number(case_id),))
        return int(row[0]) if row else 0

    def forget_case(self, case_id: str) -> int:
        """Forget what was read of the pictures of a case; of how many."""
        rows = self._index.read(
            "SELECT m.item FROM machine_words m JOIN case_items c ON c.item = m.item "
            "WHERE c.case_id = ?",
            (number(case_id),),
        )
        for (key,) in rows:
            self._forget(key)
        return len(rows)

    def _forget(self, key: int) -> None:
        if self._index.write("DELETE FROM machine_words WHERE item = ?", (key,)):
            self._index.write("DELETE FROM words WHERE rowid = ?", (MACHINE + key,))
