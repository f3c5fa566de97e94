"""Collects what an importer could not read.

Listed one by one up to a limit, then counted, never silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.evidence.intake import NotUnderstood

LISTED_OF_EACH = 1000
"""How many of one kind are listed with their place. A hostile file could fill memory otherwise."""

_KINDS = 200
_DETAIL = 80


class Problems:
    """The problems of one source.

    Codes are those of `NotUnderstood.what`, with an optional detail.
    """

    def __init__(self) -> None:
        self._fresh: list[NotUnderstood] = []
        self._counts: dict[str, int] = {}
        self._once: set[str] = set()

    def add(self, where: str, what: str, detail: str = "") -> None:
        """Note one problem. `detail` may be the source's own words: it is cut short."""
        count = self._counts.get(what, 0) + 1
        self._counts[what] = count
        if count <= LISTED_OF_EACH:
            self._fresh.append(NotUnderstood(where, _worded(what, detail)))

    def once(self, where: str, what: str, detail: str) -> None:
        """Note a problem the first time that it is met with this detail."""
        known = f"{what}: {detail[:_DETAIL]}"
        if known in self._once:
            return
        if len(self._once) < _KINDS:
            self._once.add(known)
        self.add(where, what, detail)

    def drain(self) -> list[NotUnderstood]:
        """What came since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh

    @property
    def waiting(self) -> bool:
        """Whether `drain` would give anything."""
        return bool(self._fresh)

    def close(self) -> Iterator[NotUnderstood]:
        """The rest, and one record with the count for each kind that went over the limit."""
        yield from self.drain()
        for what, count in self._counts.items():
            if count > LISTED_OF_EACH:
                yield NotUnderstood("", f"too_many: {what}, {count - LISTED_OF_EACH}")


def _worded(what: str, detail: str) -> str:
    shown = detail if len(detail) <= _DETAIL else detail[:_DETAIL] + "…"
    return f"{what}: {shown}" if detail else what
