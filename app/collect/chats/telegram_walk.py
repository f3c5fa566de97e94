"""Walks Telegram Desktop's `result.json` in one pass: hands out rooms and raw records.

The parser (ijson on yajl) gives events; this follows where they are. Whatever the order of the
keys, a record is built as plain objects, bounded in depth and size, and everything else is passed
over without being kept: memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple

from app.collect.chats.problems import Problems

Event = tuple[str, Any]

DEEPEST = 24
"""Levels of nesting that are kept inside a record; the writer needs about six."""

_ACCOUNT_KEYS = frozenset({
    "about", "personal_information", "profile_pictures", "profile_music", "stories", "contacts",
    "frequent_contacts", "sessions", "web_sessions", "other_data", "chats", "left_chats",
})  # fmt: skip
_ROOM_KEYS = frozenset({"name", "type", "id", "messages"})


@dataclass(slots=True)
class RoomFacts:
    """What the source says of a room so far.

    `key` is its position, empty for the only room of a source.
    """

    key: str
    left: bool = False
    facts: dict[str, str | int | None] = field(default_factory=dict)
    opened: bool = False
    lists: int = 0

    @property
    def complete(self) -> bool:
        """Whether the facts came before the messages, as the writer has them."""
        return "type" in self.facts and "id" in self.facts


class RoomOpened(NamedTuple):
    """The messages of a room begin here."""

    room: RoomFacts


class RoomClosed(NamedTuple):
    """A room ended: its facts are all there are."""

    room: RoomFacts


class RawRecord(NamedTuple):
    """One record of a room, as plain objects.

    `problem` says what kept it from being whole, if anything.
    """

    room: str
    position: str
    record: dict[str, Any]
    problem: str = ""


Step = RoomOpened | RoomClosed | RawRecord


class _Role(Enum):
    ROOT = auto()
    LISTING = auto()  # {about, list}
    LIST = auto()  # the rooms
    ROOM = auto()
    MESSAGES = auto()


class Walk:
    """Follows the events of one source. With `keep_records` off, only rooms are handed out."""

    def __init__(self, problems: Problems, *, keep_records: bool = True) -> None:
        self._problems = problems
        self._keep = keep_records
        self._roles: list[_Role] = []
        self._keys: list[str] = [""]
        self._rooms: list[RoomFacts] = []
        self._listing = ""
        self._count = 0  # records of the room so far
        self._room_count = 0
        self._skipping = 0
        self._passed = ""  # the part of an account that is passed over, which holds no chat
        self._record: dict[str, Any] | None = None
        self._node: Any = None
        self._above: list[tuple[Any, str]] = []
        self._key = ""
        self._prefix = "messages["

    @property
    def in_record(self) -> bool:
        """Whether a record is being built."""
        return self._record is not None

    def give_up_record(self, why: str) -> RawRecord:
        """Hand out what is there of the current record and pass over the rest of it."""
        record = self._record or {}
        self._skipping = len(self._above) + 1
        self._record, self._node, self._above = None, None, []
        return RawRecord(self._rooms[-1].key, self._position(), record, why)

    def steps(self, events: Iterable[Event]) -> Iterator[Step]:
        """What the events say, in order. Called once for each piece of the source."""
        following = iter(events)
        if self._record is not None:
            yield from self._build(following)
        for event, value in following:
            yield from self._step(event, value)
            if self._record is not None:
                yield from self._build(following)

    def _step(self, event: str, value: Any) -> Iterator[Step]:
        """One event outside of records."""
        if self._skipping:
            self._skip(event, value)
        elif event == "map_key":
            self._keys[-1] = value
        elif event in {"start_map", "start_array"}:
            yield from self._start(event == "start_map")
        elif event in {"end_map", "end_array"}:
            yield from self._end()
        else:
            self._scalar(value)

    def _skip(self, event: str, value: Any) -> None:
        if self._passed:
            self._pass_part(event, value)
        if event in {"start_map", "start_array"}:
            self._skipping += 1
        elif event in {"end_map", "end_array"}:
            self._skipping -= 1
            if not self._skipping:
                self._count += self._at(_Role.MESSAGES)

    def _pass_part(self, event: str, value: Any) -> None:
        """Tell of a part of an account without messages, unless nothing stands in it."""
        if event == "map_key":
            self._key = value
        elif event == "end_map" or event == "end_array":  # noqa: PLR1714
            if self._skipping == 1:
                self._passed = ""
        elif event not in {"start_map", "start_array"} and self._key != "about":
            self._problems.add(self._passed, "no_messages")
            self._passed = ""

    def _build(self, events: Iterator[Event]) -> Iterator[Step]:  # noqa: C901, PLR0912 - hot
        """Build the current record and those that follow it at once.

        A record that the events end within is kept for the next piece. This is the hot loop of an
        import: locals instead of attributes, no call for the common events.
        """
        node, key, above = self._node, self._key, self._above
        for event, value in events:
            if event == "map_key":
                key = value
            elif event == "end_map" or event == "end_array":  # noqa: PLR1714 - quicker than a set
                if above:
                    node, key = above.pop()
                    continue
                yield self._built()
                following = next(events, None)
                if following is None:
                    return
                if following[0] != "start_map":
                    yield from self._step(*following)
                    return
                node = self._record = {}
            elif event == "start_map" or event == "start_array":  # noqa: PLR1714
                if len(above) >= DEEPEST:
                    yield self._too_deep()
                    return
                above.append((node, key))
                fresh: Any = {} if event == "start_map" else []
                if type(node) is list:
                    node.append(fresh)
                elif key in node:
                    self._place(node, key, fresh)
                else:
                    node[key] = fresh
                node = fresh
            elif type(node) is list:
                node.append(value)
            elif key in node:
                self._place(node, key, value)
            else:
                node[key] = value
        self._node, self._key = node, key

    def _built(self) -> RawRecord:
        record, self._record, self._node = self._record or {}, None, None
        built = RawRecord(self._rooms[-1].key, f"{self._prefix}{self._count}]", record)
        self._count += 1
        return built

    def _too_deep(self) -> RawRecord:
        given = self.give_up_record("bad_record")
        self._skipping += 1
        return given

    def _place(self, node: dict[str, Any], key: str, value: Any) -> None:
        """Put a value under a key that is there already: it keeps its first value.

        Later ones stand beside it as `text~2`: some releases write `text` twice in a record, and
        the second is empty.
        """
        for number in range(2, 10):
            free = f"{key}~{number}"
            if free not in node:
                node[free] = value
                return
        self._problems.add(self._position(), "bad_record", key)

    def _at(self, role: _Role) -> bool:
        return bool(self._roles) and self._roles[-1] is role

    def _position(self) -> str:
        return f"{self._prefix}{self._count}]"

    def _start(self, is_map: bool) -> Iterator[Step]:
        key = self._keys[-1]
        role = self._roles[-1] if self._roles else None
        if role is None and is_map:
            self._rooms.append(RoomFacts(""))
            self._push(_Role.ROOT)
        elif role is _Role.ROOT and is_map and key in {"chats", "left_chats"}:
            self._listing = key
            self._push(_Role.LISTING)
        elif role is _Role.LISTING and not is_map and key == "list":
            self._room_count = 0
            self._push(_Role.LIST)
        elif role is _Role.LIST and is_map:
            where = f"{self._listing}.list[{self._room_count}]"
            self._rooms.append(RoomFacts(where, left=self._listing == "left_chats"))
            self._room_count += 1
            self._push(_Role.ROOM)
        elif role in {_Role.ROOT, _Role.ROOM} and not is_map and key == "messages":
            yield from self._open_messages()
        elif role is _Role.MESSAGES and is_map and self._keep:
            self._record = self._node = {}
            self._above = []
        else:
            self._pass_over(role, key, is_map)

    def _open_messages(self) -> Iterator[Step]:
        room = self._rooms[-1]
        room.lists += 1
        self._count = 0
        again = f"~{room.lists}" if room.lists > 1 else ""
        self._prefix = f"{room.key}{'.' if room.key else ''}messages{again}["
        self._push(_Role.MESSAGES)
        if room.lists > 1:
            self._problems.once(room.key or "messages", "unknown_key", "messages~2")
        if not room.opened:
            room.opened = True
            yield RoomOpened(room)

    def _push(self, role: _Role) -> None:
        self._roles.append(role)
        self._keys.append("")

    def _pass_over(self, role: _Role | None, key: str, is_map: bool) -> None:
        self._skipping = 1
        room = self._rooms[-1].key if self._rooms else ""
        if role is None:
            self._problems.add("byte 0", "bad_record")
        elif role is _Role.MESSAGES:
            if not is_map:
                self._problems.add(self._position(), "bad_record")
        elif role is _Role.LIST:
            self._problems.add(f"{self._listing}.list[{self._room_count}]", "bad_record")
            self._room_count += 1
        elif key in _ROOM_KEYS and role in {_Role.ROOT, _Role.ROOM}:
            self._problems.add(f"{room}{'.' if room else ''}{key}", "bad_record")
        elif role is _Role.ROOT and key in _ACCOUNT_KEYS:
            self._passed, self._key = key, ""
        else:
            self._problems.once(room or self._listing, "unknown_key", key)

    def _end(self) -> Iterator[Step]:
        role = self._roles.pop()
        self._keys.pop()
        if role is _Role.ROOM or (role is _Role.ROOT and self._rooms):
            yield RoomClosed(self._rooms.pop())

    def _scalar(self, value: Any) -> None:
        role = self._roles[-1] if self._roles else None
        key = self._keys[-1]
        if role in {_Role.ROOM, _Role.ROOT}:
            self._fact(role, key, value)
        elif role is _Role.MESSAGES:
            self._problems.add(self._position(), "bad_record")
            self._count += 1
        elif role is _Role.LIST:
            self._problems.add(f"{self._listing}.list[{self._room_count}]", "bad_record")
            self._room_count += 1
        elif role is None:
            self._problems.add("byte 0", "bad_record")
        elif key != "about":
            self._problems.once(self._listing, "unknown_key", key)

    def _fact(self, role: _Role, key: str, value: Any) -> None:
        room = self._rooms[-1]
        if key not in _ROOM_KEYS:
            if role is _Role.ROOM or key not in _ACCOUNT_KEYS:
                self._problems.once(room.key, "unknown_key", key)
            return
        readable = value is None if key == "name" else False
        if isinstance(value, str) or (key == "id" and type(value) is int) or readable:
            if key in room.facts and room.facts[key] != value:
                self._problems.add(f"{room.key}{'.' if room.key else ''}{key}", "bad_record")
            room.facts.setdefault(key, value)
        else:
            self._problems.add(f"{room.key}{'.' if room.key else ''}{key}", "bad_record")
