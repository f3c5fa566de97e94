"""Hashes that compare pictures, and what the person decided of pairs that look alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.evidence.likeness import Closeness, Decision, Likeness, PictureHash, Seen
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.hidden import ITEMS, SIGHTING_SHOWS

_COLUMNS = "first, second, method, distance, turned, closeness, decided"


class Likenesses:
    """Keeps hashes and decisions. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def keep_hashes(self, item_id: str, hashes: Sequence[PictureHash]) -> None:
        """Keep an item's hashes in place of earlier ones; none change nothing."""
        if not hashes:
            return
        item = number(item_id)
        self._index.write("DELETE FROM item_hashes WHERE item = ?", (item,))
        self._index.write_many(
            "INSERT INTO item_hashes (item, method, version, quality, value) "
            "VALUES (?, ?, ?, ?, ?)",
            [(item, one.method, one.version, one.quality, one.value) for one in hashes],
        )

    def hashes(self, item_id: str) -> tuple[PictureHash, ...]:
        """An item's hashes. Raises InputProblem INP-011 for what is no identifier."""
        asked = asked_number(item_id, "item", "INP-011")
        sql = "SELECT method, version, quality, value FROM item_hashes WHERE item = ?"
        return tuple(PictureHash(*row) for row in self._index.read(sql, (asked,)))

    def in_case(self, case_id: str, method: str) -> list[tuple[str, int, bytes]]:
        """Identifier, quality and value for each item of a case that shows and has this hash."""
        sql = (
            "SELECT h.item, h.quality, h.value FROM case_items c "
            "JOIN item_hashes h ON h.item = c.item AND h.method = ? "
            f"WHERE c.case_id = ? AND c.item NOT IN {ITEMS} ORDER BY h.item"
        )
        return [
            (identifier("item", row[0]), row[1], row[2])
            for row in self._index.stream(sql, (method, number(case_id)))
        ]

    def without_hashes(self, case_id: str, kinds: Collection[str], version: str) -> list[str]:
        """Items of a case of these kinds that have no hash of their parts by this version."""
        marks = ", ".join("?" * len(kinds))
        sql = (
            "SELECT i.id FROM case_items c JOIN items i ON i.id = c.item "
            f"WHERE c.case_id = ? AND i.kind IN ({marks}) AND c.item NOT IN {ITEMS} "
            "AND NOT EXISTS (SELECT 1 FROM item_hashes h WHERE h.item = i.id "
            "AND h.method = 'parts' AND h.version = ?) ORDER BY c.place"
        )
        bound = (number(case_id), *sorted(kinds), version)
        return [identifier("item", row[0]) for row in self._index.read(sql, bound)]

    def decide(self, case_id: str, pair: Likeness, decided: Decision, at_ms: int) -> None:
        """Keep a decision; `OPEN` takes it back."""
        key = (number(case_id), number(pair.first), number(pair.second))
        self._index.write(
            "DELETE FROM likenesses WHERE case_id = ? AND first = ? AND second = ?", key
        )
        if decided is Decision.OPEN:
            return
        self._index.write(
            f"INSERT INTO likenesses (case_id, {_COLUMNS}, decided_ms) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, pair.method, pair.distance, pair.turned, pair.closeness.value,
             decided.value, at_ms),
        )  # fmt: skip

    def decided(self, case_id: str) -> tuple[Likeness, ...]:
        """The decisions of a case about items that show."""
        sql = (
            f"SELECT {_COLUMNS} FROM likenesses WHERE case_id = ? "
            f"AND first NOT IN {ITEMS} AND second NOT IN {ITEMS} ORDER BY first, second"
        )
        return tuple(_likeness(row) for row in self._index.read(sql, (number(case_id),)))

    def same_as(self, item_id: str, case_id: str | None = None) -> tuple[str, ...]:
        """The items that a person linked to this one, directly or through others; they show.

        With `case_id` only by what was decided in that case: it is not told what another one holds.
        """
        asked = asked_number(item_id, "item", "INP-011")
        # A link through an item that was set aside does not show either.
        sql = (
            "WITH RECURSIVE linked(item) AS (VALUES (?) UNION "
            "SELECT CASE l.first WHEN linked.item THEN l.second ELSE l.first END "
            "FROM likenesses l JOIN linked ON linked.item IN (l.first, l.second) "
            f"WHERE l.decided = 'same' AND l.first NOT IN {ITEMS} AND l.second NOT IN {ITEMS} "
            "AND coalesce(?, l.case_id) = l.case_id) "
            "SELECT item FROM linked WHERE item <> ? ORDER BY item"
        )
        bound = (asked, None if case_id is None else number(case_id), asked)
        return tuple(identifier("item", row[0]) for row in self._index.read(sql, bound))

    def seen_more_than_once(self, case_id: str) -> tuple[Seen, ...]:
        """The items of a case with the same bytes at more than one place, and how many places."""
        sql = (
            "SELECT s.item, count(*) FROM sightings s JOIN items i ON i.id = s.item "
            f"WHERE s.case_id = ? AND {SIGHTING_SHOWS} AND s.item NOT IN {ITEMS} "
            "AND i.kind IN ('picture', 'video') GROUP BY s.item HAVING count(*) > 1 "
            "ORDER BY s.item"
        )
        rows = self._index.read(sql, (number(case_id),))
        return tuple(Seen(identifier("item", row[0]), row[1]) for row in rows)


def _likeness(row: tuple[object, ...]) -> Likeness:
    first, second, method, distance, turned, closeness, decided = row
    return Likeness(
        identifier("item", int(str(first))),
        identifier("item", int(str(second))),
        str(method),
        int(str(distance)),
        str(turned),
        Closeness(str(closeness)),
        Decision(str(decided)),
    )
