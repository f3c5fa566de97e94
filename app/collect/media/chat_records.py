"""Reads a chat export in the limited process and tells its records in batches.

The export's files lie behind each other in the one stream of bytes that a worker may ask for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from app.collect.chats.base import MessageRead, ReadContext, Record, RoomRead
from app.collect.chats.batches import (
    MOST_CHARACTERS,
    MOST_RECORDS,
    Batch,
    ChatAsked,
    encoded,
)
from app.collect.chats.registry import IMPORTERS
from app.collect.media.protocol import BODY_LIMIT, Question
from app.collect.media.remote import RemoteFile
from app.collect.media.tasks import Tell
from app.domain.evidence.intake import NotUnderstood

_BUFFER = 512 * 1024


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell every record of the source, in its order. See `ChatImporter.read`."""
    asked = msgspec.convert(question.details, ChatAsked)
    remote = cast("RemoteFile", cast("io.BufferedReader", source).raw)
    batch, characters = Batch(), 0
    for record in _records(asked, remote):
        if isinstance(record, MessageRead):
            batch.messages.append(record)
            characters += _length(record)
        elif isinstance(record, RoomRead):
            if batch.messages:
                _tell(tell, batch)
                batch, characters = Batch(), 0
            batch.rooms.append(record)
        else:
            batch.unread.append(record)
        if len(batch) >= MOST_RECORDS or characters >= MOST_CHARACTERS:
            _tell(tell, batch)
            batch, characters = Batch(), 0
    _tell(tell, batch)


def _records(asked: ChatAsked, remote: RemoteFile) -> Iterator[Record]:
    (importer,) = [one for one in IMPORTERS if one.name == asked.importer]
    begins: dict[str, tuple[int, int]] = {}
    begin = 0
    for part in asked.parts[1:]:
        begin += asked.parts[len(begins)].size
        begins[part.name] = (begin, part.size)
    context = ReadContext(
        name=asked.parts[0].name,
        zone_minutes=asked.zone_minutes,
        siblings=frozenset(asked.siblings),
        open_companion=lambda name: _opened(remote, *begins[name]),
        days=asked.days,
    )
    return importer.read(lambda: _opened(remote, 0, asked.parts[0].size), context)


def _opened(remote: RemoteFile, begin: int, size: int) -> BinaryIO:
    return io.BufferedReader(remote.part(begin, size), _BUFFER)


def _length(record: MessageRead) -> int:
    """About how long a record is: what an export can make long."""
    long = len(record.text)
    if record.details:
        long += sum(map(len, record.details.values()))
    if record.links:
        long += sum(2 * len(read.link.original) for read in record.links)
    return long


def _tell(tell: Tell, batch: Batch) -> None:
    if not len(batch):
        return
    data = encoded(batch)
    if len(data) <= BODY_LIMIT:
        tell(b"A", data)
        return
    if len(batch) == 1:
        where = batch.messages[0].position if batch.messages else ""
        tell(b"A", encoded(Batch(unread=[NotUnderstood(where, "too_long")])))
        return
    _tell(tell, Batch(rooms=batch.rooms))
    for message in batch.messages:
        _tell(tell, Batch(messages=[message]))
    for unread in batch.unread:
        _tell(tell, Batch(unread=[unread]))
