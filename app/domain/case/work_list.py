"""What comes next over all cases of a vault: one entry a thing to look at, put together by day.

Nothing on it is late: what has a day that has gone by stands first, to be seen again, and can wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.case.case_desk import CaseState
from app.i18n import N_


class WorkKind(StrEnum):
    """What an entry is about."""

    DATE = "date"  # a date of something that was handed in, or that a person told
    LOOK = "look"  # links to look at again
    QUESTION = "question"  # a recipient asked something
    LEFT = "left"  # items that a person leaves to somebody else to look at
    CONSENT = "consent"  # a consent was given to another text than the one in use
    WAITING = "waiting"  # files that came in while the vault was locked
    STOPPED = "stopped"  # an import that can go on


class Group(StrEnum):
    """Where an entry stands in the list."""

    AGAIN = "again"  # of a day that has gone by
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


GROUPS: dict[Group, str] = {
    Group.AGAIN: N_("To look at again"),
    Group.TODAY: N_("Today"),
    Group.WEEK: N_("In the next seven days"),
    Group.LATER: N_("After that"),
}

WORK_KINDS: dict[WorkKind, str] = {
    WorkKind.DATE: N_("A date"),
    WorkKind.LOOK: N_("Links to look at again"),
    WorkKind.QUESTION: N_("A question that came back"),
    WorkKind.LEFT: N_("To be looked at in somebody's place"),
    WorkKind.CONSENT: N_("The consent form has a newer text"),
    WorkKind.WAITING: N_("Files that came in while it was locked"),
    WorkKind.STOPPED: N_("An import that can go on"),
}


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """One thing to look at.

    `case` is None for what belongs to none. `name` is the case's number where it has one, else its
    title; `title` and `state` are what stands beside a number. `day` is Korea's, None where there
    is none; `passed`: it has gone by. `words` is what the rule says, empty for other kinds; `count`
    how many links, questions or files. `filing` and `links` are what it is about. `key` stays the
    same until the day or the thing is another.
    """

    key: str
    kind: WorkKind
    group: Group
    case: str | None = None
    name: str = ""
    title: str = ""
    state: CaseState | None = None
    day: date | None = None
    passed: bool = False
    words: str = ""
    count: int = 0
    filing: str | None = None
    links: tuple[str, ...] = ()
    seen: bool = False
