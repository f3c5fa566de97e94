"""What is said of the index outside it, and what a difference means.

States: `clean` (no write-ahead log; the pages have this seal), `writing` (there may be a log; the
database itself still has this seal), `folding` (the log is being written into the database, or a
rewritten index is being put in its place: nothing can be compared). Each state is durable in both
head files before what it speaks of begins, so no kill and no power cut can look like a change.

`fold` counts the times a log was begun. The first transaction of each writes the number into the
index too (`facts`, name `fold`): a log that belongs to another moment has another number. See
FORMAT.md, section "Index".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """What the head files say of the index."""

    UNKNOWN = ""
    CLEAN = "clean"
    WRITING = "writing"
    FOLDING = "folding"


@dataclass(frozen=True)
class IndexState:
    """What was said of the index: its state, the seal of its pages in hexadecimal, the fold."""

    state: State = State.UNKNOWN
    pages: str = ""
    fold: int = 0


NOTHING_SAID = IndexState()


class StateKeeper(Protocol):
    """Where the state is kept outside the index. Called outside transactions only."""

    def keep(self, said: IndexState) -> None:
        """Make it durable, or raise EnvironmentProblem and leave what was said before."""


@dataclass(frozen=True)
class Seen:
    """What the index's files are like.

    `pages` is their seal, `log_bytes` the size of the write-ahead log, `frames` how many committed
    pages it holds, `fold` the number that the index tells.
    """

    pages: str
    log_bytes: int
    frames: int
    fold: int


def difference(said: IndexState, seen: Seen) -> str:
    """The code of what does not fit, or nothing.

    VLT-035: pages are not those that were written last. VLT-036: the write-ahead log beside the
    index belongs to another moment.
    """
    if said.state is State.UNKNOWN:
        return ""
    if said.state is not State.FOLDING and said.pages != seen.pages:
        return "VLT-035"
    if said.state is State.CLEAN:
        return "VLT-036" if seen.log_bytes else ""
    return "VLT-036" if seen.frames and seen.fold != said.fold else ""
