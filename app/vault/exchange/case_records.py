"""Everything of one case that can travel, shelf by shelf, and what of it stays back.

What was set aside does not travel, nor what only it gave. Reading, and writing inside a
transaction; how two states are merged is decided in `app.exchange`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from app.domain.chats.chats import Message
from app.domain.evidence.items import Item
from app.vault.exchange.columns import Record, Ref
from app.vault.exchange.seen_links import LinkShelf
from app.vault.exchange.shelf import Shelf
from app.vault.exchange.special import AnswerShelf, AnyShelf, NoteShelf, SaidShelf
from app.vault.exchange.tables import BEFORE_MESSAGES, BEHIND_LINKS, NOTES, REPORTS
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.chats import Chats
from app.vault.stores.hidden import ITEMS, Hidden
from app.vault.stores.items import Items
from app.vault.stores.line_sources import LineSources
from app.vault.stores.said import SaidFacts

_PAGE = 500
NAMES = "name"
"""Kind of what stays back of an account that travels: its identifier, a space, and a name."""
_OF_CASE = {
    "account": "accounts", "room": "rooms", "sighting": "sightings", "person": "people",
    "note": "notes", "payment": "payments", "filing": "filings", "line": "narrative_lines",
    "link": "links", "report": "reports",
}  # fmt: skip


class CaseRecords:
    """What belongs to one case."""

    def __init__(
        self, index: Index, case_id: str, said: SaidFacts, chats: Chats, items: Items
    ) -> None:
        self._index = index
        self._case = number(case_id)
        self._case_id = case_id
        self._chats = chats
        self._items = items
        self._found: dict[tuple[str, int], bool] = {}
        known = self.knows
        plain = {table.name: Shelf(index, self._case, table, known) for table in BEFORE_MESSAGES}
        self.before_messages: tuple[Shelf, ...] = tuple(plain.values())
        self.links = LinkShelf(index, self._case, known)
        shelves: list[AnyShelf] = [SaidShelf(said, case_id)]
        for table in BEHIND_LINKS:
            if table is NOTES:
                shelves.append(NoteShelf(index, self._case, known))
            else:
                shelves.append(Shelf(index, self._case, table, known))
            if table is REPORTS:
                shelves.append(AnswerShelf(index, self._case))
        self.behind_links: tuple[AnyShelf, ...] = tuple(shelves)

    def knows(self, kind: str, value: int) -> bool:
        """Whether the number of an identifier is of something in this case that shows."""
        if kind == "item":
            return value in self._here
        if (kind, value) in self._found:
            return self._found[kind, value]
        if kind == "message":
            sql = (
                "SELECT 1 FROM messages m JOIN rooms r ON r.id = m.room "
                "WHERE m.id = ? AND r.case_id = ?"
            )
            return self._index.one(sql, (value, self._case)) is not None
        sql = f"SELECT 1 FROM {_OF_CASE[kind]} WHERE id = ? AND case_id = ?"
        found = self._index.one(sql, (value, self._case)) is not None
        if found:
            self._found[kind, value] = True
        return found

    def forget_known(self) -> None:
        """Ask anew what is of the case: something was taken out."""
        self._found.clear()
        self.__dict__.pop("_here", None)

    def item_is_here(self, item_id: str) -> None:
        """Note that an item was just placed in the case."""
        self._here.add(number(item_id))

    @cached_property
    def _here(self) -> set[int]:
        sql = f"SELECT item FROM case_items WHERE case_id = ? AND item NOT IN {ITEMS}"
        return {row[0] for row in self._index.read(sql, (self._case,))}

    def items(self) -> tuple[Item, ...]:
        """The items of the case that show, in their order, as they came into it."""
        return self._items.in_case(self._case_id)

    def set_aside(self) -> frozenset[str]:
        """The items of the case that show nowhere."""
        sql = f"SELECT item FROM case_items WHERE case_id = ? AND item IN {ITEMS}"
        return frozenset(identifier("item", row[0]) for row in self._index.read(sql, (self._case,)))

    def staying(self, items: Collection[str]) -> dict[str, frozenset[str]]:
        """What stays back with items that do: identifiers by their kind."""
        hidden = Hidden(self._index)
        lines = LineSources(self._index).lines()
        accounts, names = hidden.accounts_and_names()
        return {
            NAMES: frozenset(f"{identifier('account', one)} {name}" for one, name in names),
            "item": frozenset(items),
            "room": _ids("room", hidden.rooms(self._case)),
            "account": _ids("account", accounts),
            "line": _ids("line", lines),
        }

    def same_by_platform(self, table: str, record: Record) -> str | None:
        """The account or room of the case with the platform's own identifier of a record."""
        platform, native_id = record.get("platform"), record.get("native_id")
        if not isinstance(platform, str) or not isinstance(native_id, str) or not native_id:
            return None
        sql = f"SELECT id FROM {table} WHERE case_id = ? AND platform = ? AND native_id = ?"
        row = self._index.one(sql, (self._case, platform, native_id))
        return None if row is None else identifier(table.removesuffix("s"), row[0])

    def sources(self) -> dict[str, int]:
        """The items that messages of the case came from, with how many each gave it."""
        sql = (
            "SELECT source_item, count(*) FROM messages "
            "WHERE room IN (SELECT id FROM rooms WHERE case_id = ?) GROUP BY source_item"
        )
        return {identifier("item", row[0]): row[1] for row in self._index.read(sql, (self._case,))}

    def messages(self, source_item: str) -> Iterator[Message]:
        """The messages that a source gave the case, in its order."""
        after = 0
        while page := self._chats.of_source(self._case_id, source_item, after=after, limit=_PAGE):
            yield from (message for _, message in page)
            after = page[-1][0]

    def has_message(self, message_id: str) -> bool | None:
        """Whether a message is here; None where it is another case's."""
        if self.knows("message", number(message_id)):
            return True
        sql = "SELECT 1 FROM messages WHERE id = ?"
        return None if self._index.one(sql, (number(message_id),)) is not None else False

    def depends_on(self, kind: str, value: str) -> bool:
        """Whether something of the case needs what has this identifier."""
        return any(
            isinstance(shelf, Shelf) and shelf.refers_to(kind, value)
            for shelf in (*self.before_messages, *self.behind_links)
        )


def travelling(shelf: AnyShelf, staying: dict[str, frozenset[str]]) -> Iterator[Record]:
    """The records of a shelf that do not hang on what stays back.

    Where a record only mentions it, the mention is left out.
    """
    refs = shelf.table.refs if isinstance(shelf, Shelf) else ()
    own = shelf.table.columns[0] if isinstance(shelf, Shelf) else None
    own_kind = getattr(own, "kind", "") if own is not None and own.name == "id" else ""
    for record in shelf.all():
        if own_kind and record["id"] in staying.get(own_kind, ()):
            continue
        if shelf.name == "account_names" and " ".join(shelf.key_of(record)) in staying[NAMES]:
            continue
        left = _less(record, refs, staying)
        if left is not None:
            yield left


def _less(
    record: Record, refs: tuple[Ref, ...], staying: dict[str, frozenset[str]]
) -> Record | None:
    for ref in refs:
        if record[ref.name] in staying.get(ref.kind, ()):
            if not ref.blank:
                return None
            record = {**record, ref.name: None}
    return record


def _ids(kind: str, numbers: Collection[int]) -> frozenset[str]:
    return frozenset(identifier(kind, one) for one in numbers)
