"""The directory of bodies that help or take reports: `resources/recipients/*.toml`, dated.

It answers "whom can I call" on the help page, and says to whom a report goes. Strictly
read; it never contacts anybody. Facts: domain, section 2.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from app.errors import FormatProblem, InputProblem
from app.paths import resources
from app.report.data.dated import Confidence, Dated, check_facts, read_bytes
from app.report.data.model import Strict, Words

ContactKind = Literal[
    "phone", "text", "web", "email", "visit", "post", "in_app", "bot", "messenger", "none"
]
"""`none`: no way in, said so (a body that takes no single reports)."""


class Group(StrEnum):
    """Where an entry stands in the directory, in this order."""

    ACT_NOW = "act_now"
    POLICE = "police"
    REGULATOR = "regulator"
    SUPPORT = "support"
    PLATFORM = "platform"
    ABROAD = "abroad"
    RENAMED = "renamed"  # bodies one looks for by name, which send on to another


class Contact(Strict, frozen=True, kw_only=True):
    """One way to reach a body. `value` is text; nothing here opens or dials it.

    `confidence` only where it is lower than the entry's.
    """

    kind: ContactKind
    value: str
    note: Words | None = None
    confidence: Confidence | None = None


class Recipient(Dated, frozen=True, kw_only=True):
    """A body.

    `pub`: may be shown to a victim at all. `help`: stands on the help page. `order` sorts within
    the directory. `also`: other words it is looked for by. `see`: identifiers of those to turn to
    instead. `valid_from`: since when it bears this name or number.
    """

    id: str
    group: Group
    name: Words
    takes: Words
    contacts: tuple[Contact, ...]
    pub: bool
    hours: Words | None = None
    valid_from: date | None = None
    former_names: tuple[Words, ...] = ()
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    notes: Words | None = None
    urgent: bool = False
    help: bool = False
    order: int = 500

    def reached_by(self, *kinds: ContactKind) -> tuple[str, ...]:
        """The values of all contacts of these kinds, in their order: `reached_by("email")`."""
        return tuple(one.value for one in self.contacts if one.kind in kinds)


class _File(Strict, frozen=True, kw_only=True):
    recipients: tuple[Recipient, ...]


def recipient_folder() -> Path:
    """Where the directory's files lie."""
    return resources() / "recipients"


def directory() -> tuple[Recipient, ...]:
    """All bodies, sorted by group and `order`. A broken file: `FormatProblem` RPT-003."""
    return _read(recipient_folder())


# The folder is an argument so that what was read stays true to where it was read from.
@cache
def _read(folder: Path) -> tuple[Recipient, ...]:
    found: list[Recipient] = []
    for path in sorted(folder.glob("*.toml")):
        found.extend(read_directory(path.read_bytes(), path.name))
    ids = tuple(one.id for one in found)
    check_facts(tuple(found), ids, "recipients")
    if not all(seen in ids for one in found for seen in one.see):
        raise FormatProblem("RPT-003", name="recipients")
    places = list(Group)
    return tuple(sorted(found, key=lambda one: (places.index(one.group), one.order, one.id)))


def read_directory(raw: bytes, name: str) -> tuple[Recipient, ...]:
    """The bodies in one file. Raises `FormatProblem` RPT-003."""
    return read_bytes(raw, name, _File).recipients


def help_page() -> tuple[Recipient, ...]:
    """Those that a person may turn to first, the most urgent first."""
    return tuple(
        sorted(
            (one for one in directory() if one.pub and one.help),
            key=lambda one: (one.order, one.id),
        )
    )


def recipient(recipient_id: str) -> Recipient:
    """One body. Raises `InputProblem` INP-005 where the directory has no such identifier."""
    for one in directory():
        if one.id == recipient_id:
            return one
    known = ", ".join(one.id for one in directory())
    raise InputProblem("INP-005", id=recipient_id, known=known)
