"""Which reports fit a case: three or four first, by urgency and by where it was, then the rest.

Nothing is decided here; every report can be written at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.domain.chats.chats import Platform
from app.domain.reports.reports import Report
from app.domain.times.times import KST
from app.report.data.model import Group, TemplateInfo
from app.report.data.templates import template_infos
from app.usecases.vault.vaults import OpenVault

__all__ = ["Begun", "Group", "Shelf", "TemplateInfo", "shelf"]

FIRST_GROUPS = (Group.POLICE, Group.REGULATOR, Group.SUPPORT)
"""One of each comes first, in this order, and then what fits a platform that was seen."""

MOST_FIRST = 4


@dataclass(frozen=True)
class Begun:
    """A report that was begun, with its template's title in the screen's language."""

    report: Report
    title: str


@dataclass(frozen=True)
class Shelf:
    """What the page of reports shows: begun ones, newest first; some suggested; all by group."""

    begun: tuple[Begun, ...]
    suggested: tuple[TemplateInfo, ...]
    groups: tuple[tuple[Group, tuple[TemplateInfo, ...]], ...]
    old: frozenset[str]
    """Templates whose facts want another look: they can still be used."""


def shelf(vault: OpenVault, case_id: str, language: str) -> Shelf:
    """The reports of a case and those that can be written. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    known = template_infos(language)
    titles = {one.id: one.title for one in known}
    begun = [
        Begun(report, titles.get(report.template, report.template))
        for report in reversed(vault.reports.in_case(case_id))
    ]
    fitting = [one for one in known if _fits_age(one, minor_mode=case.minor_mode)]
    written = {one.report.template for one in begun}
    seen = platforms_seen(vault, case_id)
    suggested = _suggested([one for one in fitting if one.id not in written], seen)
    rest = [one for one in known if one not in suggested]
    groups = tuple((group, tuple(some)) for group, some in groupby(rest, lambda one: one.group))
    today = datetime.fromtimestamp(vault.now_ms() / 1000, KST).date()
    old = frozenset(one.id for one in known if one.review_by < today)
    return Shelf(tuple(begun), tuple(suggested), groups, old)


def platforms_seen(vault: OpenVault, case_id: str) -> frozenset[str]:
    """Platforms of the case's rooms and links, by their words in `Platform`."""
    rooms = {room.platform.value for room in vault.chats.rooms(case_id)}
    links = {link.kind.partition(".")[0] for link in vault.links.in_case(case_id)}
    return frozenset(rooms | (links & {one.value for one in Platform}))


def _fits_age(info: TemplateInfo, *, minor_mode: bool) -> bool:
    return info.audience_age == "any" or (info.audience_age == "minor") is minor_mode


def _suggested(open_ones: Iterable[TemplateInfo], seen: frozenset[str]) -> list[TemplateInfo]:
    """The most urgent of each of the first groups, then those for a platform that was seen."""
    some = list(open_ones)
    found: list[TemplateInfo] = []
    for group in FIRST_GROUPS:
        found += [one for one in some if one.group is group][:1]
    found += [one for one in some if seen & set(one.platforms) and one not in found]
    return found[:MOST_FIRST]
