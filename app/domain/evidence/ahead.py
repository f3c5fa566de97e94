"""What a file is and says of itself before anything of it is taken: for a list to look through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.evidence.items import ItemKind
from app.domain.times.times import Moment

FACTS_READ = 300
"""Of how many files in one list the words inside are read; the others are listed by their kind."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One file that was looked at and not taken.

    `place` is its path below what was given, with `/` between parts. `facts` are the file's own
    words, empty where they were not read (`read` is false then). `chat` names the kind of export
    that it would be read as. `code` is why it would not be taken, or empty.
    """

    place: str
    kind: ItemKind = ItemKind.OTHER
    media_type: str = ""
    size: int = 0
    modified: Moment | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    read: bool = False
    chat: str = ""
    code: str = ""
