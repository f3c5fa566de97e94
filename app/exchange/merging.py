"""Two states of a case made one: record by record, against what both had at the last exchange.

What only one side changed is taken over; what both changed differently stays as it is here and is
kept beside it for somebody to decide. Nothing is lost by merging. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.exchange.base import digest, full_key
from app.exchange.packing import is_identity, marks_of
from app.vault.exchange.case_records import CaseRecords
from app.vault.exchange.columns import DanglingError, Kinded, Record, Ref
from app.vault.exchange.shelf import Shelf
from app.vault.exchange.special import AnyShelf

_PARENTS = {
    "person": "people", "filing": "filings", "note": "notes", "line": "narrative_lines",
    "report": "reports", "payment": "payments",
}  # fmt: skip
_KINDS = {name: kind for kind, name in _PARENTS.items()}


@dataclass(frozen=True)
class Clash:
    """A record that both sides changed: its table, key, and both versions."""

    kind: str
    record: str
    ours: Record | None
    theirs: Record | None


@dataclass
class Merged:
    """What merging did. `records` is the other side's state, for the next time."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    left_out: int = 0
    clashes: list[Clash] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    records: dict[str, bytes] = field(default_factory=dict)


class Merging:
    """One merge. `theirs` takes the records of the other side by table, in our identifiers.

    Rows that never change need not wait there: `unite` keeps them as they come. `base` holds the
    digests of what both had, without what nobody decided on yet. `with_identity`: whether the other
    side told who the person is; if not, what is known here of it stays.
    """

    def __init__(
        self,
        records: CaseRecords,
        base: Mapping[str, bytes],
        ids: Mapping[str, set[str]],
        *,
        with_identity: bool,
    ) -> None:
        self._records = records
        self._base = base
        self.theirs: dict[str, list[Record]] = {}
        self._ids = ids
        self._with_identity = with_identity
        self._shelves: dict[str, AnyShelf] = {
            shelf.name: shelf for shelf in (*records.before_messages, *records.behind_links)
        }
        self._putting: set[tuple[str, str]] = set()
        self._gone: list[tuple[AnyShelf, Record]] = []
        self.result = Merged()

    def merge(self, shelf: AnyShelf) -> None:
        """Merge one table; what is to be taken out waits for `take_out`."""
        quiet, unites = marks_of(shelf)
        met: set[str] = set()
        for record in self.theirs.get(shelf.name, ()):
            if unites:
                self.unite(shelf, record)
                continue
            key = full_key(shelf.name, shelf.key_of(record))
            met.add(key)
            self.result.records[key] = digest(record, quiet)
            self._one(shelf, record, key, quiet)
        if not unites and shelf.name != "rooms":  # a room goes with its evidence alone
            self._missing(shelf, met, quiet)

    def take_out(self) -> None:
        """Take out what the other side took out, last tables first, unless something needs it."""
        for shelf, record in reversed(self._gone):
            kind = _KINDS.get(shelf.name, "")
            if kind and self._records.depends_on(kind, str(record["id"])):
                self._clash(shelf, record, None)
                continue
            shelf.remove(record)
            self._records.forget_known()
            self.result.removed += 1

    def unite(self, shelf: AnyShelf, record: Record) -> None:
        """Keep a row that never changes, where it is not here yet."""
        try:
            here = shelf.get(record)
        except DanglingError:
            self.result.left_out += 1
            return
        if here is None and self._put(shelf, record):
            self.result.added += 1

    def _one(self, shelf: AnyShelf, record: Record, key: str, quiet: tuple[str, ...]) -> None:
        try:
            here = shelf.get(record)
        except DanglingError as error:
            if not self._bring(error):
                self.result.left_out += 1
                self.result.records.pop(key, None)
                return
            here = shelf.get(record)
        before, theirs = self._base.get(key), self.result.records[key]
        if here is None:
            if before is None:
                self.result.added += self._put(shelf, record)
            elif before != theirs:
                self._clash(shelf, None, record)
            return
        ours = digest(here, quiet)
        if ours == theirs:
            self.result.same.append(key)
        elif before == ours:
            self.result.changed += self._put(shelf, record)
        elif before != theirs:
            self._clash(shelf, here, record)

    def _missing(self, shelf: AnyShelf, met: set[str], quiet: tuple[str, ...]) -> None:
        for here in shelf.all():
            key = full_key(shelf.name, shelf.key_of(here))
            before = self._base.get(key)
            if key in met or before is None or not self._would_be_told(shelf, here):
                continue
            if digest(here, quiet) == before:
                self._gone.append((shelf, here))
            else:
                self._clash(shelf, here, None)

    def _would_be_told(self, shelf: AnyShelf, here: Record) -> bool:
        """Whether the other side could have told a record: what it hangs on came along."""
        if not self._with_identity and is_identity(shelf.name, here):
            return False
        if not isinstance(shelf, Shelf):
            return True
        for column in shelf.table.columns:
            value = here[column.name]
            if isinstance(column, Ref) and value is not None:
                named = (column.kind, value)
            elif isinstance(column, Kinded):
                named = (column.kinds[value[0]], value[1])
            else:
                continue
            if named[0] in self._ids and named[1] not in self._ids[named[0]]:
                return False
        return True

    def _put(self, shelf: AnyShelf, record: Record) -> bool:
        try:
            shelf.put(record)
        except DanglingError as error:
            if not self._bring(error):
                self.result.left_out += 1
                return False
            return self._put(shelf, record)
        return True

    def _bring(self, error: DanglingError) -> bool:
        """Bring something back that was taken out here, because a new record needs it."""
        name = _PARENTS.get(error.kind)
        if name is None or (name, error.id) in self._putting:
            return False
        parents = self.theirs.get(name, ())
        parent = next((one for one in parents if one.get("id") == error.id), None)
        if parent is None:
            return False
        self._putting.add((name, error.id))
        return self._put(self._shelves[name], parent)

    def _clash(self, shelf: AnyShelf, ours: Record | None, theirs: Record | None) -> None:
        known: Any = ours or theirs
        key = full_key(shelf.name, shelf.key_of(known))
        self.result.clashes.append(Clash(shelf.name, key, ours, theirs))


def rooms_in_order(rooms: Iterable[Record]) -> list[Record]:
    """Rooms so that one that another came from stands before it."""
    waiting = {str(room.get("id")): room for room in rooms}
    ordered: list[Record] = []
    while waiting:
        ready = [one for one in waiting.values() if one.get("moved_from") not in waiting]
        if not ready:  # a ring: no such thing happened
            ready = list(waiting.values())
        for one in ready:
            ordered.append(one)
            waiting.pop(str(one.get("id")))
    return ordered
