"""Excerpts of chats that this program cut out: read like any export. FORMAT.md, "Excerpts".

An excerpt may have been written or changed by anybody: each line is checked, and what does not
fit is told and passed over. A message's place is its line; the place in the source stands in its
details.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from app.collect.chats.base import (
    Lineage,
    LinkRead,
    MediaRead,
    MessageRead,
    ReadContext,
    Record,
    RoomRead,
)
from app.collect.chats.excerpt_lines import (
    BEGINNING,
    HeadLine,
    Line,
    MediaLine,
    MessageLine,
    ProblemLine,
    RoomLine,
)
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.links import normalise
from app.domain.chats.chats import MessageKind, Platform
from app.domain.evidence.intake import NotUnderstood
from app.domain.times.times import Moment, is_storable

PLACE = "excerpt.position"
LONGEST_LINE = 8 * 1024 * 1024
ROOMS_LIMIT = 10_000
_DECODER = msgspec.json.Decoder(HeadLine | RoomLine | MessageLine | ProblemLine)


class Excerpt:
    """JSON lines that begin with `BEGINNING`."""

    name = "ongi.excerpt"
    platform = Platform.OTHER

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:  # noqa: ARG002
        """By its first line."""
        return head.startswith(BEGINNING)

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:  # noqa: ARG002
        """None: an excerpt is one file."""
        return ()

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:  # noqa: ARG002
        """Rooms and messages in their order."""
        problems, rooms = Problems(), set[str]()
        with open_source() as source:
            for number, line in enumerate(_lines(source), 1):
                where = f"line {number}"
                if line is None:
                    problems.add(where, "too_long")
                else:
                    yield from _record(line, where, rooms, problems)
                if problems.waiting:
                    yield from problems.drain()
        yield from problems.close()


def _lines(source: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than is read here."""
    while line := source.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE)
        yield None


def _record(raw: bytes, where: str, rooms: set[str], problems: Problems) -> Iterator[Record]:
    try:
        line: Line = _DECODER.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if raw.strip():
            problems.add(where, "bad_record")
        return
    if isinstance(line, ProblemLine):
        yield NotUnderstood(line.where, line.what)
    elif isinstance(line, RoomLine):
        if line.key not in rooms and len(rooms) < ROOMS_LIMIT:
            rooms.add(line.key)
            yield RoomRead(
                line.key, _platform(line.platform), line.native_id, line.title, line.kind,
                line.position, line.left,
            )  # fmt: skip
    elif isinstance(line, MessageLine):
        if line.room not in rooms or line.kind not in list(MessageKind):
            problems.add(where, "bad_record")
        else:
            message = _message(line, where)
            _check_times(message, problems)
            yield message


def _check_times(message: MessageRead, problems: Problems) -> None:
    """Leave out a time that nothing can hold."""
    for name in ("shown", "changed"):
        moment: Moment | None = getattr(message, name)
        if moment is not None and not is_storable(moment):
            problems.add(f"{message.position}.{name}", "bad_time")
            setattr(message, name, None)


def _message(line: MessageLine, where: str) -> MessageRead:
    found = ((normalise(original), position) for original, position in line.links)
    return MessageRead(
        room=line.room,
        position=where,
        kind=MessageKind(line.kind),
        native_id=line.native_id,
        sender_id=line.sender_id,
        sender=line.sender,
        text=line.text,
        shown=line.shown,
        changed=line.changed,
        forwarded_from=line.forwarded_from,
        reply_to=line.reply_to,
        action=line.action,
        media=tuple(_media(one) for one in line.media),
        links=tuple(LinkRead(link, position) for link, position in found if link is not None),
        details={**line.details, PLACE: _place(line)},
        lineage=Lineage(*line.moved) if line.moved is not None else None,
    )


def _place(line: MessageLine) -> str:
    place = f"{line.source}: {line.position}" if line.source else line.position
    earlier = line.details.get(PLACE, "")
    return f"{place} ({earlier})" if earlier else place


def _media(one: MediaLine) -> MediaRead:
    """The file by its path, which is checked as any export's; else why it is not there."""
    if one.path:
        checked = media(one.role, one.path)
        return MediaRead(one.role, one.named, checked.path, checked.absent)
    return MediaRead(one.role, one.named, "", one.absent or "not_exported")


def _platform(word: str) -> Platform:
    return Platform(word) if word in list(Platform) else Platform.OTHER
