"""A case at a glance: what is there, by kind and number, what could come next, the timeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.casework.next_steps import CaseHas, NextStep, next_steps
from app.casework.timeline import build_timeline
from app.domain.case.timeline import EntryKind, Timeline
from app.domain.chats.chats import Platform
from app.domain.chats.roomlife import Happening, Known
from app.domain.evidence.items import Case, ItemKind
from app.domain.reports.reports import Report
from app.report.data.model import Words
from app.report.data.templates import load_template
from app.usecases.case.case_file import is_counselling
from app.usecases.follow_up.deadlines import next_dates
from app.usecases.items.evidence import preview
from app.usecases.vault.vaults import OpenVault

__all__ = ["Glance", "NextStep", "Tile", "glance"]

LEAVING = (Happening.EVACUATION, Happening.TIMER, Happening.MOVED_TO)
"""What a room says before it is gone."""


@dataclass(frozen=True)
class Tile:
    """So many of a kind.

    `what`: a word of `ItemKind`, `link` or `note`; of chats the platform, and their messages as
    `count`. `item`: the newest of them, where it has a small picture.
    """

    what: str
    count: int
    platform: Platform | None = None
    item: str | None = None


@dataclass(frozen=True)
class Glance:
    """What the page of a case shows. `report`: the newest, with its template's title.

    `counselling`: whether there is a list of what comes next over all cases.
    """

    case: Case
    tiles: tuple[Tile, ...]
    timeline: Timeline
    steps: tuple[NextStep, ...]
    report: Report | None
    report_title: Words | None
    counselling: bool = False


def glance(vault: OpenVault, case_id: str, language: str) -> Glance:
    """Read it in one go. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    order = build_timeline(vault, case)
    reports = sorted(vault.reports.in_case(case_id), key=lambda one: one.saved_ms)
    report = reports[-1] if reports else None
    title = load_template(report.template).title if report is not None else None
    has = _has(vault, case, order, report, language)
    tiles, steps, desk = _tiles(vault, case_id, has), next_steps(has), is_counselling(vault)
    return Glance(case, tiles, order, steps, report, title, desk)


def _tiles(vault: OpenVault, case_id: str, has: CaseHas) -> tuple[Tile, ...]:
    tiles = []
    for kind, count, newest in vault.counts.items_by_kind(case_id):
        if kind is not ItemKind.CHAT:
            shown = newest if preview(vault, newest) is not None else None
            tiles.append(Tile(kind.value, count, item=shown))
    chats: Counter[Platform] = Counter()
    for room in vault.chats.rooms(case_id):
        chats[room.platform] += vault.chats.count(case_id, room.id)
    for platform, count in chats.most_common():
        tiles.append(Tile(ItemKind.CHAT.value, count, platform))
    if has.links:
        tiles.append(Tile("link", has.links))
    if notes := len(vault.notes.in_case(case_id)):
        tiles.append(Tile("note", notes))
    return tuple(tiles)


def _has(
    vault: OpenVault, case: Case, order: Timeline, report: Report | None, language: str
) -> CaseHas:
    entered: dict[EntryKind, int] = {}
    for entry in order.entries:
        at = entry.entered.at_ms if entry.entered is not None else None
        if at is not None:
            entered[entry.kind] = max(at, entered.get(entry.kind, at))
    told = (EntryKind.NOTE, EntryKind.INCIDENT, EntryKind.PAYMENT, EntryKind.DEED)
    dates = [one.at_ms for one in next_dates(vault, case.id, language) if not one.passed]
    return CaseHas(
        now_ms=vault.now_ms(),
        items=vault.items.count_in_case(case.id),
        links=vault.counts.links(case.id),
        told=sum(1 for entry in order.entries if entry.kind in told),
        begun_ms=report.saved_ms if report is not None else None,
        bundled_ms=entered.get(EntryKind.BUNDLE),
        filed_ms=entered.get(EntryKind.FILED),
        day_ms=min(dates, default=None),
        leaving_ms=_leaving(vault, case.id),
    )


def _leaving(vault: OpenVault, case_id: str) -> int | None:
    times = [
        event.shown.at_ms
        for event in vault.rooms.events(case_id)
        if event.kind in LEAVING and event.known is not Known.DECLINED and event.shown is not None
    ]
    return max((at for at in times if at is not None), default=None)
