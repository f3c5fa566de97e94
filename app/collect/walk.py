"""Finds the files under what was given, without following anything out of it.

A find is a source of an import (`app.collect.sources`): it opens the very file that was found.

Symbolic links are refused (they may lead anywhere), special files too, and whatever lies inside
the vault. Every path comes out as a find or a refusal: nothing is skipped in silence.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.collect.sources import NO_DETAILS, Standing
from app.domain.evidence.intake import Refused
from app.domain.evidence.items import Item, Method, Sighting
from app.domain.times.times import Certainty, Moment, TimeSource
from app.errors import EnvironmentProblem, InputProblem

DEPTH = 64

# Without waiting: a pipe that took the file's place would otherwise hold us for ever.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

Identity = tuple[int, int]
"""What stays the same however a file is reached: its disk and its number there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A plain file.

    `folder` is the one it lies in, `origin` its path below what was given, with `/` between
    parts. `identity` tells whether the path still leads to the same file when it is opened.
    """

    path: Path
    folder: Path
    origin: str
    identity: Identity

    @property
    def key(self) -> str:
        """It does not wait in a vault."""
        return ""

    @property
    def method(self) -> Method:
        """How it was captured is not known: it was given as a file."""
        return Method.FILE

    @property
    def details(self) -> Mapping[str, str | int]:
        """Nothing to add to the custody log."""
        return NO_DETAILS

    @property
    def said(self) -> tuple[str, str]:
        """Where it lay; nobody said more."""
        return self.origin, ""

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes. Raises OSError."""
        with open_plain(self.path) as src:
            yield src

    def standing(self, src: BinaryIO) -> Standing | None:
        """What the disk says of the open file; None where it is another than was found, or none."""
        status = os.fstat(src.fileno())
        if not stat.S_ISREG(status.st_mode) or identity(status) != self.identity:
            return None
        modified = Moment(status.st_mtime_ns // 1_000_000, TimeSource.FILE, Certainty.EXACT)
        return Standing(status.st_size, modified, (status.st_size, status.st_mtime_ns))

    def captured(self, modified: Moment, *, is_seen: bool) -> Moment | None:
        """The file's time, for what is looked at or listened to; it may be only its copy's."""
        if not is_seen:
            return None
        return Moment(modified.at_ms, TimeSource.FILE, Certainty.APPROXIMATE)

    def size(self) -> int:
        """How long the file is by now, 0 where that can't be known."""
        try:
            return self.path.lstat().st_size
        except OSError:
            return 0

    def fits(self, sha256: str) -> bool:
        """Nothing was promised of its bytes."""
        return bool(sha256)

    def kept(self, item: Item, sighting: Sighting | None) -> None:
        """Nothing to note: the file stays where it is."""

    def let_go(self) -> None:
        """Nothing to remove: the file is not ours."""


def walk(given: Path, vault: Path) -> Iterator[Found | Refused]:
    """All files of a file or folder, folders and names in a fixed order.

    Refusals name places as `Found.origin` does: what lies above what was given is nobody's matter.
    Raises InputProblem INP-002 where there is nothing at all, EnvironmentProblem ENV-005 where the
    vault itself went away.
    """
    try:
        kept_out = identity(vault.stat())
    except OSError:
        raise EnvironmentProblem("ENV-005") from None
    try:
        status = given.lstat()
        top = given.resolve() if given.name in ("", "..") else given.parent.resolve() / given.name
        inside = any(identity(parent.stat()) == kept_out for parent in top.parents)
    except (OSError, ValueError, RuntimeError):
        raise InputProblem("INP-002", name=str(given)) from None
    name = readable(top.name)
    if inside:
        yield Refused(name, "COL-003")
    elif stat.S_ISDIR(status.st_mode):
        yield from _folder(top, name, kept_out, 0)
    else:
        yield _file(top, name, status)


def open_plain(path: Path) -> io.FileIO:
    """A file for reading; never through a link, never waiting. Raises OSError."""
    return io.FileIO(os.open(path, _FLAGS), "rb")


def identity(status: os.stat_result) -> Identity:
    """The identity of a file or folder."""
    return status.st_dev, status.st_ino


def readable(name: str) -> str:
    r"""A file name as text: bytes that are no UTF-8 stand as `\xff`.

    Thus the index and every document can hold it.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _file(path: Path, origin: str, status: os.stat_result) -> Found | Refused:
    if stat.S_ISLNK(status.st_mode):
        return Refused(origin, "COL-001")
    if not stat.S_ISREG(status.st_mode):
        return Refused(origin, "COL-002")
    return Found(path, path.parent, origin, identity(status))


def _folder(folder: Path, origin: str, vault: Identity, depth: int) -> Iterator[Found | Refused]:
    if depth > DEPTH:
        yield Refused(origin, "COL-005")
        return
    try:
        if identity(folder.stat()) == vault:
            yield Refused(origin, "COL-003")
            return
        paths = sorted(folder.iterdir())
    except OSError:
        yield Refused(origin, "ENV-003")
        return
    folders = []
    for path in paths:
        below = f"{origin}/{readable(path.name)}"
        try:
            # Not the listing's own word: Windows leaves the number of a file out of it.
            status = path.lstat()
        except OSError:
            yield Refused(below, "ENV-003")
            continue
        if stat.S_ISDIR(status.st_mode):
            folders.append((path, below))
        else:
            yield _file(path, below, status)
    for path, below in folders:
        yield from _folder(path, below, vault, depth + 1)
