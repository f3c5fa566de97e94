"""What waits in a vault: files that came in while it was locked and have no place in a case yet.

Anybody who could write in the folder may have made them, so everything inside is capped, checked
and believed no further than an export is. A file that got its place is noted in the index, in the
transaction of its item, before it is removed from the folder. See FORMAT.md, section "What waits".
"""

from __future__ import annotations

import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from app.domain.evidence.captures import SealedCapture
from app.errors import InputProblem
from app.vault.failures import translated
from app.vault.folder import DROP_FOLDER, Step, sync_folder
from app.vault.index.index import Index
from app.vault.waiting.drop import (
    FORMAT,
    FORMAT_OF_CAPTURES,
    LENGTH_BYTES,
    MARK,
    MOST_FACTS,
    DropFacts,
    is_name,
    lying,
    remove_left_over,
)
from app.vault.waiting.dropkey import KeyFound, compare_key, write_key
from crypto import canon
from crypto.age import PayloadReader, open_file
from crypto.age.hybrid import HybridIdentity
from crypto.errors import CryptoError
from crypto.padding import padded_size

_PLACED = "placed:"
_DEPTH = 64
_LONGEST_PART = 1024
_MOST_MS = 2**53 - 1
_HEX = frozenset("0123456789abcdef")
_TEXTS = ("name", "group", "sha256", "method")
_NUMBERS = ("size", "captured_ms", "modified_ms")


class UnreadableError(OSError):
    """A waiting file is damaged, cut, or was not made for this vault. A failure of a source."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: `name` is its random one in the folder, `facts` what was sealed with it.

    `size` and `sha256` (hexadecimal) are the content's as sealed.
    """

    name: str
    stored_size: int
    facts: DropFacts
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file in the folder of those that wait which this vault's key can't open."""

    name: str
    stored_size: int


class WaitingReader:
    """Reads the files that wait, of one vault whose key is at hand. Needs no index."""

    def __init__(self, root: Path, identity: HybridIdentity) -> None:
        self._root = root
        self._identity = identity

    def key_found(self) -> KeyFound:
        """Which key lies in the folder. Raises EnvironmentProblem."""
        with translated(self._root.name):
            return compare_key(self._root, self._identity.recipient)

    def list(self) -> tuple[Waiting | Unreadable, ...]:
        """All that waits, in the order it was taken in; what can't be read comes last.

        Raises EnvironmentProblem.
        """
        found: list[Waiting | Unreadable] = []
        for one in lying(self._root):
            try:
                found.append(self.get(one.name))
            except UnreadableError:
                found.append(Unreadable(one.name, one.stored_size))
            except InputProblem:
                continue  # discarded from elsewhere since the folder was listed
        return tuple(sorted(found, key=_order))

    def get(self, name: str) -> Waiting:
        """One file that waits, by its name in the folder.

        Raises InputProblem INP-032 where none has that name, UnreadableError.
        """
        payload, told = self._opened(name)
        with payload:
            return told

    def open(self, name: str) -> BinaryIO:
        """The content of a file that waits, seekable, authenticated byte by byte.

        Raises InputProblem INP-032, UnreadableError, also while reading.
        """
        payload, told = self._opened(name)
        return _Content(payload, told.size)

    def _path(self, name: str) -> Path:
        if not is_name(name):
            raise InputProblem("INP-032", name=name)
        return self._root / DROP_FOLDER / name

    def _opened(self, name: str) -> tuple[PayloadReader, Waiting]:
        path = self._path(name)
        try:
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            raise InputProblem("INP-032", name=name) from None
        except OSError as error:
            raise UnreadableError from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):  # a folder, a pipe: nobody sealed that
            os.close(handle)
            raise UnreadableError
        src = os.fdopen(handle, "rb")
        try:
            payload = open_file(src, [self._identity], close_source=True)
        except (CryptoError, OSError, ValueError) as error:
            src.close()
            raise UnreadableError from error
        try:
            return payload, _read_end(payload, name, os.fstat(handle).st_size)
        except (CryptoError, OSError, ValueError) as error:
            payload.close()
            raise UnreadableError from error


class WaitingRoom(WaitingReader):
    """The files that wait, of one open vault."""

    def __init__(self, root: Path, index: Index, identity: HybridIdentity, step: Step) -> None:
        super().__init__(root, identity)
        self._index = index
        self._step = step

    def put_key(self) -> None:
        """Put the vault's own key in place of whatever lies there. Raises EnvironmentProblem."""
        with translated(self._root.name):
            write_key(self._root, self._identity.recipient, self._step)

    def tidy(self) -> None:
        """On opening: finish removing what has its place, and what killed writers left.

        Raises EnvironmentProblem.
        """
        rows = self._index.read("SELECT name FROM facts WHERE name GLOB ?", (f"{_PLACED}*",))
        for (fact,) in rows:
            self.remove(fact.removeprefix(_PLACED))
        with translated(self._root.name):
            remove_left_over(self._root)

    def placed(self, name: str, item_id: str) -> None:
        """Note inside the transaction that keeps its item that a file has its place."""
        self._index.write(
            "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (_PLACED + name, item_id)
        )

    def remove(self, name: str) -> None:
        """Take a file out of the folder, durably, then the note about it.

        Raises InputProblem INP-032 where the text is no name of a waiting file, EnvironmentProblem.
        """
        path = self._path(name)
        with translated(self._root.name):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)
        self._step("drop.removed")
        with self._index.transaction():
            self._index.write("DELETE FROM facts WHERE name = ?", (_PLACED + name,))


class _Content(io.BufferedIOBase, BinaryIO):
    """The first `size` bytes of a payload: the content without padding and facts."""

    def __init__(self, payload: PayloadReader, size: int) -> None:
        super().__init__()
        self._payload = payload
        self._size = size
        payload.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._payload.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self.tell(), os.SEEK_END: self._size}[whence]
        try:
            return self._payload.seek(start + offset)
        except CryptoError as error:
            raise UnreadableError from error

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            return self._payload.readinto(view[: max(0, self._size - self.tell())])
        except CryptoError as error:
            raise UnreadableError from error

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self._size - self.tell())
        wanted = left if size is None or size < 0 else min(size, left)
        try:
            return self._payload.read(wanted) if wanted else b""
        except CryptoError as error:
            raise UnreadableError from error

    def read1(self, size: int = -1, /) -> bytes:
        return self.read(size)

    def close(self) -> None:
        self._payload.close()
        super().close()


def _read_end(payload: PayloadReader, name: str, stored_size: int) -> Waiting:
    """What was sealed behind the content. Raises ValueError, CryptoError for anything else."""
    fixed = LENGTH_BYTES + len(MARK)
    whole = payload.size
    payload.seek(whole - min(whole, fixed))
    end = payload.read(fixed)
    length = int.from_bytes(end[:LENGTH_BYTES])
    if len(end) != fixed or end[LENGTH_BYTES:] != MARK or not 0 < length <= MOST_FACTS:
        raise ValueError("no end")
    payload.seek(whole - fixed - length)
    told = canon.loads(payload.read(length), canonical=True)
    if not isinstance(told, dict):
        raise ValueError("other facts")  # noqa: TRY004 - one kind of failure for all of it
    capture = _capture(told)
    if set(told) != {"format", *_TEXTS, *_NUMBERS}:
        raise ValueError("other facts")
    texts = {key: _text(told[key]) for key in _TEXTS}
    numbers = {key: _number(told[key]) for key in _NUMBERS}
    size = numbers["size"]
    if size < 0 or padded_size(size + length + fixed) != whole:
        raise ValueError("other sizes")
    if len(texts["sha256"]) != 64 or not set(texts["sha256"]) <= _HEX:
        raise ValueError("no hash")
    if len(texts["group"]) != 16 or not set(texts["group"]) <= _HEX or not _fits(texts["name"]):
        raise ValueError("no name")
    facts = DropFacts(
        texts["name"],
        texts["group"],
        numbers["captured_ms"],
        numbers["modified_ms"],
        texts["method"],
        capture,
    )
    return Waiting(name, stored_size, facts, size, texts["sha256"])


def _capture(told: dict[str, Any]) -> SealedCapture | None:
    """What was sealed of a capture, taken out of the facts. Raises ValueError."""
    if told.get("format") != FORMAT_OF_CAPTURES:
        if told.get("format") != FORMAT:
            raise ValueError("other format")
        return None
    try:
        sealed = msgspec.json.decode(_text(told.pop("capture", None)), type=SealedCapture)
    except msgspec.DecodeError as error:
        raise ValueError("no capture") from error
    if not sealed.is_sensible:
        raise ValueError("no capture")
    return sealed


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - one kind of failure for all that is hostile
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST_MS:
        raise ValueError("no number")
    return value


def _fits(name: str) -> bool:
    """Whether a name is a path that stays below where it is put, with parts that a disk has."""
    parts = name.split("/")
    return (
        len(parts) <= _DEPTH
        and "\0" not in name
        and all(0 < len(part) <= _LONGEST_PART and part not in (".", "..") for part in parts)
    )


def _order(one: Waiting | Unreadable) -> tuple[bool, int, int, str, str]:
    """Those of one call were taken in one after the other; within one instant as a walk goes.

    So a chat stands before the files in its folders also where a disk is faster than the clock.
    """
    if isinstance(one, Waiting):
        facts = one.facts
        return False, facts.captured_ms, facts.name.count("/"), facts.name, one.name
    return True, 0, 0, "", one.name
