"""What a search looks through, and what narrows it down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_


class Kind(StrEnum):
    """What can be found. The order is that in which hits are told."""

    MESSAGE = "message"
    NOTE = "note"
    PERSON = "person"  # somebody as they were written down, or what they go by
    PAYMENT = "payment"
    PART = "part"  # what part an item plays
    CAPTURE = "capture"  # what was said where a picture was captured
    PAGE = "item"  # a saved page or a mail, by its words
    NOTED = "noted"  # what was noted with an item: of a voice memo, a visible label
    FILE = "file"  # an item by its name
    ROOM = "room"
    ACCOUNT = "account"
    LINK = "link"
    SAID = "said"  # an answer that is kept for all reports of a case
    CONSENT = "consent"
    FILING = "filing"  # what was handed in, and what came back
    FATE = "fate"  # what became of a link
    LINE = "line"  # a line of the account of events
    MACHINE = "machine"  # words that a program read in a picture


KIND_WORDS: dict[str, str] = {
    Kind.MESSAGE: N_("Message"),
    Kind.NOTE: N_("Note"),
    Kind.PERSON: N_("Person"),
    Kind.PAYMENT: N_("Payment or demand"),
    Kind.PART: N_("What an item is"),
    Kind.CAPTURE: N_("What was said of a capture"),
    Kind.PAGE: N_("Page or mail"),
    Kind.NOTED: N_("What was noted with an item"),
    Kind.FILE: N_("File name"),
    Kind.ROOM: N_("Room"),
    Kind.ACCOUNT: N_("Account"),
    Kind.LINK: N_("Link"),
    Kind.SAID: N_("Answer for reports"),
    Kind.CONSENT: N_("Consent"),
    Kind.FILING: N_("Report handed in"),
    Kind.FATE: N_("What became of a link"),
    Kind.LINE: N_("Account of events"),
    Kind.MACHINE: N_("Words in a picture"),
}

OF_ITEMS = frozenset({Kind.PART, Kind.CAPTURE, Kind.NOTED, Kind.PAGE, Kind.FILE, Kind.MACHINE})
"""Kinds whose hit is an item."""

IDS_OF = {Kind.SAID: "case", Kind.FATE: "link"} | dict.fromkeys(OF_ITEMS, "item")
"""Of which kind (`app.domain.ids`) a hit's identifier is, where it is not the kind's own."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit has to be, all of it. Nothing given lets everything through.

    `room` and `account` keep what was seen there or from them. `since_ms` and `until_ms` are UTC
    milliseconds, the second is the first that is too late; what has no time is left out then.
    """

    kinds: frozenset[Kind] = frozenset()
    room: str | None = None
    account: str | None = None
    since_ms: int | None = None
    until_ms: int | None = None

    def takes(self, kind: Kind) -> bool:
        """Whether hits of a kind are wanted at all."""
        return not self.kinds or kind in self.kinds

    @property
    def by_place(self) -> bool:
        """Whether only what was seen in a room or from an account counts."""
        return self.room is not None or self.account is not None

    @property
    def by_time(self) -> bool:
        """Whether a range of time is given."""
        return self.since_ms is not None or self.until_ms is not None

    def fits_time(self, at_ms: int | None) -> bool:
        """Whether a time lies in the range."""
        if not self.by_time:
            return True
        if at_ms is None or (self.since_ms is not None and at_ms < self.since_ms):
            return False
        return self.until_ms is None or at_ms < self.until_ms
