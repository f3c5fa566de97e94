"""Discord chats as DiscordChatExporter writes them in JSON.

One channel a file, times with their offset, identifiers for everything; media lie in a folder
beside the file, named with backslashes. After that program's documentation and a public sample.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from app.collect.chats.base import LinkRead, MediaRead, MessageRead, ReadContext, Record, RoomRead
from app.collect.chats.flatten import flatten
from app.collect.chats.json_records import Fact, Listed, read_records
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.links import find_links
from app.domain.chats.chats import MessageKind, Platform
from app.domain.times.times import Certainty, Moment, TimeSource

_SIGNS = (rb'"guild"\s*:', rb'"channel"\s*:', rb'"messages"\s*:|"dateRange"\s*:')
_SPOKEN = {"Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage"}
_OWN = {
    "id", "type", "timestamp", "timestampEdited", "content", "author", "attachments", "stickers",
    "reference",
}  # fmt: skip
_WEB = re.compile(r"https?://", re.IGNORECASE)
_LONGEST = 1_000_000


class DiscordJson:
    """One channel as JSON. See `app.collect.chats.base.ChatImporter`."""

    name = "discord.json"
    platform = Platform.DISCORD

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By content: the exporter's keys at the top."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return start.startswith(b"{") and all(re.search(sign, head) for sign in _SIGNS)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:  # noqa: ARG002
        """The channel, then its messages."""
        problems = Problems()
        guild: Any = None
        room: RoomRead | None = None
        with open_source() as source:
            for part in read_records(source, "messages", problems):
                if isinstance(part, Fact):
                    if part.key == "guild":
                        guild = part.value
                    elif part.key == "channel" and room is None:
                        room = _room(part.value, guild)
                        yield room
                    continue
                if room is None:
                    room = _room(None, guild)
                    yield room
                yield _message(part, problems)
                if problems.waiting:
                    yield from problems.drain()
        yield from problems.close()


def _room(channel: Any, guild: Any) -> RoomRead:
    title = " / ".join(name for name in (_text(guild, "name"), _text(channel, "name")) if name)
    kind, number = _text(channel, "type"), _text(channel, "id")
    return RoomRead("channel", Platform.DISCORD, number[:64], title[:4096], kind[:64], "channel")


def _message(part: Listed, problems: Problems) -> MessageRead:
    position = f"messages[{part.place}]"
    record = part.value if isinstance(part.value, dict) else {}
    if not isinstance(part.value, dict) and part.value is not None:
        problems.add(position, "bad_record")
    kind, author = _text(record, "type"), record.get("author")
    text = _text(record, "content")
    if len(text) > _LONGEST:
        problems.add(f"{position}.content", "too_long")
        text = text[:_LONGEST]
    shown = _moment(record.get("timestamp"))
    if shown is None:
        problems.add(f"{position}.timestamp", "bad_time")
    spoken = kind in _SPOKEN
    details, whole = flatten({key: value for key, value in record.items() if key not in _OWN})
    if not whole:
        problems.add(position, "too_long")
    return MessageRead(
        room="channel",
        position=position,
        kind=MessageKind.MESSAGE if spoken else MessageKind.SERVICE,
        native_id=_text(record, "id")[:64],
        sender_id=_text(author, "id")[:64],
        sender=(_text(author, "nickname") or _text(author, "name"))[:1024],
        text=text,
        shown=shown,
        changed=_moment(record.get("timestampEdited")),
        reply_to=_text(record.get("reference"), "messageId")[:64],
        action="" if spoken else kind[:64],
        media=_files(record),
        links=tuple(LinkRead(link, f"{position}.content") for link in find_links(text)),
        details=details,
    )


def _files(record: Mapping[str, Any]) -> tuple[MediaRead, ...]:
    found = []
    for role, key, named in (("file", "attachments", "url"), ("sticker", "stickers", "sourceUrl")):
        listed = record.get(key)
        for one in (listed if isinstance(listed, list) else [])[:100]:
            place = _text(one, named)
            if _WEB.match(place):
                found.append(MediaRead(role, place[:1024], absent="not_exported"))
            elif place:
                found.append(media(role, place.replace("\\", "/")))
    return tuple(found)


def _moment(written: object) -> Moment | None:
    if not isinstance(written, str) or not 19 <= len(written) <= 40:
        return None
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return None
    offset = time.utcoffset()
    if offset is None or time.year < 1971:
        return None
    at_ms = round(time.timestamp() * 1000)
    minutes = round(offset.total_seconds()) // 60
    return Moment(at_ms, TimeSource.PLATFORM, Certainty.EXACT, written, minutes)


def _text(record: object, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
