"""Whose public key a bundle can be sealed for: an entry of the vault's address book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"[a-z0-9-]{1,32}")
_TAKEN = frozenset({"passphrase"})
_HYBRID = "age1pq1"


class CheckedHow(StrEnum):
    """How the numbers of a key were compared with its owner's."""

    NOT_YET = "not_yet"
    PHONE = "phone"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class RecipientKey:
    """One public key.

    `name` is the NAME of `key-NAME.age`, which stands on the outside of bundles; `recipient` says
    in the person's own words whose key it is, `public_key` is `age1…` or `age1pq1…`. Times are UTC
    milliseconds; `checked_ms` is None as long as the numbers were not compared.
    """

    id: str
    name: str
    recipient: str
    public_key: str
    added_ms: int
    note: str = ""
    checked_ms: int | None = None
    checked_how: CheckedHow = CheckedHow.NOT_YET

    @property
    def is_hybrid(self) -> bool:
        """Whether it is a post-quantum key, which programs of before 2026 can't use."""
        return self.public_key.startswith(_HYBRID)


def is_key_name(name: str) -> bool:
    """Whether a key file can be named so: 1 to 32 of a-z, 0-9 and -; `passphrase` is taken."""
    return _NAME.fullmatch(name) is not None and name not in _TAKEN
