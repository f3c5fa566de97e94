"""What can help a report: `resources/checklist/evidence.toml`, dated and with sources.

Points, why each helps and how one comes by it in short steps, what changes where somebody under 19
is shown, and what better stays undone. It asks for nothing: a report is possible with no evidence
at all. Facts: domain, section 6.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from app.errors import FormatProblem
from app.paths import resources
from app.report.data.dated import Dated, check_facts, read_file
from app.report.data.model import Strict, Words


class MinorRule(StrEnum):
    """What changes in minor mode."""

    SAME = "same"
    NO_IMAGE = "no_image"  # only what shows no sexual image; the rest in words
    WITHOUT_MEDIA = "without_media"  # an export of words alone


class Sign(StrEnum):
    """What in a vault shows that a point is there already."""

    LINKS = "links"
    SCREENS = "screens"
    ACCOUNTS = "accounts"
    ROOMS = "rooms"
    CHATS = "chats"
    DATES = "dates"
    THREATS = "threats"
    PAYMENTS = "payments"
    RECORDINGS = "recordings"
    SOURCE_PHOTO = "source_photo"
    TIP_OFF = "tip_off"
    IDENTIFYING = "identifying"
    SPREAD = "spread"
    FILINGS = "filings"
    INCIDENTS = "incidents"
    EFFECTS = "effects"


class Point(Strict, frozen=True, kw_only=True):
    """One thing that can help.

    `first`: its place in the five-minute order, 0 where it is not in it. `how`: short steps.
    `found_by`: any of these shows that it is there. `leads_to`: the page where it goes in, empty
    for none.
    """

    id: str
    title: Words
    why: Words
    how: tuple[Words, ...]
    minor: MinorRule
    found_by: tuple[Sign, ...]
    leads_to: str
    first: int = 0
    minor_words: Words | None = None


class Never(Strict, frozen=True, kw_only=True):
    """Something that better stays undone."""

    id: str
    text: Words


class Checklist(Dated, frozen=True, kw_only=True):
    """All of it. `principle` stands at the top wherever points are shown."""

    principle: Words
    points: tuple[Point, ...]
    nevers: tuple[Never, ...]


@cache
def checklist() -> Checklist:
    """The whole list. Raises `FormatProblem` RPT-003."""
    found = read_file(resources() / "checklist" / "evidence.toml", Checklist)
    ids = (*(one.id for one in found.points), *(one.id for one in found.nevers))
    check_facts((found,), ids, "evidence.toml")
    changed = (one for one in found.points if one.minor is not MinorRule.SAME)
    if not all(one.how for one in found.points) or not all(one.minor_words for one in changed):
        raise FormatProblem("RPT-003", name="evidence.toml")
    return found


def checklist_points() -> tuple[Point, ...]:
    """The points: those of the five-minute order first, in that order, then as in the file."""
    return tuple(sorted(checklist().points, key=lambda one: (one.first == 0, one.first)))
