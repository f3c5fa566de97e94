"""The short, dated list of words that propose: an evacuation room, a threat, a demand for money.

Data, not code: `resources/words/rooms.toml`. A word only points at a message; whether it is so,
the person says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import msgspec

from app.paths import resources


class _List(msgspec.Struct, forbid_unknown_fields=True):
    words: list[str]
    source: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    as_of: str
    review_by: str
    evacuation: _List
    threat: _List
    money: _List


@dataclass(frozen=True)
class RoomWords:
    """The lists. `evacuation` finds its words in a text; the others are searched for one by one.

    `as_of` is the day the lists are from.
    """

    as_of: str
    evacuation: re.Pattern[str]
    threat: tuple[str, ...]
    money: tuple[str, ...]


@cache
def room_words() -> RoomWords:
    """The lists as they came along."""
    path = resources() / "words" / "rooms.toml"
    read = msgspec.toml.decode(path.read_bytes(), type=_File)
    any_of = "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in read.evacuation.words)
    return RoomWords(
        read.as_of,
        re.compile(any_of, re.IGNORECASE),
        tuple(read.threat.words),
        tuple(read.money.words),
    )
