"""Time stamps that were asked for, of all cases. Writes happen inside a transaction."""

from __future__ import annotations

from typing import Any

from app.domain.bundles.stamps import StampAsked, StampState
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number

_COLUMNS = "id, case_id, digest, authority, state, reason, nonce, token, asked_ms, came_ms"


class Stamps:
    """Adds, changes and lists them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, stamp: StampAsked) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO stamps ({_COLUMNS}) VALUES ({', '.join('?' * 10)})",
            (
                number(stamp.id),
                number(stamp.case),
                bytes.fromhex(stamp.digest),
                stamp.authority,
                stamp.state,
                stamp.reason,
                stamp.nonce,
                stamp.answer,
                stamp.asked_ms,
                stamp.came_ms,
            ),
        )

    def change(self, stamp: StampAsked) -> None:
        """Keep what came of asking once more."""
        self._index.write(
            "UPDATE stamps SET state = ?, reason = ?, nonce = ?, token = ?, came_ms = ?"
            " WHERE id = ?",
            (
                stamp.state,
                stamp.reason,
                stamp.nonce,
                stamp.answer,
                stamp.came_ms,
                number(stamp.id),
            ),
        )

    def in_case(self, case_id: str) -> tuple[StampAsked, ...]:
        """All of a case, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM stamps WHERE case_id = ? ORDER BY asked_ms, row"
        return tuple(_stamp(row) for row in self._index.read(sql, (number(case_id),)))


def _stamp(row: tuple[Any, ...]) -> StampAsked:
    return StampAsked(
        id=identifier("stamp", row[0]),
        case=identifier("case", row[1]),
        digest=row[2].hex(),
        authority=row[3],
        state=StampState(row[4]),
        reason=row[5],
        nonce=row[6],
        answer=row[7],
        asked_ms=row[8],
        came_ms=row[9],
    )
