"""Consent to hand evidence on: per recipient, per kind, per item, withdrawn as easily as given.

Facts: domain 4.12 and 12.2 (Personal Information Protection Act, articles 15, 17, 18, 22-2, 23 and
28-8). A consent is never changed; withdrawing adds a time to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConsentKind(StrEnum):
    """The boxes that have to be asked each for itself."""

    PERSONAL = "personal"  # personal information (articles 15 and 22)
    SENSITIVE = "sensitive"  # sensitive information: sexual life (article 23)
    THIRD_PARTY = "third_party"  # handing it to this recipient (articles 17 and 18)
    ABROAD = "abroad"  # a recipient in another country (article 28-8)
    GUARDIAN = "guardian"  # under 14: the legal guardian's (article 22-2)


class ConsentHow(StrEnum):
    """How it was given."""

    WRITING = "writing"
    SPOKEN = "spoken"  # spoken, and written down by somebody


@dataclass(frozen=True, slots=True)
class Consent:
    """One box that was ticked.

    `recipient` is a recipient's id, empty for all; `item` an item of the case, None for all items.
    `text_version` is the version of the text that was read out or signed. `given_ms` and
    `withdrawn_ms` are UTC milliseconds.
    """

    id: str
    case: str
    kind: ConsentKind
    recipient: str
    item: str | None
    given_ms: int
    how: ConsentHow = ConsentHow.WRITING
    witness: str = ""
    text_version: str = ""
    note: str = ""
    withdrawn_ms: int | None = None

    @property
    def holds(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_ms is None
