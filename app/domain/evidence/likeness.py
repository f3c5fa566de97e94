"""What compares pictures without showing them: hashes, pairs that look alike, decisions.

Plain data and the shape of stored hashes; nothing is computed from a picture here. See FORMAT.md,
section "Vault".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

PDQ = "pdq"
"""Method: eight PDQ hashes of 32 bytes, the picture as it is first, then as in `TURNS`."""
PARTS = "parts"
"""Method: 16-byte hashes of the picture, of pictures found inside it, and of it cut at its edges;
see `parts_of`."""
TURNS = (
    "as_is", "left", "half", "right", "upside_down", "mirrored", "diagonal", "other_diagonal"
)  # fmt: skip
"""The eight ways a picture can lie, in the order of the hashes of `PDQ`: as it is, turned to the
left by 90, 180 and 270 degrees, top and bottom changed, left and right changed, and mirrored along
each diagonal."""
BY_EYE = "eye"
"""Method of a pair that only the person found alike."""
PDQ_BYTES = len(TURNS) * 32
PART_BYTES = 16
PARTS_VERSION = "ongi-parts-1"
MOST_WHOLES = 12
MOST_CROPS = 15
MOST_HASHES = 2


class PictureHash(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One hash: the method, the version of the code that made it, 0 to 100, and its bytes."""

    method: str
    version: str
    quality: int
    value: bytes


class Parts(msgspec.Struct, frozen=True):
    """The hashes of a `parts` value: as seen, and as in a mirror.

    `wholes` are of the picture itself and of pictures inside it, `crops` of it cut at its edges.
    """

    wholes: tuple[bytes, ...]
    crops: tuple[bytes, ...]
    mirrored_wholes: tuple[bytes, ...]
    mirrored_crops: tuple[bytes, ...]


def counts_of(value: bytes) -> tuple[int, int] | None:
    """How many wholes and crops a `parts` value has, None where it is malformed."""
    if len(value) < 2:
        return None
    wholes, crops = value[0], value[1]
    if not (0 < wholes <= MOST_WHOLES and crops <= MOST_CROPS):
        return None
    return (wholes, crops) if len(value) == 2 + 2 * (wholes + crops) * PART_BYTES else None


def parts_of(value: bytes) -> Parts | None:
    """The hashes in a `parts` value, None where it is malformed.

    Two counts of one byte (wholes, crops), the hashes in that order, then all again mirrored.
    """
    counts = counts_of(value)
    if counts is None:
        return None
    wholes, count = counts[0], sum(counts)
    pieces = [value[at : at + PART_BYTES] for at in range(2, len(value), PART_BYTES)]
    seen, mirrored = pieces[:count], pieces[count:]
    return Parts(
        tuple(seen[:wholes]), tuple(seen[wholes:]), tuple(mirrored[:wholes]),
        tuple(mirrored[wholes:]),
    )  # fmt: skip


def parts_value(parts: Parts) -> bytes:
    """The bytes that `parts_of` reads."""
    counts = bytes((len(parts.wholes), len(parts.crops)))
    seen = (*parts.wholes, *parts.crops, *parts.mirrored_wholes, *parts.mirrored_crops)
    return counts + b"".join(seen)


def well_formed(found: PictureHash) -> bool:
    """Whether a hash that the worker told has the shape of its method."""
    if not (0 <= found.quality <= 100 and 0 < len(found.version) <= 40):
        return False
    if not found.version.isascii() or not found.version.isprintable():
        return False
    if found.method == PDQ:
        return len(found.value) == PDQ_BYTES
    return found.method == PARTS and parts_of(found.value) is not None


class Decision(StrEnum):
    """What the person said of a pair; nothing yet is `OPEN`."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class Closeness(StrEnum):
    """How alike two pictures are, in words instead of numbers."""

    VERY = "very_alike"
    ALIKE = "alike"
    PARTLY = "partly_alike"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two items of a case that look alike, and what was decided.

    `first` and `second` in the order of their identifiers. `distance` counts differing bits of
    `method` (256 of PDQ, 128 of parts). `turned`: `as_is`, `mirrored`, or as in `TURNS`.
    """

    first: str
    second: str
    method: str
    distance: int
    turned: str
    closeness: Closeness
    decided: Decision = Decision.OPEN


@dataclass(frozen=True, slots=True)
class Seen:
    """An item whose very bytes were seen at several places, and how many."""

    item: str
    places: int
