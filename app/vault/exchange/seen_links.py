"""Links of a case with everything that gave them: two vaults' seeings simply unite.

Which seeing stands in the link's own row differs between vaults and tells nothing, so a record
lists them all. See `app.vault.stores.links`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.chats.chats import LinkStanding
from app.vault.exchange.columns import Id, Known, OddRecordError, Record, Ref, Text, Whole, Word
from app.vault.exchange.shelf import ForeignError
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, maybe_identifier

_ID = Id("id", "link")
_TEXTS = tuple(Text(name, 100_000) for name in ("normal", "host", "kind"))
_SEEN_MS = Whole("seen_ms")
_SEEING: tuple[Any, ...] = (
    Ref("item", "item", null=True), Whole("count", least=1), Word("standing", LinkStanding),
    Text("original", 100_000), Ref("message", "message", null=True, blank=True),
    Text("position", 10_000),
)  # fmt: skip
_OWN = "source_item, seen, standing, original, message, position"
_MOST_SEEINGS = 10_000


class LinkShelf:
    """The links of a case."""

    name = "links"

    def __init__(self, index: Index, case: int, known: Known) -> None:
        self._index = index
        self._case = case
        self._known = known

    def all(self, excluded: frozenset[str]) -> Iterator[Record]:
        """Every link that something gives which is not among these items (identifiers)."""
        sql = f"SELECT row, id, normal, host, kind, seen_ms, {_OWN} FROM links WHERE case_id = ?"
        for row, key, normal, host, kind, seen_ms, *own in self._index.read(sql, (self._case,)):
            sql = f"SELECT {_OWN} FROM link_seen WHERE link = ? ORDER BY source_item"
            others = self._index.read(sql, (row,))
            own[1] -= sum(one[1] for one in others)
            told = [_told(one) for one in (own, *others) if one[1] > 0]
            seen = [one for one in told if one[0] not in excluded]
            if seen:
                yield {
                    "id": identifier("link", key), "normal": normal, "host": host, "kind": kind,
                    "seen_ms": seen_ms, "seen": sorted(seen, key=lambda one: one[0] or ""),
                }  # fmt: skip

    def put(self, record: Record) -> str:
        """Keep a link, or what is new of one that is here; the identifier that it has here.

        Raises OddRecordError, ForeignError. Seeings in items that are not in the case are left out.
        """
        key = _ID.bound(record.get("id"), self._known)[0]
        texts = [column.bound(record.get(column.name), self._known)[0] for column in _TEXTS]
        seen_ms = _SEEN_MS.bound(record.get("seen_ms"), self._known)[0]
        seeings = self._seeings(record.get("seen"))
        sql = "SELECT row, id, source_item FROM links WHERE case_id = ? AND normal = ?"
        here = self._index.one(sql, (self._case, texts[0]))
        if here is None:
            if self._index.one("SELECT 1 FROM links WHERE id = ?", (key,)) is not None:
                raise ForeignError(self.name)
            if seeings:
                self._add(key, texts, seen_ms, seeings)
            return str(record["id"])
        for seeing in seeings:
            self._also(here[0], seeing)
        return identifier("link", here[1])

    def _seeings(self, told: Any) -> list[tuple[Any, ...]]:
        if not isinstance(told, list) or len(told) > _MOST_SEEINGS:
            raise OddRecordError(self.name)
        found = []
        for one in told:
            if not isinstance(one, list) or len(one) != len(_SEEING):
                raise OddRecordError(self.name)
            try:
                found.append(
                    tuple(
                        column.bound(value, self._known)[0]
                        for column, value in zip(_SEEING, one, strict=True)
                    )
                )
            except LookupError:
                continue
        return found

    def _add(
        self, key: int, texts: list[str], seen_ms: int, seeings: list[tuple[Any, ...]]
    ) -> None:
        first, *rest = sorted(seeings, key=lambda one: one[0] is not None)
        item, count, standing, original, message, position = first
        self._index.write(
            "INSERT INTO links (id, case_id, normal, host, kind, seen_ms, source_item, seen, "
            "standing, original, message, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, self._case, *texts, seen_ms, item, count, standing, original, message, position),
        )
        ((row,),) = self._index.read("SELECT row FROM links WHERE id = ?", (key,))
        for seeing in rest:
            self._also(row, seeing)

    def _also(self, row: int, seeing: tuple[Any, ...]) -> None:
        sql = f"SELECT {_OWN} FROM links WHERE row = ?"
        ((source, seen, *rest),) = self._index.read(sql, (row,))
        sql = "SELECT source_item, seen FROM link_seen WHERE link = ?"
        others = dict(self._index.read(sql, (row,)))
        item, count, *told = seeing
        if item == source or item in others:
            return
        if item is None:
            # What a person typed stands first, so that it stays when a source is destroyed.
            own = seen - sum(others.values())
            self._keep(row, (source, own, *rest))
            self._index.write(
                "UPDATE links SET source_item = NULL, standing = ?, original = ?, message = ?, "
                "position = ? WHERE row = ?",
                (*told, row),
            )
        else:
            self._keep(row, seeing)
        self._index.write("UPDATE links SET seen = seen + ? WHERE row = ?", (count, row))

    def _keep(self, row: int, seeing: tuple[Any, ...]) -> None:
        self._index.write(
            f"INSERT INTO link_seen (link, {_OWN}) VALUES (?, ?, ?, ?, ?, ?, ?)", (row, *seeing)
        )


def _told(row: Any) -> list[Any]:
    item, count, standing, original, message, position = row
    told = [maybe_identifier("item", item), count, standing, original]
    return [*told, maybe_identifier("message", message), position]
