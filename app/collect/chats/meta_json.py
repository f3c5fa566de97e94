"""Chats of Instagram and Facebook Messenger out of the archive that both let people download.

`message_1.json`, `message_2.json` … in one folder, newest message first. Every text is UTF-8 whose
bytes were written as single characters: it is turned back where that gives proper UTF-8, else left
as it is. Times are exact and in UTC; nobody has an identifier, only a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from app.collect.chats.base import LinkRead, MediaRead, MessageRead, ReadContext, Record, RoomRead
from app.collect.chats.flatten import flatten
from app.collect.chats.json_records import Fact, Listed, read_records
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.links import find_links
from app.domain.chats.chats import MessageKind, Platform
from app.domain.times.times import Certainty, Moment, TimeSource

_NAME = re.compile(r"message_(\d{1,6})\.json\Z")
_LISTS = {
    "photos": "photo", "videos": "video_file", "audio_files": "voice_message", "gifs": "animation",
    "files": "file",
}  # fmt: skip
_FOLDERS = {"photos", "videos", "audio", "gifs", "files", "stickers_used"}
_OWN = {"sender_name", "timestamp_ms", "content", "share", "sticker", *_LISTS}
_LONGEST = 1_000_000
_MOST = 100
_EARLIEST, _LATEST = 86_400_000, 253_402_300_799_000


class MetaJson:
    """One chat of Instagram or Facebook. See `app.collect.chats.base.ChatImporter`."""

    name = "meta.json"
    platform = Platform.INSTAGRAM

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:
        """By content; of several files of one chat, the first is the source."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"{"):
            return False
        signs = (b'"participants"', b'"messages"', b'"sender_name"', b'"timestamp_ms"')
        if sum(sign in head for sign in signs) < 3:
            return False
        numbers = _numbers(siblings)
        own = _NAME.match(name)
        return own is None or not numbers or int(own.group(1)) == min(numbers)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:
        """The other parts of the chat, by number."""
        if _NAME.match(name) is None:
            return ()
        parts = (f"message_{number}.json" for number in sorted(_numbers(siblings)))
        return tuple(part for part in parts if part != name and part in siblings)

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The chat, then the messages of all its parts."""
        problems = Problems()
        with open_source() as source:
            room = _room(source)
        yield room
        with open_source() as source:
            yield from _part(source, "", room, problems)
        for name in self.companions(context.name, context.siblings):
            if context.open_companion is None:
                break
            with context.open_companion(name) as source:
                yield from _part(source, name, room, problems)
        yield from problems.close()


def _numbers(siblings: frozenset[str]) -> set[int]:
    return {int(found.group(1)) for one in siblings if (found := _NAME.match(one)) is not None}


def _room(source: BinaryIO) -> RoomRead:
    """The chat's facts, which stand after its messages."""
    facts: dict[str, Any] = {}
    for part in read_records(source, "messages", Problems()):
        if isinstance(part, Fact):
            facts[part.key] = part.value
    path, title = _text(facts, "thread_path"), mended(_text(facts, "title"))
    people = facts.get("participants")
    count = len(people) if isinstance(people, list) else 0
    kind = _text(facts, "thread_type") or ("group" if count > 2 else "personal_chat")
    instagram = "is_geoblocked_for_viewer" in facts or "/messages/" not in path
    platform = Platform.INSTAGRAM if instagram else Platform.FACEBOOK
    return RoomRead("thread", platform, path[:255], title[:4096], kind[:64], "thread_path")


def _part(source: BinaryIO, name: str, room: RoomRead, problems: Problems) -> Iterator[Record]:
    for part in read_records(source, "messages", problems):
        if isinstance(part, Listed):
            yield _message(part, name, room.key, problems)
            if problems.waiting:
                yield from problems.drain()


def _message(part: Listed, source: str, room: str, problems: Problems) -> MessageRead:
    position = f"{source}#messages[{part.place}]" if source else f"messages[{part.place}]"
    record = part.value if isinstance(part.value, dict) else {}
    if not isinstance(part.value, dict) and part.value is not None:
        problems.add(position, "bad_record")
    text = mended(_text(record, "content"))
    if len(text) > _LONGEST:
        problems.add(f"{position}.content", "too_long")
        text = text[:_LONGEST]
    shown = _moment(record.get("timestamp_ms"))
    if shown is None:
        problems.add(f"{position}.timestamp_ms", "bad_time")
    address = _text(record.get("share"), "link")
    links = [LinkRead(link, f"{position}.content") for link in find_links(text)]
    known = {link.link.normal for link in links}
    links += [
        LinkRead(link, f"{position}.share")
        for link in find_links(address)
        if link.normal not in known
    ]
    details, whole = flatten({key: value for key, value in record.items() if key not in _OWN})
    if not whole:
        problems.add(position, "too_long")
    return MessageRead(
        room=room,
        position=position,
        kind=MessageKind.MESSAGE,
        sender=mended(_text(record, "sender_name"))[:1024],
        text=text or mended(_text(record.get("share"), "share_text"))[:_LONGEST],
        shown=shown,
        media=_files(record),
        links=tuple(links),
        details={key: mended(value) for key, value in details.items()},
        source=source,
    )


def _files(record: Mapping[str, Any]) -> tuple[MediaRead, ...]:
    found = []
    for key, role in _LISTS.items():
        listed = record.get(key)
        some = listed[:_MOST] if isinstance(listed, list) else []
        found += [_file(role, _text(one, "uri")) for one in some]
    found.append(_file("sticker", _text(record.get("sticker"), "uri")))
    return tuple(one for one in found if one is not None)


def _file(role: str, uri: str) -> MediaRead | None:
    """A file by its place below the chat's own folder; what stands before is the archive's."""
    if not uri:
        return None
    parts = uri.split("/")
    below = next((at for at, part in enumerate(parts) if part in _FOLDERS), None)
    if uri.lower().startswith(("http:", "https:")):
        return MediaRead(role, uri[:1024], absent="not_exported")
    return media(role, "/".join(parts[below:]) if below is not None else uri)


def mended(text: str) -> str:
    """A text whose UTF-8 bytes were written as characters, turned back; any other as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _moment(written: object) -> Moment | None:
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    if not _EARLIEST <= written <= _LATEST:
        return None
    return Moment(int(written), TimeSource.PLATFORM, Certainty.EXACT, str(written))


def _text(record: object, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
