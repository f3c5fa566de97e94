"""All texts of a case as they lie in the index, one after the other: for looking through them.

Reading only; what was set aside is left out. Texts shorter than what is looked for are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.domain.evidence.searching import Kind
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, maybe_identifier, number
from app.vault.stores.hidden import ITEMS, Hidden

_TEXTS = {
    Kind.PAGE: ("json_extract(p.facts, '$.\"inside.text\"')", "previews p"),
    Kind.MACHINE: ("p.text", "machine_words p"),
}


class WrittenText(NamedTuple):
    """A text: whose it is, the item it came from with that item's name, the place in it."""

    kind: Kind
    id: str
    item: str | None
    name: str
    position: str
    text: str


class Written:
    """Gives texts of a case that have at least so many characters."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)

    def messages(
        self, case_id: str, least: int, sources: Iterable[str] | None = None
    ) -> Iterator[WrittenText]:
        """The messages of a case, or those that some items gave it, in their order; in one go."""
        shows = self._hidden.message_shows("m.row")
        given = None if sources is None else json.dumps([number(one) for one in sources])
        among = "" if given is None else "AND m.source_item IN (SELECT value FROM json_each(?)) "
        sql = (
            "SELECT m.id, m.source_item, i.name, m.position, m.text FROM messages m "
            "JOIN items i ON i.id = m.source_item "
            "WHERE m.room IN (SELECT id FROM rooms WHERE case_id = ?) AND length(m.text) >= ? "
            f"{among} AND m.source_item NOT IN {ITEMS} {shows} ORDER BY m.row"
        )
        bound = (number(case_id), least, *([] if given is None else [given]))
        for key, source, name, position, text in self._index.stream(sql, bound):
            item = identifier("item", source)
            yield WrittenText(Kind.MESSAGE, identifier("message", key), item, name, position, text)

    def wrote_in(self, account_id: str, name: str, sources: Iterable[str]) -> bool:
        """Whether an account wrote under a name any message that these items gave."""
        sql = (
            "SELECT 1 FROM messages WHERE account = ? AND sender = ? "
            "AND source_item IN (SELECT value FROM json_each(?)) LIMIT 1"
        )
        given = json.dumps([number(one) for one in sources])
        return self._index.one(sql, (number(account_id), name, given)) is not None

    def of_items(self, case_id: str, kind: Kind, least: int) -> Iterator[WrittenText]:
        """The words of pages and mails, or those that a program read in pictures."""
        text, table = _TEXTS[kind]
        sql = (
            f"SELECT i.id, i.name, {text} FROM {table} JOIN items i ON i.id = p.item "
            "JOIN case_items c ON c.item = p.item AND c.case_id = ? "
            f"WHERE length({text}) >= ? AND p.item NOT IN {ITEMS} ORDER BY c.place"
        )
        for key, name, said in self._index.stream(sql, (number(case_id), least)):
            item = identifier("item", key)
            yield WrittenText(kind, item, item, name, "", said)

    def names(self, case_id: str, least: int) -> Iterator[WrittenText]:
        """File names, titles of rooms, names of accounts."""
        case = number(case_id)
        files = (
            "SELECT i.id, i.name FROM case_items c JOIN items i ON i.id = c.item "
            f"WHERE c.case_id = ? AND length(i.name) >= ? AND i.id NOT IN {ITEMS} ORDER BY c.place"
        )
        for key, name in self._index.read(files, (case, least)):
            item = identifier("item", key)
            yield WrittenText(Kind.FILE, item, item, name, "", name)
        hidden = self._hidden.rooms(case)
        rooms = (
            "SELECT r.id, r.title, r.source_item, i.name FROM rooms r "
            "LEFT JOIN items i ON i.id = r.source_item WHERE r.case_id = ? AND length(r.title) >= ?"
        )
        for key, title, source, name in self._index.read(rooms, (case, least)):
            if key not in hidden:
                item_id = maybe_identifier("item", source)
                yield WrittenText(
                    Kind.ROOM, identifier("room", key), item_id, name or "", "", title
                )
        gone, unnamed = self._hidden.accounts_and_names()
        accounts = (
            "SELECT a.id, n.name FROM account_names n JOIN accounts a ON a.id = n.account "
            "WHERE a.case_id = ? AND length(n.name) >= ? ORDER BY a.seen_ms, n.place"
        )
        for key, name in self._index.read(accounts, (case, least)):
            if key not in gone and (key, name) not in unnamed:
                yield WrittenText(Kind.ACCOUNT, identifier("account", key), None, "", "", name)

    def typed(self, case_id: str, least: int) -> Iterator[WrittenText]:
        """Links that a person typed, and what was said of captures."""
        case = number(case_id)
        links = (
            "SELECT id, normal || char(10) || original FROM links "
            "WHERE case_id = ? AND source_item IS NULL AND message IS NULL "
            "AND length(original) >= ? ORDER BY row"
        )
        for key, text in self._index.stream(links, (case, least)):
            yield WrittenText(Kind.LINK, identifier("link", key), None, "", "", text)
        captures = (
            "SELECT i.id, i.name, p.said FROM captures p JOIN items i ON i.id = p.item "
            f"WHERE p.case_id = ? AND length(p.said) >= ? AND p.item NOT IN {ITEMS} ORDER BY p.row"
        )
        for key, name, said in self._index.stream(captures, (case, least)):
            item = identifier("item", key)
            yield WrittenText(Kind.CAPTURE, item, item, name, "", said)
