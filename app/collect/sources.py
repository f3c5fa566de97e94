"""What an import takes from: a file on a disk, or a file that waited in the vault.

Only the shape that they share; each kind lies in a module of its own (`walk`, `dropped`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

from app.domain.evidence.items import Item, Method, Sighting
from app.domain.times.times import Moment

NO_DETAILS: Mapping[str, str | int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a source says of its open bytes: length, time, and a stamp that changes when they do."""

    size: int
    modified: Moment
    stamp: tuple[int, int]


class Source(Protocol):
    """One file of an import. Nothing here is decoded.

    `path` and `folder` say where an export would name it, and may exist nowhere; `origin` is what a
    person is shown, with `/` between parts; `details` go into the custody entry.
    """

    @property
    def path(self) -> Path:
        """Its place among the files of the import."""

    @property
    def folder(self) -> Path:
        """The folder of `path`."""

    @property
    def origin(self) -> str:
        """Its path below what was given."""

    @property
    def key(self) -> str:
        """Its name among those that wait, or empty."""

    @property
    def method(self) -> Method:
        """How it was captured, as far as that is known."""

    @property
    def details(self) -> Mapping[str, str | int]:
        """What its custody entry says besides."""

    @property
    def said(self) -> tuple[str, str]:
        """Where it was seen and what a person said of it, for its sighting."""

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """The bytes, seekable. Raises OSError, also while reading."""

    def standing(self, src: BinaryIO) -> Standing | None:
        """What is known of the open bytes now; None where they are not what was found."""

    def captured(self, modified: Moment, *, is_seen: bool) -> Moment | None:
        """When it was captured. `is_seen`: it is a picture, film or sound."""

    def size(self) -> int:
        """About how long it is, in bytes; for progress only."""

    def fits(self, sha256: str) -> bool:
        """Whether stored bytes with this hash are what the source promised."""

    def kept(self, item: Item, sighting: Sighting | None) -> None:
        """Called inside the transaction that keeps the item, with its sighting if that is kept."""

    def let_go(self) -> None:
        """Called once that is committed."""
