"""Taking bytes into a vault that is locked: sealed for its public key, and readable by nobody here.

Needs the folder alone: no passphrase, no index, no lock of the vault, so that it works while the
vault is locked, open, or taken into by others at the same time. Each file becomes one standard age
file in `drop/`, under a random name, its size padded. It can't be read back: the key is not there;
what the disk was given is made durable, and whether it is whole shows when it gets its place.
See FORMAT.md, section "What waits".
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.domain.evidence.captures import SealedCapture
from app.errors import FormatProblem
from app.vault.failures import from_disk
from app.vault.folder import DROP_FOLDER, TEMPORARY, Step, no_step, sync_folder
from app.vault.waiting.dropkey import read_key
from app.vault.waiting.living import hold, remove_dead
from crypto import canon
from crypto.age import PayloadWriter, make_header, new_file_key
from crypto.age.writer import write_all
from crypto.eager import EagerFile
from crypto.padding import padded_size

FORMAT = "ongi-drop-v1"
FORMAT_OF_CAPTURES = "ongi-drop-v2"
MARK = b"ongidrop"
MOST_FACTS = 64 * 1024
LENGTH_BYTES = 4

_NAME = re.compile(r"[0-9a-f]{32}")
_PIECE = 256 * 1024
_ZEROS = bytes(_PIECE)


@dataclass(frozen=True, slots=True)
class DropFacts:
    """What is known of a file when it is taken in: sealed with it, and believed no further.

    `name` is its path below what was given, with `/` between parts; `group` (16 hexadecimal digits)
    is the same for all that was given at once; `method` a word of
    `app.domain.evidence.items.Method`. Times are UTC milliseconds of this computer's clock and of
    the file system. `capture` is what was known and said when a picture was captured.
    """

    name: str
    group: str
    captured_ms: int
    modified_ms: int
    method: str
    capture: SealedCapture | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a locked vault shows of one file: its random name and its padded size in bytes."""

    name: str
    stored_size: int


def new_group() -> str:
    """A fresh name for what is given at once."""
    return secrets.token_hex(8)


def is_name(name: str) -> bool:
    """Whether a text is the name of a file that waits: never a path."""
    return _NAME.fullmatch(name) is not None


class Drop:
    """The way into one locked vault.

    Raises FormatProblem VLT-002 where there is no vault, VLT-056 where its key for this is missing
    or unreadable, EnvironmentProblem ENV-004, ENV-005.
    """

    def __init__(self, root: Path, step: Step = no_step) -> None:
        self._root = root
        self._step = step
        try:
            self._recipient = read_key(root)
            (root / DROP_FOLDER).mkdir(mode=0o700, exist_ok=True)
            sync_folder(root)
        except OSError as error:
            raise from_disk(error, root.name) from error

    def take(
        self,
        src: BinaryIO,
        facts: DropFacts,
        *,
        tick: Callable[[int], None],
        settled: Callable[[int], None],
    ) -> Dropped:
        """Seal a stream to its end; durable when this returns.

        `tick` gets the bytes done and may raise to stop; `settled` gets them at the end and may
        raise to say that the source changed meanwhile. Nothing stays then. An OSError of `src`
        itself leaves unchanged, as the errors of the two do. Raises EnvironmentProblem (ENV-001
        disk full, ENV-004, ENV-005).
        """
        watched = _Watched(src)
        name, part, file = self._begin()
        try:
            with file:
                self._step("drop.begun")
                settled(self._seal(file, watched, facts, tick))
                os.fsync(file.fileno())
                self._step("drop.written")
                size = os.fstat(file.fileno()).st_size
                if os.name != "nt":  # held until it has its name, so that nobody takes it away
                    part.replace(part.with_suffix(""))
            if os.name == "nt":
                part.replace(part.with_suffix(""))
            self._step("drop.renamed")
            sync_folder(part.parent)
            self._step("drop.durable")
        except OSError as error:
            _take_back(part)
            if error is watched.error:
                raise
            raise from_disk(error, self._root.name) from error
        except BaseException:
            _take_back(part)
            raise
        return Dropped(name, size)

    def _begin(self) -> tuple[str, Path, BinaryIO]:
        """A new file with our lock on it. An opened vault may sweep between the two: then anew."""
        folder = self._root / DROP_FOLDER
        try:
            while True:
                name = secrets.token_hex(16)
                part = folder / f"{name}{TEMPORARY}"
                file = part.open("xb", buffering=0)
                if hold(file, part):
                    return name, part, file
                file.close()
        except OSError as error:
            raise from_disk(error, self._root.name) from error

    def _seal(
        self, file: BinaryIO, src: _Watched, facts: DropFacts, tick: Callable[[int], None]
    ) -> int:
        """Write the whole age file; the length of the content."""
        file_key = new_file_key()
        out = EagerFile(file)
        header = make_header(file_key, [self._recipient])
        write_all(out, memoryview(header))
        writer, digest, done = PayloadWriter(out, file_key), hashlib.sha256(), 0
        buffer = memoryview(bytearray(_PIECE))
        while count := src.read_into(buffer):
            digest.update(buffer[:count])
            writer.write(buffer[:count])
            done += count
            tick(done)
        end = _end(facts, done, digest.hexdigest())
        zeros = padded_size(done + len(end)) - done - len(end)
        while zeros:
            zeros -= writer.write(_ZEROS[: min(zeros, _PIECE)])
        writer.write(end)
        writer.finish()
        return done


class _Watched:
    """A source that remembers its own failure, so that it is told apart from the vault's disk."""

    def __init__(self, src: BinaryIO) -> None:
        self._src = src
        self.error: OSError | None = None

    def read_into(self, buffer: memoryview) -> int:
        try:
            data = self._src.read(len(buffer))
        except OSError as error:
            self.error = error
            raise
        buffer[: len(data)] = data
        return len(data)


def lying(root: Path) -> tuple[Dropped, ...]:
    """What anybody sees of the files that wait, by name. Raises FormatProblem, EnvironmentProblem.

    This is all that a locked vault tells of them.
    """
    found = []
    try:
        for path in sorted((root / DROP_FOLDER).iterdir()):
            if is_name(path.name):
                with suppress(FileNotFoundError):  # one that gets its place now hides no other
                    found.append(Dropped(path.name, path.lstat().st_size))
    except FileNotFoundError:
        return ()
    except NotADirectoryError:
        raise FormatProblem("VLT-002", name=root.name or str(root)) from None
    except OSError as error:
        raise from_disk(error, root.name) from error
    return tuple(found)


def remove_left_over(root: Path) -> int:
    """Remove what killed writers left; what living ones write stays. How many. Raises OSError."""
    folder = root / DROP_FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return 0
    parts = [path for path in folder.iterdir() if path.suffix == TEMPORARY and is_name(path.stem)]
    removed = sum(remove_dead(path) for path in parts)
    if removed:
        sync_folder(folder)
    return removed


def _end(facts: DropFacts, size: int, sha256: str) -> bytes:
    sealed = facts.capture
    told = canon.dumps(
        {
            "format": FORMAT if sealed is None else FORMAT_OF_CAPTURES,
            **({} if sealed is None else {"capture": msgspec.json.encode(sealed).decode()}),
            "size": size,
            "sha256": sha256,
            "name": facts.name,
            "group": facts.group,
            "captured_ms": facts.captured_ms,
            "modified_ms": facts.modified_ms,
            "method": facts.method,
        }
    )
    return told + len(told).to_bytes(LENGTH_BYTES) + MARK


def _take_back(part: Path) -> None:
    """What did not become whole and durable goes, if the disk lets us; else at the next opening."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
        part.with_suffix("").unlink(missing_ok=True)
