"""The records of a stored chat export, read in the limited process.

What that process tells is as hostile as the export: shapes are checked here, names lead nowhere
but to items of the same import, and its failing ends this source alone, with a word about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from app.collect.chats.base import ChatImporter, MessageRead, ReadContext, Record
from app.collect.chats.batches import MOST_SIBLINGS, ChatAsked, Part, decoded
from app.collect.media import MediaWorker, SourceFailedError, SourcePart, WorkerEndedError
from app.domain.evidence.intake import NotUnderstood
from app.domain.times.times import is_storable

_TOLD_PER_BYTE = 40
_TOLD_AT_LEAST = 64 * 1024 * 1024


class StoredPart(NamedTuple):
    """A file of the export: its own name, its size in bytes, and how it is opened."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def read_records(
    worker: MediaWorker,
    importer: ChatImporter,
    context: ReadContext,
    parts: Sequence[StoredPart],
    tick: Callable[[], None],
) -> Iterator[Record]:
    """Every record of the source, rooms before their messages. `parts` has the source first.

    Ends early with `NotUnderstood` (`reading_stopped`) where the process failed. What opening and
    reading the parts raises goes through, and what `tick` raises, which is called often.
    """
    neighbours = sorted(context.siblings)[:MOST_SIBLINGS]
    asked = ChatAsked(
        importer=importer.name,
        zone_minutes=context.zone_minutes,
        days=context.days,
        siblings=sorted({part.name for part in parts[1:]} | set(neighbours)),
        parts=[Part(part.name, part.size) for part in parts],
    )
    limit = _TOLD_AT_LEAST + _TOLD_PER_BYTE * sum(part.size for part in parts)
    pieces = worker.stream(
        [SourcePart(part.size, part.open) for part in parts],
        "chat",
        msgspec.to_builtins(asked),
        limit=limit,
        tick=tick,
    )
    rooms: set[str] = set()
    try:
        for piece in pieces:
            batch = decoded(piece)
            rooms.update(room.key for room in batch.rooms)
            yield from batch.rooms
            for message in batch.messages:
                if message.room not in rooms or not _has_real_times(message):
                    yield _stopped(message.position)
                    return
                yield message
            yield from batch.unread
    except (WorkerEndedError, msgspec.DecodeError):
        yield _stopped("")
    except SourceFailedError as failed:
        raise failed.error from failed
    finally:
        pieces.close()


def _has_real_times(message: MessageRead) -> bool:
    return (message.shown is None or is_storable(message.shown)) and (
        message.changed is None or is_storable(message.changed)
    )


def _stopped(where: str) -> NotUnderstood:
    return NotUnderstood(where, "reading_stopped")
