"""What can help a report: what is there already, what could be added, and how. Nothing is asked.

The order is that of the five minutes first. Facts: domain, section 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.signs import signs
from app.report.data.checklist import MinorRule, Never, Point, checklist, checklist_points
from app.report.data.model import Words
from app.usecases.vault.vaults import OpenVault

_WRITTEN_DOWN = "incidents"
_WITH_IMAGES = frozenset({"evidence", "parts"})


@dataclass(frozen=True)
class Helping:
    """One point in a case.

    `how` are short steps as they hold for this case, `there` whether something of it is kept,
    `first` its place in the five-minute order (0: not in it), `leads_to` the page where it goes
    in, empty for none.
    """

    id: str
    title: Words
    why: Words
    how: tuple[Words, ...]
    there: bool
    first: int
    leads_to: str


@dataclass(frozen=True)
class HelpingPoints:
    """All points, with the principle that stands above them and what better stays undone.

    `as_of` is the date of the facts, as they are told.
    """

    principle: Words
    points: tuple[Helping, ...]
    nevers: tuple[Never, ...]
    minor: bool
    as_of: str


def helping_points(vault: OpenVault, case_id: str) -> HelpingPoints:
    """What can help in a case, worded for somebody under 19 where minor mode is on.

    Raises InputProblem INP-003, FormatProblem RPT-003.
    """
    case = vault.cases.get(case_id)
    there, known = signs(vault, case), checklist()
    points = tuple(
        Helping(
            id=point.id,
            title=point.title,
            why=point.why,
            how=_how(point, minor=case.minor_mode),
            there=not there.isdisjoint(point.found_by),
            first=point.first,
            leads_to=_leads_to(point, minor=case.minor_mode),
        )
        for point in checklist_points()
    )
    return HelpingPoints(known.principle, points, known.nevers, case.minor_mode, str(known.as_of))


def _how(point: Point, *, minor: bool) -> tuple[Words, ...]:
    """The steps; in minor mode what changes stands first, or alone where images are kept out."""
    if not minor or point.minor_words is None:
        return point.how
    if point.minor is MinorRule.NO_IMAGE:
        return (point.minor_words,)
    return (point.minor_words, *point.how)


def _leads_to(point: Point, *, minor: bool) -> str:
    """Where it goes in; what is written down instead of kept as an image goes into the log."""
    if minor and point.minor is MinorRule.NO_IMAGE and point.leads_to in _WITH_IMAGES:
        return _WRITTEN_DOWN
    return point.leads_to
