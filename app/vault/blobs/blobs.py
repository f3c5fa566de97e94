"""Stored bytes, opened: an age file an item, header in the index, payload on disk by a random name.

The header wraps the file key by X25519 for the vault's identity. Hybrid post-quantum recipients
would cost 1.6 KiB an item and protect nothing here: headers lie in the index, which is sealed
symmetrically, and the identity's public key is published nowhere. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from app.errors import EnvironmentProblem, IntegrityProblem
from app.vault.failures import from_disk
from app.vault.folder import blob_path
from crypto.age import PayloadReader, X25519Identity, open_header
from crypto.errors import BadPayload, CryptoError
from crypto.padding import padded_size

T = TypeVar("T")


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
