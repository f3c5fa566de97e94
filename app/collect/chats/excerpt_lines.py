"""The lines of an excerpt of a chat: JSON, one object a line. FORMAT.md, section "Excerpts".

Written and read by the same shapes. The words are the export's own; positions lead back into the
source, whose SHA-256 stands in the first line.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from app.domain.times.times import Moment

FORMAT = "ongi-excerpt-v1"
BEGINNING = b'{"line":"head","format":"' + FORMAT.encode() + b'"'
"""How every excerpt begins."""


class HeadLine(msgspec.Struct, frozen=True, tag_field="line", tag="head"):
    """The first line: what it was cut out of, and by which bounds (UTC milliseconds, or null).

    `chosen` is true where single messages were chosen. `item` is the source's in the vault that
    wrote this, or empty where the source was not kept.
    """

    format: str
    source: str
    sha256: str
    size: int
    importer: str
    item: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    chosen: bool = False


class RoomLine(msgspec.Struct, frozen=True, tag_field="line", tag="room"):
    """A room of the source, before its messages. `key` names it in this excerpt only."""

    key: str
    platform: str
    native_id: str
    title: str
    kind: str
    position: str
    left: bool = False


class MediaLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that a message names. `path` is relative to the source's folder, if it lay there.

    `sha256` is that of the item where it is in the vault.
    """

    role: str
    named: str
    path: str = ""
    absent: str = ""
    sha256: str = ""


class MessageLine(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="line", tag="message"):
    """A message. `links` are as they stood there, each with its position."""

    room: str
    position: str
    kind: str
    native_id: str = ""
    sender_id: str = ""
    sender: str = ""
    text: str = ""
    shown: Moment | None = None
    changed: Moment | None = None
    forwarded_from: str = ""
    reply_to: str = ""
    action: str = ""
    media: tuple[MediaLine, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    details: dict[str, str] = {}
    moved: tuple[str, str] | None = None
    source: str = ""


class ProblemLine(msgspec.Struct, frozen=True, tag_field="line", tag="not_understood"):
    """Something in the source that could not be read."""

    where: str
    what: str


Line = HeadLine | RoomLine | MessageLine | ProblemLine


def line_bytes(line: Line) -> bytes:
    """One line with its end. Half characters are spelt out, since UTF-8 has none."""
    try:
        return msgspec.json.encode(line) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.encode(_spelt(msgspec.to_builtins(line))) + b"\n"


def _spelt(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_spelt(name): _spelt(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(one) for one in value]
    return value


class LineStream(io.RawIOBase, BinaryIO):
    """Lines as a stream that is made while it is read; `seek(0)` begins again."""

    def __init__(self, lines: Callable[[], Iterator[Line]]) -> None:
        super().__init__()
        self._make = lines
        self._lines = lines()
        self._left = b""

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """The next piece."""
        if not self._left:
            self._left = b"".join(map(line_bytes, islice(self._lines, 50)))
        room = memoryview(buffer).cast("B")
        piece = self._left[: len(room)]
        self._left = self._left[len(piece) :]
        room[: len(piece)] = piece
        return len(piece)

    def seekable(self) -> bool:
        """To the beginning."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Only to the beginning."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation
        self._lines, self._left = self._make(), b""
        return 0
