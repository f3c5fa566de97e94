"""The rooms and accounts of one export: found again in the case or added, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.collect.chats.base import Lineage, RoomRead
from app.domain.chats.chats import NAME_ALONE, Account, Platform, Room
from app.domain.chats.roomlife import Happening
from app.domain.evidence.items import Case
from app.domain.ids import new_id
from app.vault import Vault


class People:
    """Rooms by the key of their source, accounts by their platform's identifier.

    Writes inside the chat's transaction.
    """

    def __init__(self, vault: Vault, case: Case, source_item: str, now: int) -> None:
        self._vault = vault
        self._case = case
        self._source_item = source_item
        self._now = now
        self.rooms: dict[str, Room] = {}
        self.accounts: set[str] = set()
        self._known: dict[tuple[Platform, str], str] = {}
        self._names: set[tuple[str, str]] = set()
        self._lineage: list[tuple[Room, Lineage]] = []

    def room(self, read: RoomRead) -> Room:
        """The case's room for one of the source's; a changed title is taken over.

        The former stays in the source.
        """
        chats = self._vault.chats
        known = (
            chats.room_by_key(self._case.id, read.platform, read.native_id)
            if read.native_id
            else None
        )
        if known is None:
            known = Room(
                new_id("room"),
                self._case.id,
                read.platform,
                read.native_id,
                read.title,
                read.kind,
                self._now,
                self._source_item,
            )
            chats.add_room(known)
        elif (read.title and read.title != known.title) or (read.kind and read.kind != known.kind):
            known = replace(known, title=read.title or known.title, kind=read.kind or known.kind)
            chats.update_room(known)
        self.rooms[read.key] = known
        return known

    def account(self, platform: Platform, native_id: str, name: str) -> str | None:
        """The case's account for a sender; None where the export names nobody."""
        if not native_id and not name:
            return None
        key = (platform, native_id or f"{NAME_ALONE}{name}")
        account = self._known.get(key)
        if account is None:
            account = self._find(platform, key[1], name)
            self._known[key] = account
            self.accounts.add(account)
        if name and (account, name) not in self._names:
            self._names.add((account, name))
            self._vault.chats.add_account_name(account, name)
        return account

    def _find(self, platform: Platform, native_id: str, name: str) -> str:
        known = self._vault.chats.account_by_key(self._case.id, platform, native_id)
        if known is not None:
            self._names |= {(known.id, one) for one in known.names}
            return known.id
        names = (name,) if name else ()
        account = Account(new_id("account"), self._case.id, platform, native_id, names, self._now)
        self._vault.chats.add_account(account)
        self._names |= {(account.id, one) for one in names}
        return account.id

    def moved(self, room: Room, lineage: Lineage) -> None:
        """A record said that this room moved; the other one may come later in the source."""
        self._lineage.append((room, lineage))

    def finish(self) -> None:
        """Join rooms that say they moved.

        Only where the other one's title is found once among those seen.
        """
        rooms = {room.id: room for room in self._vault.chats.rooms(self._case.id)}
        by_title: dict[str, list[str]] = {}
        for room in rooms.values():
            by_title.setdefault(room.title, []).append(room.id)
        for said_by, lineage in [*self._lineage, *self._said_before(rooms)]:
            others = [
                one for one in by_title.get(lineage.title or said_by.title, []) if one != said_by.id
            ]
            if len(others) != 1:
                continue
            old, new = (
                (others[0], said_by.id) if lineage.direction == "from" else (said_by.id, others[0])
            )
            if rooms[new].moved_from is None and not _came_from(rooms, old, new):
                rooms[new] = replace(rooms[new], moved_from=old)
                self._vault.chats.update_room(rooms[new])
        self.rooms = {key: rooms[room.id] for key, room in self.rooms.items()}

    def _said_before(self, rooms: Mapping[str, Room]) -> list[tuple[Room, Lineage]]:
        """What earlier imports said of moves, whose other room may have come in only now."""
        directions = {Happening.MOVED_TO: "to", Happening.MOVED_FROM: "from"}
        return [
            (rooms[event.room], Lineage(directions[event.kind], event.after))
            for event in self._vault.rooms.events(self._case.id)
            if event.kind in directions and event.room in rooms
        ]


def _came_from(rooms: Mapping[str, Room], room: str, former: str) -> bool:
    """Whether a room goes back to another one. Hostile records may say that rooms go in a ring."""
    at: str | None = room
    for _ in rooms:
        if at is None or at == former:
            break
        at = rooms[at].moved_from if at in rooms else None
    return at == former
