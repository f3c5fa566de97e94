"""A bundle opened for reading.

Gives its list of files at once, the content of one without touching the others.

Reads only, in place. What is read is authenticated chunk by chunk, but only `verify` says whether
the whole is sound.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from app.bundle.verify.names import TOP
from app.bundle.verify.outer import Outer, open_outer
from app.bundle.verify.unlock import BadKeyFile, key_from_passphrase, keys_from_identity
from app.bundle.verify.zipform import ZipEntry
from app.bundle.verify.zipread import BadZip, EntryReader, read_directory
from app.errors import AccessProblem, IntegrityProblem
from crypto.age import X25519Identity, open_file
from crypto.errors import CryptoError


class BundleReader:
    """The files of an opened bundle. Names are paths inside the bag, such as `data/report.pdf`."""

    def __init__(self, plain: BinaryIO, entries: tuple[ZipEntry, ...]) -> None:
        self.plain = plain
        self.entries = entries
        self._by_name = {entry.name[len(TOP) :]: entry for entry in entries}

    @property
    def sizes(self) -> dict[str, int]:
        """Size in bytes by name, in the order the files lie in."""
        return {name: entry.size for name, entry in self._by_name.items()}

    def open(self, name: str) -> BinaryIO:
        """The content of one file, seekable.

        Reading it raises crypto's BadPayload where bytes are damaged.

        Raises KeyError for a name that is not there, BadZip if the archive contradicts itself.
        """
        raw = EntryReader(self.plain, self._by_name[name])
        return io.BufferedReader(raw, 256 * 1024)

    def read(self, name: str, limit: int) -> bytes:
        """The whole content of a small file.

        Raises as `open`, and BadZip("size") above `limit` bytes.
        """
        if self._by_name[name].size > limit:
            raise BadZip("size", name)
        with self.open(name) as src:
            return src.read()


@contextmanager
def open_bundle(
    path: Path, *, passphrase: str | None = None, identity: str | None = None
) -> Iterator[BundleReader]:
    """Open a bundle by its passphrase or an identity, as `verify` does, and close it again.

    Raises InputProblem, EnvironmentProblem, AccessProblem (BND-001, BND-006), FormatProblem
    (BND-002, BND-004), IntegrityProblem (BND-003, BND-035: parts are lacking).
    """
    with open_outer(path) as outer:
        try:
            if outer.bundle is None or outer.lacking is not None:
                raise IntegrityProblem("BND-035")
            keys = _keys(outer, passphrase, identity)
            with open_file(outer.bundle, keys) as plain:
                source = cast("BinaryIO", plain)
                yield BundleReader(source, read_directory(source))
        except (BadZip, CryptoError, BadKeyFile):
            raise IntegrityProblem("BND-003") from None


def _keys(outer: Outer, passphrase: str | None, identity: str | None) -> list[X25519Identity]:
    if identity is not None:
        return [key for key, _ in keys_from_identity(identity, outer.files)]
    if passphrase is None:
        raise AccessProblem("BND-006")
    if outer.key is None:
        raise BadKeyFile
    return [key_from_passphrase(outer.key, passphrase)]
