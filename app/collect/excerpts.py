"""Makes the lines of an excerpt out of what an importer reads, within a span of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.collect.chats.base import MessageRead, Record, RoomRead
from app.collect.chats.excerpt_lines import (
    HeadLine,
    Line,
    MediaLine,
    MessageLine,
    ProblemLine,
    RoomLine,
)
from app.domain.evidence.excerpts import Span

Seen = Callable[[MessageRead], None]


def lines_of(records: Iterator[Record], head: HeadLine, span: Span, seen: Seen) -> Iterator[Line]:
    """The head, then rooms with messages in the span, and what could not be read of the source.

    A record without a time belongs where the one before it in its room lies. `seen` gets each
    message that is in.
    """
    yield head
    rooms: dict[str, RoomRead] = {}
    told: set[str] = set()
    inside: dict[str, bool] = {}
    for record in records:
        if isinstance(record, RoomRead):
            rooms[record.key] = record
        elif isinstance(record, MessageRead):
            at_ms = record.shown.at_ms if record.shown is not None else None
            if at_ms is not None:
                inside[record.room] = span.holds(at_ms)
            if not inside.get(record.room, span.from_ms is None):
                continue
            if record.room not in told and record.room in rooms:
                told.add(record.room)
                yield _room(rooms[record.room])
            seen(record)
            yield _message(record)
        else:
            yield ProblemLine(record.where, record.what)


def _room(room: RoomRead) -> RoomLine:
    return RoomLine(
        room.key, room.platform.value, room.native_id, room.title, room.kind, room.position,
        room.left,
    )  # fmt: skip


def _message(one: MessageRead) -> MessageLine:
    moved = one.lineage
    return MessageLine(
        room=one.room,
        position=one.position,
        kind=one.kind.value,
        native_id=one.native_id,
        sender_id=one.sender_id,
        sender=one.sender,
        text=one.text,
        shown=one.shown,
        changed=one.changed,
        forwarded_from=one.forwarded_from,
        reply_to=one.reply_to,
        action=one.action,
        media=tuple(MediaLine(m.role, m.named, m.path, m.absent) for m in one.media),
        links=tuple((read.link.original, read.position) for read in one.links),
        details=dict(one.details),
        moved=None if moved is None else (moved.direction, moved.title),
        source=one.source,
    )
