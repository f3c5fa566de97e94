"""Bytes on their way into the vault: sealed and read back one by one, made durable together.

What is sealed lies under a name that the journal has and no item; a kill leaves nothing behind that
the next opening does not take away. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from app.errors import EnvironmentProblem
from app.vault.blobs.blobs import BlobReader
from app.vault.blobs.journal import Journal
from app.vault.failures import from_disk
from app.vault.folder import TEMPORARY, Step, blob_path, sync_folder
from crypto.age import X25519Identity, make_header, new_file_key
from crypto.age.chunks import read_full
from crypto.eager import EagerFile
from crypto.errors import BadPayload
from crypto.padding import padded_size
from crypto.pipeline import Sealed, seal_stream
from crypto.readahead import read_in_order

Tick = Callable[[int], None]


def no_tick(_done: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class StoredBlob:
    """Bytes that are sealed and read back, but belong to no item yet.

    `name` is the payload's file name, `header` the age header that belongs to it; `sha256`
    (hexadecimal), `size` and `crc32` are the content's, `stored_size` is the padded payload's.
    """

    name: str
    header: bytes = field(repr=False)
    sha256: str
    size: int
    stored_size: int
    crc32: int


@dataclass(frozen=True)
class SealedBlob:
    """A payload that is not durable yet and has a temporary name: to be settled or dropped.

    Its file stays open until then, since a disk tells its late failures to who has it open.
    """

    stored: StoredBlob
    file: BinaryIO = field(repr=False)


class Blobs(BlobReader):
    """Stores, opens and discards payloads."""

    def __init__(self, root: Path, journal: Journal, identity: X25519Identity, step: Step) -> None:
        super().__init__(root, identity)
        self._journal = journal
        self._step = step

    def store(self, src: BinaryIO, *, tick: Tick = no_tick) -> StoredBlob:
        """Seal a stream and settle it: durable when this returns. Raises as `seal` and `settle`."""
        sealed = self.seal(src, tick=tick)
        self.settle([sealed])
        return sealed.stored

    def seal(self, src: BinaryIO, *, tick: Tick = no_tick) -> SealedBlob:
        """Encrypt, hash and write a stream, and read back what was written.

        Call it before the transaction that adds the item (RuntimeError inside one). `tick` gets the
        bytes done and may raise to stop; nothing stays then. An OSError of `src` itself leaves
        unchanged; failures of the vault's disk are EnvironmentProblem ENV-001, ENV-004, ENV-005.
        """
        name = self._journal.take()
        file_key = new_file_key()
        header = make_header(file_key, [self.identity.recipient])
        watched = _Watched(src)
        read_in_order(src)
        try:
            file, sealed = self._write(self._part(name), watched, file_key, tick)
        except OSError as error:
            self._remove(name)
            if error is watched.error:
                raise
            raise from_disk(error, self._root.name) from error
        except BadPayload as error:
            self._remove(name)
            raise EnvironmentProblem("ENV-005") from error
        except BaseException:
            self._remove(name)
            raise
        return SealedBlob(
            StoredBlob(name, header, sealed.sha256, sealed.size, sealed.stored_size, sealed.crc32),
            file,
        )

    def settle(self, sealed: Sequence[SealedBlob]) -> None:
        """Make sealed payloads durable under their names; all of them, or none where this raises.

        The first sync makes a disk write down what it holds back for all of them, so that the
        others cost little. Raises EnvironmentProblem ENV-001, ENV-004, ENV-005.
        """
        if not sealed:
            return
        try:
            for one in sealed:
                os.fsync(one.file.fileno())
                one.file.close()
            for one in sealed:
                self._part(one.stored.name).replace(self._path(one.stored.name))
                self._step("blob.renamed")
            for folder in {self._path(one.stored.name).parent: None for one in sealed}:
                sync_folder(folder)
            self._step("blob.durable")
        except BaseException as error:
            for one in sealed:
                self.drop(one)
            if isinstance(error, OSError):
                raise from_disk(error, self._root.name) from error
            raise

    def drop(self, sealed: SealedBlob) -> None:
        """Take away a payload that nobody will have, if the disk lets us.

        Else the journal does when the vault is opened.
        """
        # What could not be written is not wanted any more.
        with suppress(OSError):
            sealed.file.close()
        self._remove(sealed.stored.name)

    def discard(self, stored: StoredBlob) -> None:
        """Remove settled bytes that no item will have (they were there already).

        Raises EnvironmentProblem.
        """
        try:
            self._path(stored.name).unlink(missing_ok=True)
            sync_folder(self._path(stored.name).parent)
        except OSError as error:
            raise from_disk(error, self._root.name) from error
        self._journal.gone(stored.name)

    def _write(
        self, part: Path, src: _Watched, file_key: bytes, tick: Tick
    ) -> tuple[BinaryIO, Sealed]:
        part.parent.mkdir(parents=True, exist_ok=True)
        file = part.open("xb", buffering=0)
        eager = EagerFile(file)
        try:
            with part.open("rb", buffering=0) as again:
                self._step("blob.begun")
                sealed = seal_stream(
                    src,
                    eager,
                    file_key,
                    tick=tick,
                    read_back=again,
                    sync=lambda: os.fsync(file.fileno()),
                    padding=padded_size,
                )
            eager.begin_rest()
            self._step("blob.written")
        except BaseException:
            file.close()
            raise
        return file, sealed

    def _path(self, name: str) -> Path:
        return blob_path(self._root, name)

    def _part(self, name: str) -> Path:
        path = self._path(name)
        return path.with_name(path.name + TEMPORARY)

    def _remove(self, name: str) -> None:
        try:
            self._part(name).unlink(missing_ok=True)
            self._path(name).unlink(missing_ok=True)
        except OSError:
            return


class _Watched(io.RawIOBase, BinaryIO):
    """A source that remembers its own failure, so that it is told apart from the vault's disk."""

    def __init__(self, src: BinaryIO) -> None:
        super().__init__()
        self._src = src
        self.error: OSError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            return read_full(self._src, memoryview(buffer))
        except OSError as error:
            self.error = error
            raise
