"""Stored bytes: an age file an item, header in the index, payload on disk under a random name.

The header wraps the file key by X25519 for the vault's identity. Hybrid post-quantum recipients
would cost 1.6 KiB an item and protect nothing here: headers lie in the index, which is sealed
symmetrically, and the identity's public key is published nowhere. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from app.errors import EnvironmentProblem, IntegrityProblem
from app.vault.blobs.journal import Journal
from app.vault.failures import from_disk
from app.vault.folder import TEMPORARY, Step, blob_path, sync_folder
from crypto.age import PayloadReader, X25519Identity, make_header, new_file_key, open_header
from crypto.age.chunks import read_full
from crypto.eager import EagerFile
from crypto.errors import BadPayload, CryptoError
from crypto.padding import padded_size
from crypto.pipeline import Sealed, seal_stream
from crypto.readahead import read_in_order

Tick = Callable[[int], None]
T = TypeVar("T")


def no_tick(_done: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class StoredBlob:
    """Bytes that are on disk, durable and read back, but belong to no item yet.

    `name` is the payload's file name, `header` the age header that belongs to it; `sha256`
    (hexadecimal), `size` and `crc32` are the content's, `stored_size` is the padded payload's.
    """

    name: str
    header: bytes = field(repr=False)
    sha256: str
    size: int
    stored_size: int
    crc32: int


class BlobReader:
    """Opens payloads. Knows no items.

    `identity` is the vault's own, for which all headers are made.
    """

    def __init__(self, root: Path, identity: X25519Identity) -> None:
        self._root = root
        self.identity = identity

    def open(
        self, name: str, header: bytes, stored_size: int, *, size: int, shown_id: str = ""
    ) -> EvidenceReader:
        """A seekable reader of the `size` bytes of content. Every byte it gives is authenticated.

        Raises IntegrityProblem VLT-008 where the file is gone, VLT-007 where it or its header is
        damaged, also while reading; EnvironmentProblem. `shown_id` is the item's identifier for
        these.
        """
        try:
            file_key = open_header(header, [self.identity])
            src = blob_path(self._root, name).open("rb", buffering=0)
        except CryptoError as error:
            raise IntegrityProblem("VLT-007", id=shown_id) from error
        except FileNotFoundError as error:
            raise IntegrityProblem("VLT-008", id=shown_id) from error
        except OSError as error:
            raise from_disk(error, self._root.name) from error
        payload = None
        try:
            if os.fstat(src.fileno()).st_size == stored_size:
                payload = PayloadReader(src, file_key, close_source=True)
            fits = payload is not None and payload.size in (size, padded_size(size))
        except CryptoError:
            fits = False
        except OSError as error:
            src.close()
            raise from_disk(error, self._root.name) from error
        if payload is None or not fits:
            src.close()
            raise IntegrityProblem("VLT-007", id=shown_id)
        return EvidenceReader(payload, size, shown_id)


class Blobs(BlobReader):
    """Stores, opens and discards payloads."""

    def __init__(self, root: Path, journal: Journal, identity: X25519Identity, step: Step) -> None:
        super().__init__(root, identity)
        self._journal = journal
        self._step = step

    def store(self, src: BinaryIO, *, tick: Tick = no_tick) -> StoredBlob:
        """Encrypt, hash and store a stream; durable and authenticated once more when this returns.

        Call it before the transaction that adds the item (RuntimeError inside one). `tick` gets the
        bytes done and may raise to stop; nothing stays then. An OSError of `src` itself leaves
        unchanged; failures of the vault's disk are EnvironmentProblem ENV-001, ENV-004, ENV-005.
        """
        name = self._journal.take()
        path = blob_path(self._root, name)
        part = path.with_name(path.name + TEMPORARY)
        file_key = new_file_key()
        header = make_header(file_key, [self.identity.recipient])
        watched = _Watched(src)
        read_in_order(src)
        try:
            sealed = self._write(part, watched, file_key, tick)
            part.replace(path)
            self._step("blob.renamed")
            sync_folder(path.parent)
            self._step("blob.durable")
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
        return StoredBlob(
            name, header, sealed.sha256, sealed.size, sealed.stored_size, sealed.crc32
        )

    def discard(self, stored: StoredBlob) -> None:
        """Remove bytes that no item will have (they were there already).

        Raises EnvironmentProblem.
        """
        try:
            blob_path(self._root, stored.name).unlink(missing_ok=True)
            sync_folder(blob_path(self._root, stored.name).parent)
        except OSError as error:
            raise from_disk(error, self._root.name) from error
        self._journal.gone(stored.name)

    def _write(self, part: Path, src: _Watched, file_key: bytes, tick: Tick) -> Sealed:
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb", buffering=0) as file, part.open("rb", buffering=0) as again:
            self._step("blob.begun")

            def durable() -> None:
                os.fsync(file.fileno())

            dst = EagerFile(file)
            sealed = seal_stream(
                src,
                dst,
                file_key,
                tick=tick,
                read_back=again,
                durable=durable,
                padding=padded_size,
            )
        self._step("blob.written")
        return sealed

    def _remove(self, name: str) -> None:
        """Take away a failed blob at once, if the disk lets us.

        Else the journal does when the vault is opened.
        """
        path = blob_path(self._root, name)
        try:
            path.with_name(path.name + TEMPORARY).unlink(missing_ok=True)
            path.unlink(missing_ok=True)
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


class EvidenceReader(io.BufferedIOBase, BinaryIO):
    """The content of an item as a seekable file, whose failures are told in the vault's terms.

    Padding behind the content is not given out; `padding_is_zeros` looks at it.
    """

    def __init__(self, payload: PayloadReader, size: int, shown_id: str) -> None:
        super().__init__()
        self._payload = payload
        self._size = size
        self._id = shown_id

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """The place in the content, in bytes."""
        return self._payload.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move in the content. Raises IntegrityProblem VLT-007."""
        if whence == os.SEEK_END:
            self._told(self._payload.verify_end)
            offset, whence = self._size + offset, os.SEEK_SET
        return self._told(lambda: self._payload.seek(offset, whence))

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer as far as the content goes.

        The count. Raises IntegrityProblem VLT-007.
        """
        view = memoryview(buffer).cast("B")
        return self._told(lambda: self._payload.readinto(view[: self._left(len(view))]))

    def read(self, size: int | None = -1, /) -> bytes:
        """Read `size` bytes, or all that is left. Raises IntegrityProblem VLT-007."""
        return self._told(lambda: self._payload.read(self._left(size)))

    def read1(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes of one chunk. Raises IntegrityProblem VLT-007."""
        return self._told(lambda: self._payload.read1(self._left(size)))

    def padding_is_zeros(self) -> bool:
        """Read what lies behind the content to the payload's end; whether it is zeros only.

        Raises IntegrityProblem VLT-007.
        """
        self._told(lambda: self._payload.seek(self._size))
        rest = self._told(lambda: [not any(chunk) for chunk in self._payload.chunks()])
        return all(rest)

    def close(self) -> None:
        """Close the file too."""
        self._payload.close()
        super().close()

    def _left(self, wanted: int | None) -> int:
        """How many of the bytes asked for are content.

        Before the last of it is given out, the payload's end is proved.
        """
        left = max(0, self._size - self._payload.tell())
        if wanted is not None and 0 <= wanted < left:
            return wanted
        self._payload.verify_end()
        return left

    def _told(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except BadPayload as error:
            raise IntegrityProblem("VLT-007", id=self._id) from error
        except OSError as error:
            raise EnvironmentProblem("ENV-005") from error
