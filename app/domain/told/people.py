"""People as the person calls them, and the names, accounts and numbers they go by over time.

Plain data; no register of the population: no birth date, no resident registration number, and of
other victims nothing but that they are there (facts: domain 3 and 9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class Role(StrEnum):
    """What a person has to do with it, by the word of whoever writes it down."""

    OFFENDER = "offender"  # who is believed to have made it, or to threaten
    SHARER = "sharer"  # who passed it on
    WITNESS = "witness"
    INFORMANT = "informant"  # who told of it
    OTHER_VICTIM = "other_victim"  # never named
    UNKNOWN = "unknown"


class MarkKind(StrEnum):
    """What somebody goes by."""

    ACCOUNT = "account"  # an account that an import found; its names stand with the account
    USER_NAME = "user_name"
    DISPLAY_NAME = "display_name"
    NUMBER = "number"  # the platform's number of an account
    PROFILE_LINK = "profile_link"
    PHONE = "phone"
    EMAIL = "email"
    BANK_ACCOUNT = "bank_account"
    WALLET = "wallet"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a case. `name` is what the person calls them, empty for another victim."""

    id: str
    case: str
    name: str
    role: Role
    note: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class PersonMark:
    """Something a person goes by. `seen` is when, `item` and `sighting` what shows it.

    `account` names an account that an import found; `value` is then what it is called in the
    export, read from there and not kept twice.
    """

    id: str
    person: str
    kind: MarkKind
    value: str
    platform: str = ""
    account: str | None = None
    item: str | None = None
    sighting: str | None = None
    seen: Moment | None = None
    note: str = ""


_NO_DIGITS = re.compile(r"[^0-9]")
_BY_DIGITS = (MarkKind.PHONE, MarkKind.BANK_ACCOUNT, MarkKind.NUMBER)


def same_key(mark: PersonMark) -> tuple[str, str]:
    """Two marks with the same key are the same identifier, however they were written.

    Phones and accounts count by their digits (`+82 10` is `010`), user names, addresses and links
    without regard to case, a user name with or without `@`.
    """
    if mark.kind is MarkKind.ACCOUNT:
        return mark.kind, mark.account or ""
    text = unicodedata.normalize("NFKC", mark.value).strip()
    if mark.kind in _BY_DIGITS:
        digits = _NO_DIGITS.sub("", text)
        if mark.kind is MarkKind.PHONE and digits.startswith("82"):
            digits = "0" + digits[2:].lstrip("0")
        return mark.kind, digits or text.casefold()
    if mark.kind is MarkKind.WALLET:
        return mark.kind, text.casefold() if text[:2].casefold() == "0x" else text
    if mark.kind is MarkKind.PROFILE_LINK:
        bare = re.sub(r"^https?://(www\.)?", "", text.casefold())
        return mark.kind, bare.rstrip("/")
    return mark.kind, text.casefold().lstrip("@")


def shared_marks(marks: Iterable[PersonMark]) -> Mapping[str, frozenset[str]]:
    """For each mark (by its identifier) that others have too: those other persons."""
    found: dict[tuple[str, str], set[str]] = {}
    kept = [mark for mark in marks if same_key(mark)[1]]
    for mark in kept:
        found.setdefault(same_key(mark), set()).add(mark.person)
    return {
        mark.id: frozenset(others)
        for mark in kept
        if (others := found[same_key(mark)] - {mark.person})
    }
