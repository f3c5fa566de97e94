"""The other side's identifiers in terms of ours.

Identifiers are random and the same in every vault, but the same bytes, room, account or link may
have come in on both sides by themselves: then ours counts.
"""

from __future__ import annotations

from typing import Any

from app.vault.exchange.columns import Id, Kinded, Record, Ref
from app.vault.exchange.shelf import Shelf


class Translating:
    """Aliases, and what the other side's records name."""

    def __init__(self) -> None:
        self._ours: dict[str, str] = {}
        self.ids: dict[str, set[str]] = {
            kind: set() for kind in ("item", "room", "account", "link")
        }

    def alias(self, kind: str, theirs: str, ours: str) -> None:
        """Note what is ours of something of theirs."""
        if theirs != ours:
            self._ours[theirs] = ours
        if kind in self.ids:
            self.ids[kind].add(ours)

    def __call__(self, one: Any) -> Any:
        """Our identifier for one of theirs."""
        return self._ours.get(one, one) if isinstance(one, str) else one

    def key(self, theirs: str) -> str:
        """The full key of a record in our identifiers."""
        name, _, parts = theirs.partition(":")
        return f"{name}:{chr(31).join(self(one) for one in parts.split(chr(31)))}"

    def record(self, shelf: Any, record: Record) -> Record:
        """A record in our identifiers."""
        if not isinstance(shelf, Shelf):
            return record
        ours = dict(record)
        for column in shelf.table.columns:
            value = record.get(column.name)
            if isinstance(column, Ref | Id):
                ours[column.name] = self(value)
            elif isinstance(column, Kinded) and isinstance(value, list):
                ours[column.name] = [self(one) for one in value]
        if shelf.name == "likenesses":
            pair = sorted((str(ours.get("first")), str(ours.get("second"))))
            ours["first"], ours["second"] = pair
        return ours

    def link(self, record: Record) -> Record:
        """A link in our identifiers."""
        seen = record.get("seen")
        if not isinstance(seen, list):
            return record
        told = [[self(value) for value in one] if isinstance(one, list) else one for one in seen]
        return {**record, "seen": told}
