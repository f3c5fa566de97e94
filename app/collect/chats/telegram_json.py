"""Telegram Desktop's machine-readable export, `result.json`.

One chat or a whole account, every release so far.

After the writer's own source (telegramdesktop/tdesktop, `export_output_json.cpp`, September 2025)
and the faults that its users reported. Reads in one pass with flat memory; a second one only where
a room's facts follow its messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import ijson  # type: ignore[import-untyped]
from ijson.backends import yajl2_c  # type: ignore[import-untyped]

from app.collect.chats.base import ReadContext, Record, RoomRead
from app.collect.chats.long_texts import LONGEST, LongTexts
from app.collect.chats.problems import Problems
from app.collect.chats.telegram_bytes import Mender
from app.collect.chats.telegram_record import RecordReader
from app.collect.chats.telegram_walk import RawRecord, RoomClosed, RoomFacts, RoomOpened, Step, Walk
from app.domain.chats.chats import Platform

_PIECE = 64 * 1024
_LONGEST_RECORD = 64 * _PIECE
_LONGEST_TEXT = LONGEST
_LONGEST_TOKEN = LONGEST + 4 * _PIECE  # what is no text: a number, or nothing but spaces
_ROOM_KINDS = frozenset({
    "saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat",
    "private_group", "private_supergroup", "public_supergroup", "private_channel",
    "public_channel", "private_direct_messages",
})  # fmt: skip
_KINDS_WRITTEN = "|".join(sorted(_ROOM_KINDS)).encode()
_SIGNS = (
    # What no other known writer has, then what other programs have too, but not together.
    (re.compile(rb'"date_unixtime"\s*:\s*"?\d'),),
    (re.compile(rb'"messages"\s*:'), re.compile(rb'"type"\s*:\s*"(?:%b)"' % _KINDS_WRITTEN)),
    (
        re.compile(rb'"messages"\s*:'),
        re.compile(rb'"type"\s*:\s*"(?:message|service)"'),
        re.compile(rb'"(?:from_id|actor_id|text_entities)"\s*:|"date"\s*:\s*"[\d-]{10}T[\d:]{8}"'),
    ),
)
"""An export of rooms has all signs of one line near its beginning."""
_PART_OF_ACCOUNT = re.compile(
    rb'"(personal_information|profile_pictures|contacts|frequent_contacts|sessions|web_sessions'
    rb'|other_data|chats|left_chats)"\s*:\s*[\[{]'
)
_OWN_PARTS = frozenset(
    {b"personal_information", b"frequent_contacts", b"web_sessions", b"left_chats"}
)
# What the parser raises: its own errors, and ValueError for bytes that it lets through but can't
# decode.
_PARSER_ERRORS = (ijson.JSONError, ValueError)


class _Broken(Exception):
    """The source stops being readable in the piece that begins at this byte."""

    def __init__(self, begins: int, why: str = "", *, exact: bool = False) -> None:
        super().__init__(why)
        self.begins = begins
        self.why = why
        self.exact = exact


class TelegramJson:
    """`result.json` of Telegram Desktop. See `app.collect.chats.base.ChatImporter`."""

    name = "telegram.json"
    platform = Platform.TELEGRAM

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content, whatever the file is called: other programs write a `result.json` too.

        An object with what this writer alone has near its beginning: kinds of rooms, forms of
        records. An account's export may begin with so many contacts that no room is near it: then
        its parts tell.
        """
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"{"):
            return False
        if any(all(sign.search(head) for sign in signs) for signs in _SIGNS):
            return True
        parts = {found.group(1) for found in _PART_OF_ACCOUNT.finditer(head)}
        return bool(parts & _OWN_PARTS) and (len(parts) > 1 or b'"about"' in head)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None: an export in this format is one file with its media beside it."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """Rooms, messages and what was not understood, in the order of the source."""
        problems = Problems()
        reader = RecordReader(problems, context.zone)
        rooms = _Rooms(open_source, problems)
        try:
            with open_source() as source:
                for step in _steps(source, Walk(problems), problems):
                    if isinstance(step, RawRecord):
                        if step.problem:
                            problems.add(step.position, step.problem)
                        if step.record or not step.problem:
                            yield reader.read(step.room, step.position, step.record)
                    else:
                        room = rooms.read(step)
                        if room is not None:
                            yield room
                    if problems.waiting:
                        yield from problems.drain()
        except _Broken as broken:
            exact = broken.exact
            place = broken.begins if exact else _place_of_break(open_source, broken.begins)
            problems.add(f"byte {place}", "cut_off", broken.why)
        yield from problems.close()


class _Rooms:
    """Makes a room known before its messages, looking ahead where its facts come later."""

    def __init__(self, open_source: Callable[[], BinaryIO], problems: Problems) -> None:
        self._open_source = open_source
        self._problems = problems
        self._ahead: dict[str, RoomFacts] | None = None

    def read(self, step: RoomOpened | RoomClosed) -> RoomRead | None:
        """The room, once: where its messages begin, or at its end where it had none."""
        room = step.room
        if isinstance(step, RoomClosed):
            # The outermost object of an account export is no room.
            return None if room.opened or not room.facts else self._as_read(room)
        if not room.complete:
            if self._ahead is None:
                self._ahead = _look_ahead(self._open_source)
            room = self._ahead.get(room.key, room)
        return self._as_read(room)

    def _as_read(self, room: RoomFacts) -> RoomRead:
        title, kind = room.facts.get("name"), room.facts.get("type")
        number = room.facts.get("id")
        if kind is not None and kind not in _ROOM_KINDS:
            self._problems.once(f"{room.key}.type".lstrip("."), "unknown_type", str(kind))
        return RoomRead(
            room.key, Platform.TELEGRAM,
            "" if number is None else str(number)[:64],
            "" if title is None else str(title)[:4096],
            "" if kind is None else str(kind)[:64],
            room.key, left=room.left,
        )  # fmt: skip


def _look_ahead(open_source: Callable[[], BinaryIO]) -> dict[str, RoomFacts]:
    """The facts of all rooms, by a pass that keeps no records."""
    unheard = Problems()
    rooms: dict[str, RoomFacts] = {}
    try:
        with open_source() as source:
            for step in _steps(source, Walk(unheard, keep_records=False), unheard):
                if isinstance(step, RoomOpened | RoomClosed):
                    rooms[step.room.key] = step.room
    except _Broken:
        pass  # the pass that reads the records says where
    return rooms


def _steps(source: BinaryIO, walk: Walk, problems: Problems) -> Iterator[Step]:
    """The whole source through mender, parser and walk.

    Everything before a break is handed out first.
    """
    mender, texts = Mender(problems), LongTexts(_LONGEST_TEXT)
    events: list[tuple[str, Any]] = ijson.sendable_list()
    parser = _parser(events)
    silent = in_record = passed = 0
    while True:
        begins = mender.taken
        piece = source.read(_PIECE)
        mended = texts.feed(mender.feed(piece, last=not piece))
        broken = _send(parser, mended, last=not piece)
        silent = 0 if events else silent + len(piece)
        in_record = in_record + len(piece) if walk.in_record else 0
        handed = False
        for step in walk.steps(events):
            handed = handed or isinstance(step, RawRecord)
            yield step
        events.clear()
        if handed:
            in_record = 0
        too_long = texts.passed > passed
        if too_long:
            passed = texts.passed
            problems.add(f"byte {begins}", "too_long")
        if walk.in_record and (too_long or in_record > _LONGEST_RECORD):
            yield walk.give_up_record("bad_record")
            in_record = 0
        if silent > _LONGEST_TOKEN and not texts.passing:
            raise _Broken(begins, "too_long", exact=True)
        if broken:
            if walk.in_record:
                yield walk.give_up_record("bad_record")
            # Looking closer costs the square of the unfinished token: only where that is short.
            raise _Broken(begins, exact=silent > 2 * _PIECE)
        if not piece:
            return


def _parser(events: list[tuple[str, Any]]) -> Any:
    """A parser that appends to the list.

    Numbers beyond 64 bits break it. Without `use_float` they would not, but ijson 3.6 then crashes
    the interpreter over one with more digits than Python reads.
    """
    return yajl2_c.basic_parse_coro(events, use_float=True)


def _send(parser: Any, piece: bytes, *, last: bool) -> bool:
    """Give the parser a piece; whether it broke on it. Its events are kept all the same."""
    try:
        if piece:
            parser.send(piece)
        if last:
            parser.close()
    except StopIteration:
        return False
    except _PARSER_ERRORS:
        return True
    return False


def _place_of_break(open_source: Callable[[], BinaryIO], begins: int) -> int:
    """The byte at which the parser stops, found by reading again.

    By pieces up to the broken one, then byte by byte.
    """
    mender, texts = Mender(Problems()), LongTexts(_LONGEST_TEXT)
    unheard: list[tuple[str, Any]] = ijson.sendable_list()
    parser = _parser(unheard)
    with open_source() as source:
        while True:
            step = min(_PIECE, begins - mender.taken) if mender.taken < begins else 1
            piece = source.read(step)
            place = mender.taken
            mended = texts.feed(mender.feed(piece, last=not piece))
            if _send(parser, mended, last=not piece) or not piece:
                return place
            unheard.clear()
