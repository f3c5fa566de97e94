"""The records of a stored chat export, read in the limited process.

What that process tells is as hostile as the export: shapes are checked here, names lead nowhere
but to items of the same import, and its failing ends this source alone, with a word about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import msgspec

from app.collect.chats.base import ChatImporter, MessageRead, ReadContext, Record
from app.collect.chats.batches import MOST_SIBLINGS, Batch, ChatAsked, Part, decoded
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


def read_batches(
    worker: MediaWorker,
    importer: ChatImporter,
    context: ReadContext,
    parts: Sequence[StoredPart],
    tick: Callable[[], None],
) -> Iterator[Batch]:
    """Every record of the source in batches, rooms before their messages. `parts` has it first.

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
            wrong = _first_wrong(batch.messages, rooms)
            if wrong is not None:
                position = batch.messages[wrong].position
                yield Batch(batch.rooms, batch.messages[:wrong], [_stopped(position)])
                return
            yield batch
    except (WorkerEndedError, msgspec.DecodeError):
        yield Batch(unread=[_stopped("")])
    except SourceFailedError as failed:
        raise failed.error from failed
    finally:
        pieces.close()


def read_records(
    worker: MediaWorker,
    importer: ChatImporter,
    context: ReadContext,
    parts: Sequence[StoredPart],
    tick: Callable[[], None],
) -> Iterator[Record]:
    """The records of `read_batches`, one by one."""
    for batch in read_batches(worker, importer, context, parts, tick):
        yield from batch.rooms
        yield from batch.messages
        yield from batch.unread


def _first_wrong(messages: Sequence[MessageRead], rooms: set[str]) -> int | None:
    """The place of the first message that no importer of ours tells: of no room or no real time."""
    for place, message in enumerate(messages):
        if message.room not in rooms or not _has_real_times(message):
            return place
    return None


def _has_real_times(message: MessageRead) -> bool:
    return (message.shown is None or is_storable(message.shown)) and (
        message.changed is None or is_storable(message.changed)
    )


def _stopped(where: str) -> NotUnderstood:
    return NotUnderstood(where, "reading_stopped")
