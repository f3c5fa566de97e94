"""The directory of bodies that help or take reports: `resources/recipients/*.toml`, dated.

It answers "whom can I call" on the help page, and says to whom a report goes. Strictly
read; it never contacts anybody.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from app.errors import FormatProblem, InputProblem
from app.paths import resources
from app.report.model import Strict, Words


class Contact(Strict, frozen=True, kw_only=True):
    """One way to reach a body. `value` is text; nothing here opens or dials it."""

    kind: Literal["phone", "text", "web", "visit", "post"]
    value: str
    note: Words | None = None


class Recipient(Strict, frozen=True, kw_only=True):
    """A body. `pub`: may stand on the help page as somebody to turn to. `order` sorts that page."""

    id: str
    name: Words
    takes: Words
    contacts: tuple[Contact, ...]
    hours: Words | None = None
    former_names: tuple[Words, ...] = ()
    notes: Words | None = None
    urgent: bool = False
    pub: bool = False
    order: int = 100
    as_of: str  # a year, a month or a day, as exact as the source was
    review_by: date
    confidence: Literal["A", "B", "C"]


class _File(Strict, frozen=True, kw_only=True):
    recipients: tuple[Recipient, ...]


@cache
def directory() -> tuple[Recipient, ...]:
    """All bodies in the order of the help page. A broken file: `FormatProblem` RPT-003."""
    found: list[Recipient] = []
    for path in sorted((resources() / "recipients").glob("*.toml")):
        found.extend(read_directory(path.read_bytes(), path.name))
    if len({one.id for one in found}) != len(found):
        raise FormatProblem("RPT-003", name="recipients")
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def read_directory(raw: bytes, name: str) -> tuple[Recipient, ...]:
    """The bodies in one file. Raises `FormatProblem` RPT-003."""
    try:
        return msgspec.convert(tomllib.loads(raw.decode("utf-8")), _File).recipients
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as e:
        raise FormatProblem("RPT-003", name=name) from e


def help_page() -> tuple[Recipient, ...]:
    """Those that a person may turn to, the most urgent first."""
    return tuple(one for one in directory() if one.pub)


def recipient(recipient_id: str) -> Recipient:
    """One body. Raises `InputProblem` INP-005 where the directory has no such identifier."""
    for one in directory():
        if one.id == recipient_id:
            return one
    known = ", ".join(one.id for one in directory())
    raise InputProblem("INP-005", id=recipient_id, known=known)
