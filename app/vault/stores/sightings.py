"""Sightings: each time something was seen, by whom, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.evidence.items import Method, Sighting
from app.domain.times.times import Moment
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import identifier, maybe_identifier, maybe_number, number
from app.vault.stores.hidden import SIGHTING_SHOWS

_COLUMNS = (
    "id, case_id, method, item, message, room, account, place, note, source_item, position, "
    f"{columns('entered')}, {columns('shown')}, {columns('captured')}"
)
_INSERT = f"INSERT INTO sightings ({_COLUMNS}) VALUES ({', '.join('?' * (11 + 3 * 5))})"
_PAGE = 500


class Sightings:
    """Adds and finds sightings. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add_many(self, sightings: Iterable[Sighting]) -> int:
        """Keep sightings in their order; how many.

        ValueError for one of neither item nor message.
        """
        count = 0

        def rows() -> Iterator[tuple[Any, ...]]:
            nonlocal count
            for sighting in sightings:
                count += 1
                yield _row(sighting)

        self._index.write_many(_INSERT, rows())
        return count

    def in_case(self, case_id: str) -> Iterator[Sighting]:
        """The sightings of a case in the order they were kept. Read page by page."""
        sql = (
            f"SELECT row, {_COLUMNS} FROM sightings s WHERE case_id = ? AND row > ? "
            f"AND {SIGHTING_SHOWS} ORDER BY row LIMIT {_PAGE}"
        )
        after = 0
        while rows := self._index.read(sql, (number(case_id), after)):
            for row in rows:
                yield _sighting(row[1:])
            after = rows[-1][0]

    def of_item(self, item_id: str, case_id: str | None = None) -> tuple[Sighting, ...]:
        """The sightings of an item in all cases or in one, in the order they were kept.

        None of an item that was set aside.
        """
        sql = (
            f"SELECT {_COLUMNS} FROM sightings s WHERE item = ? "
            f"AND coalesce(?, s.case_id) = s.case_id AND {SIGHTING_SHOWS} ORDER BY row"
        )
        bound = (number(item_id), None if case_id is None else number(case_id))
        return tuple(_sighting(row) for row in self._index.read(sql, bound))

    def get(self, sighting_id: str) -> Sighting | None:
        """One sighting; None for an unknown one, or where what it shows was set aside."""
        sql = f"SELECT {_COLUMNS} FROM sightings s WHERE id = ? AND {SIGHTING_SHOWS}"
        row = self._index.one(sql, (number(sighting_id),))
        return None if row is None else _sighting(row)

    def count(self, case_id: str) -> int:
        """How many sightings a case has."""
        sql = f"SELECT count(*) FROM sightings s WHERE case_id = ? AND {SIGHTING_SHOWS}"
        row = self._index.one(sql, (number(case_id),))
        return int(row[0]) if row else 0

    def update_captured(self, sighting_id: str, captured: Moment | None) -> None:
        """Keep when a sighting was captured, as it became known later.

        ValueError for an unknown one.
        """
        self._update("captured", sighting_id, captured)

    def update_shown(self, sighting_id: str, shown: Moment | None) -> None:
        """Keep the time that a sighting shows, as it was read later.

        ValueError for an unknown one.
        """
        self._update("shown", sighting_id, shown)

    def _update(self, which: str, sighting_id: str, moment: Moment | None) -> None:
        changed = self._index.write(
            f"UPDATE sightings SET ({columns(which)}) = (?, ?, ?, ?, ?) WHERE id = ?",
            (*to_columns(moment), number(sighting_id)),
        )
        if not changed:
            raise ValueError("no such sighting")


def _row(sighting: Sighting) -> tuple[Any, ...]:
    if sighting.item is None and sighting.message is None:
        raise ValueError("a sighting is of an item or a message")
    return (
        number(sighting.id),
        number(sighting.case),
        sighting.method.value,
        maybe_number(sighting.item),
        maybe_number(sighting.message),
        maybe_number(sighting.room),
        maybe_number(sighting.account),
        sighting.where,
        sighting.note,
        maybe_number(sighting.source_item),
        sighting.position,
        *to_columns(sighting.entered),
        *to_columns(sighting.shown),
        *to_columns(sighting.captured),
    )


def _sighting(row: tuple[Any, ...]) -> Sighting:
    entered = from_columns(*row[11:16])
    if entered is None:
        raise ValueError("a sighting always has the time it entered")
    return Sighting(
        id=identifier("sighting", row[0]),
        case=identifier("case", row[1]),
        entered=entered,
        method=Method(row[2]),
        item=maybe_identifier("item", row[3]),
        message=maybe_identifier("message", row[4]),
        room=maybe_identifier("room", row[5]),
        account=maybe_identifier("account", row[6]),
        shown=from_columns(*row[16:21]),
        captured=from_columns(*row[21:26]),
        where=row[7],
        note=row[8],
        source_item=maybe_identifier("item", row[9]),
        position=row[10],
    )
