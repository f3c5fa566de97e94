"""The first look at a file: the very one that was found, what its beginning and its disk say.

Made before anything is stored, and without decoding.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from app.collect.chats.base import HEAD_BYTES, ChatImporter
from app.collect.chats.registry import recognise
from app.collect.kinds import sniff_kind
from app.collect.walk import Found, identity
from app.domain.items import ItemKind
from app.domain.times import Certainty, Moment, TimeSource

SEEN_KINDS = frozenset({ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO})
"""What is looked at or listened to. Never the source of a chat, whatever stands inside it."""

# Without waiting: a pipe that took the file's place would otherwise hold us for ever.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first bytes and the file system say of a file.

    `importer` reads it as a chat; `alone` would, if other files did not lie beside it. `stamp`
    changes when somebody writes to the file.
    """

    kind: ItemKind
    media_type: str
    importer: ChatImporter | None
    alone: ChatImporter | None
    modified: Moment
    size: int
    stamp: tuple[int, int]


@contextmanager
def opened(file: Found) -> Iterator[BinaryIO]:
    """The bytes of a found file. Raises OSError."""
    with os.fdopen(os.open(file.path, _FLAGS), "rb", buffering=0) as src:
        yield src


def first_look(file: Found, src: BinaryIO, siblings: frozenset[str]) -> FirstLook | None:
    """Look at a file without storing it; None where it is another than was found, or no file.

    Raises OSError.
    """
    status = os.fstat(src.fileno())
    if not stat.S_ISREG(status.st_mode) or identity(status) != file.identity:
        return None
    head = src.read(HEAD_BYTES)
    src.seek(0)
    name = file.path.name
    kind, media_type = sniff_kind(head, name)
    readable_as_chat = kind not in SEEN_KINDS
    importer = recognise(head, name, siblings) if readable_as_chat else None
    alone = recognise(head, name, frozenset({name})) if readable_as_chat else None
    return FirstLook(
        ItemKind.CHAT if importer else kind,
        media_type,
        importer,
        importer or alone,
        Moment(status.st_mtime_ns // 1_000_000, TimeSource.FILE, Certainty.EXACT),
        status.st_size,
        stamp(status),
    )


def stamp(status: os.stat_result) -> tuple[int, int]:
    """What changes when somebody writes to a file."""
    return status.st_size, status.st_mtime_ns
