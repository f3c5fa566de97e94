"""Long work that changes the vault: written down when it begins, marked as it goes.

What is still here when a vault is opened was stopped by a lock, a kill or the power, and can go on
where it was. A mark is written in the transaction that does what it says. Knows nothing of what the
work is: arguments and marks are texts of whoever does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import maybe_identifier, maybe_number

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that has begun and not ended. `begun_ms`: this computer's clock, UTC."""

    id: int
    kind: str
    case: str | None
    arguments: Mapping[str, Any]
    begun_ms: int


class Unfinished:
    """The work that is under way in one vault, or was when it stopped."""

    def __init__(self, index: Index, clock: Callable[[], int]) -> None:
        self._index = index
        self._clock = clock

    def begin(self, kind: str, case: str | None, arguments: Mapping[str, Any]) -> Work:
        """Write work down, in a transaction of its own, before anything of it is done."""
        now = self._clock()
        text = msgspec.json.encode(dict(arguments)).decode()
        with self._index.transaction():
            row = self._index.one("SELECT coalesce(max(id), 0) + 1 FROM unfinished")
            number = int(row[0]) if row else 1
            self._index.write(
                "INSERT INTO unfinished (id, kind, case_id, arguments, begun_ms) "
                "VALUES (?, ?, ?, ?, ?)",
                (number, kind, maybe_number(case), text, now),
            )
        return Work(number, kind, case, dict(arguments), now)

    def mark(self, work: Work, mark: str) -> None:
        """Say inside the running transaction that a part of the work is done with it."""
        self._index.write(
            "INSERT OR IGNORE INTO unfinished_done (work, mark) VALUES (?, ?)", (work.id, mark)
        )

    def marks(self, work: Work) -> Iterator[str]:
        """All marks of a piece of work, sorted as texts. Read page by page."""
        sql = (
            "SELECT mark FROM unfinished_done WHERE work = ? AND mark > ? "
            f"ORDER BY mark LIMIT {_PAGE}"
        )
        after = ""
        while rows := self._index.read(sql, (work.id, after)):
            for (mark,) in rows:
                yield mark
            after = rows[-1][0]

    def finish(self, work: Work) -> None:
        """Forget work and marks inside the running transaction: it ended, or is not wanted."""
        self._index.write("DELETE FROM unfinished_done WHERE work = ?", (work.id,))
        self._index.write("DELETE FROM unfinished WHERE id = ?", (work.id,))

    def all(self) -> tuple[Work, ...]:
        """What did not end, oldest first."""
        return tuple(map(_work, self._index.read(f"{_ROWS} ORDER BY id")))

    def get(self, number: int) -> Work:
        """One piece of work. Raises InputProblem INP-033 where there is none of that number."""
        row = self._index.one(f"{_ROWS} WHERE id = ?", (min(number, 2**62),))
        if row is None:
            raise InputProblem("INP-033", number=number)
        return _work(row)


_ROWS = "SELECT id, kind, case_id, arguments, begun_ms FROM unfinished"


def _work(row: tuple[Any, ...]) -> Work:
    arguments = msgspec.json.decode(row[3], type=dict[str, Any])
    return Work(row[0], row[1], maybe_identifier("case", row[2]), arguments, row[4])
