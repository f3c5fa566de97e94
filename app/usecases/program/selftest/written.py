"""Looks for marks in every file under a folder: words in some writings, pieces of given files."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

PIECE = 24
_MOST_ALIKE = 12
"""A piece with fewer different bytes stands in other files as well."""


def words_as_bytes(word: str) -> Iterator[bytes]:
    """A word as files may hold it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = word.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield from in_base64(raw)


def in_base64(raw: bytes) -> Iterator[bytes]:
    """Bytes in Base64, wherever in the text they begin."""
    for before in range(3):
        shifted = base64.b64encode(bytes(before) + raw)
        yield shifted[4 if before else 0 : len(shifted) - 4]


def pieces(data: bytes) -> Iterator[bytes]:
    """Pieces out of the middle of a file, where no two files are alike."""
    for at in (len(data) // 3, len(data) // 2, 2 * len(data) // 3):
        piece = data[at : at + PIECE]
        if len(set(piece)) > _MOST_ALIKE:
            yield piece
            yield from in_base64(piece)


def marks_of(words: Iterable[str], files: Iterable[Path]) -> tuple[bytes, ...]:
    """All that is looked for. Raises OSError."""
    found = {form for word in words for form in words_as_bytes(word)}
    for file in files:
        found.update(pieces(file.read_bytes()))
    return tuple(sorted(found))


def files_with(marks: Sequence[bytes], folder: Path, saved: Iterable[Path]) -> tuple[Path, ...]:
    """The files under a folder that hold a mark, or have one in their name; `saved` are left out.

    Raises OSError.
    """
    left_out = tuple(saved)
    found = []
    for path in sorted(folder.rglob("*")):
        if any(path.is_relative_to(one) for one in left_out):
            continue
        name = str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
        data = path.read_bytes() if path.is_file() else b""
        if any(mark in data or mark in name for mark in marks):
            found.append(path)
    return tuple(found)
