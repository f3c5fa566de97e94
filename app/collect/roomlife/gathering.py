"""Gathers rooms' lives while records stream by, and writes them with the batch they came in.

One look-up and a few additions for an ordinary message; memory is bounded by what is held before
it is written. Used by an import and by the step that reads what older imports kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.collect.link_forms import FoundLink
from app.collect.roomlife.told import Told, leads_elsewhere, told_by
from app.domain.chats.chats import Message, MessageKind, Platform
from app.domain.chats.roomlife import Happening, Part, RoomEvent, RoomMember
from app.vault import Vault

HELD = 20_000
"""People and events that are held before they are written."""

_SERVICE, _MESSAGE = MessageKind.SERVICE, MessageKind.MESSAGE
_INSTAGRAM, _FACEBOOK = Platform.INSTAGRAM, Platform.FACEBOOK
_DOERS = {
    Happening.CREATED: Part.CREATOR,
    Happening.JOINED: Part.JOINED,
    Happening.LEFT: Part.LEFT,
}
_DONE_TO = {
    Happening.CREATED: Part.ADDED,
    Happening.ADDED: Part.ADDED,
    Happening.REMOVED: Part.REMOVED,
    Happening.HOST: Part.HOST,
    Happening.HELPER: Part.HELPER,
}

_Key = tuple[str, str, str]


class _Posts:
    """What one account posted in one room under one name."""

    __slots__ = ("count", "first", "first_ms", "forwards", "last", "last_ms")

    def __init__(self, message: Message, at_ms: int | None) -> None:
        self.count = self.forwards = 0
        self.first = self.last = message
        self.first_ms = self.last_ms = at_ms


class Gathering:
    """Takes messages of one case, in any order."""

    def __init__(self, vault: Vault) -> None:
        self._store = vault.rooms
        self._posts: dict[_Key, _Posts] = {}
        self._events: list[RoomEvent] = []
        self._members: dict[tuple[str, str | None, str, Part], RoomMember] = {}

    def hear(self, message: Message, platform: Platform, links: Iterable[FoundLink]) -> None:
        """One message with the links that stand in it."""
        kind = message.kind
        # By identity: an enumeration's hash is a call, and a million messages come by here.
        if kind is _SERVICE or platform is _INSTAGRAM or platform is _FACEBOOK:
            told = told_by(platform, message)
            if told is not None:
                self._keep(message, told)
        if links:
            told = leads_elsewhere(message, links)
            if told is not None:
                self._keep(message, told)
        if kind is _MESSAGE and message.account is not None:
            self._post(message)

    def write(self, *, all_of_it: bool = False) -> None:
        """Write what is held, if that is much or `all_of_it` is wanted. Inside a transaction."""
        held = len(self._posts) + len(self._members) + len(self._events)
        if not all_of_it and held < HELD:
            return
        self._store.add_events(self._events)
        self._store.add_members(self._members.values())
        self._store.add_members(_as_member(key, posts) for key, posts in self._posts.items())
        self._posts, self._members, self._events = {}, {}, []

    def _post(self, message: Message) -> None:
        shown = message.shown
        at_ms = None if shown is None else shown.at_ms
        key = (message.room, message.account or "", message.sender)
        posts = self._posts.get(key)
        if posts is None:
            posts = self._posts[key] = _Posts(message, at_ms)
        posts.count += 1
        if message.forwarded_from:
            posts.forwards += 1
        if at_ms is None:
            return
        if posts.first_ms is None or posts.last_ms is None:
            posts.first, posts.first_ms = posts.last, posts.last_ms = message, at_ms
        elif at_ms >= posts.last_ms:
            posts.last, posts.last_ms = message, at_ms
        elif at_ms < posts.first_ms:
            posts.first, posts.first_ms = message, at_ms

    def _keep(self, message: Message, told: Told) -> None:
        actor = message.sender or told.by_name
        self._events.append(
            RoomEvent(
                room=message.room,
                kind=told.kind,
                known=told.known,
                message=message.id,
                source_item=message.source_item,
                shown=message.shown,
                account=message.account,
                actor=actor,
                before=told.before,
                after=told.after,
                names=told.names,
                position=message.position,
            )
        )
        doer, done_to = _DOERS.get(told.kind), _DONE_TO.get(told.kind)
        if doer is not None and actor:
            self._member(message, message.account, actor, doer)
        if done_to is not None:
            for name in told.names:
                self._member(message, None, name, done_to)

    def _member(self, message: Message, account: str | None, name: str, part: Part) -> None:
        at_ms = None if message.shown is None else message.shown.at_ms
        self._members.setdefault(
            (message.room, account, name, part),
            RoomMember(
                message.room, account, name, part, message.source_item, message.position,
                first_ms=at_ms, last_ms=at_ms, first_message=message.id, last_message=message.id,
            ),
        )  # fmt: skip


def _as_member(key: _Key, posts: _Posts) -> RoomMember:
    room, account, name = key
    return RoomMember(
        room, account, name, Part.POSTER, posts.first.source_item, posts.first.position,
        posts.count, posts.forwards, posts.first_ms, posts.last_ms, posts.first.id, posts.last.id,
    )  # fmt: skip
