"""The lines of a chat that was exported as text: numbered from 1, decoded, and none too long.

Such exports are UTF-8 with or without a byte order mark, UTF-16, or, from older Korean programs,
CP949. Streams, so that a gigabyte is read in flat memory.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from app.collect.chats.problems import Problems

LONGEST_LINE = 1_000_000
_PIECE = 256 * 1024
_HEAD = 64 * 1024
_FIRST = 4 * 1024
_CUT = 4
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Line(NamedTuple):
    """One line without its end. `number` counts from 1 as an editor shows it."""

    number: int
    text: str

    @property
    def position(self) -> str:
        """The place in the source, for a record that begins here."""
        return f"line {self.number}"


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding of a text by its beginning, and how many bytes its mark takes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    # The beginning may end inside a character, which must not look like another encoding.
    for cut in range(_CUT):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8", 0
    try:
        head[: len(head) - len(head) % 2].decode("cp949")
    except UnicodeDecodeError as error:
        if error.start < len(head) - _CUT:
            return "utf-8", 0
    return "cp949", 0


def beginning(source: BinaryIO) -> bytes:
    """The first 64 KiB of a source, or all there is, however small its pieces come."""
    pieces, missing = [], _HEAD
    while missing and (piece := source.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


@lru_cache(maxsize=2)
def head_lines(head: bytes, most: int = 60) -> tuple[str, ...]:
    """The first lines of a beginning, for recognising a format; the last, cut one is left out.

    Kept for the next that asks, as every importer of texts does for every file: see `forget_heads`.
    """
    encoding, skip = encoding_of(head)
    # Nearly always the first few KiB hold them, and decoding what is no text at all is slow. More
    # lines than asked for: so the asked for ones are whole, line end included.
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    lines = decoder.decode(head[skip:_FIRST]).splitlines()
    if len(lines) > most:
        return tuple(lines[:most])
    lines = head[skip:].decode(encoding, "replace").splitlines()
    return tuple(lines[:most] if len(head) < _HEAD else lines[:-1][:most])


def forget_heads() -> None:
    """Let go of the beginnings that are kept: they are evidence."""
    head_lines.cache_clear()


def lines_of(source: BinaryIO, problems: Problems) -> Iterator[Line]:
    """All lines of a source, in order.

    What can't be decoded stands as U+FFFD and is noted as `bad_text`; a line over a million
    characters is cut and noted as `too_long`.
    """
    head = beginning(source)
    encoding, skip = encoding_of(head)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    number, rest, piece = 0, "", head[skip:]
    while piece:
        text = rest + decoder.decode(piece)
        parts = text.split("\n")
        rest = parts.pop()
        for part in parts:
            number += 1
            yield _line(number, part, problems)
        if len(rest) > 2 * LONGEST_LINE:
            rest = rest[: LONGEST_LINE + 1]
        piece = source.read(_PIECE)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield _line(number + 1, rest, problems)


def _line(number: int, text: str, problems: Problems) -> Line:
    text = text.removesuffix("\r")
    if len(text) > LONGEST_LINE:
        problems.add(f"line {number}", "too_long")
        text = text[:LONGEST_LINE]
    if "\ufffd" in text:
        problems.add(f"line {number}", "bad_text")
    return Line(number, text)
