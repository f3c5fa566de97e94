"""The time stamping authorities that are known by name: where they are, and their pinned roots.

Data files (`resources/authorities`), read strictly. Nothing here reaches any of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import FormatProblem
from app.paths import resources

_MAX_BYTES = 16 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_PIN = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[a-z0-9.-]{1,100}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,100})?")


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority.

    `id` is what a person types, `name` what it calls itself, `address` where it answers, `country`
    where it sits (ISO 3166), `roots` SHA-256 fingerprints of its roots (hexadecimal). `as_of` is
    the date of the text it was read in, `review_by` when it wants another look, `confidence` a
    letter as in the directory, `sources` identifiers in `resources/sources.toml`.
    """

    id: str
    name: str
    address: str
    country: str
    roots: tuple[str, ...]
    as_of: str
    review_by: date
    confidence: str
    sources: tuple[str, ...]

    @property
    def open_line(self) -> bool:
        """Whether what goes there can be read by whoever watches the line."""
        return self.address.startswith("http:")


def authorities() -> dict[str, Authority]:
    """All that are shipped, by id. Raises FormatProblem RPT-003 with the file's name."""
    return _read_folder(resources() / "authorities")


def pinned() -> dict[str, Authority]:
    """Each pinned root, and whose it is."""
    return {root: one for one in authorities().values() for root in one.roots}


@cache
def _read_folder(folder: Path) -> dict[str, Authority]:
    found = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return {one.id: one for one in found}


def _read(path: Path) -> Authority:
    try:
        with path.open("rb") as file:
            return _authority(tomllib.loads(file.read(_MAX_BYTES).decode("utf-8")))
    except (ValueError, KeyError, TypeError):
        raise FormatProblem("RPT-003", name=path.name) from None


def _authority(value: Mapping[str, Any]) -> Authority:
    if set(value) != {one.name for one in fields(Authority)}:
        raise ValueError("keys")
    lists = {name: tuple(map(str, value[name])) for name in ("roots", "sources")}
    one = Authority(**{**value, **lists})
    sound = (
        _NAME.fullmatch(one.id)
        and _ADDRESS.fullmatch(one.address)
        and re.fullmatch(r"[A-Z]{2}", one.country)
        and 1 <= len(one.name) <= 60
        and one.roots
        and all(_PIN.fullmatch(pin) for pin in one.roots)
        and one.confidence in ("A", "B", "C", "M")
        and isinstance(one.review_by, date)
    )
    if not sound:
        raise ValueError("authority")
    return one
