"""Look at what is kept: rows for a list, one item's details, its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.casework.minor import held_back, is_held_back
from app.domain.case.exchanges import PeerEntry
from app.domain.custody import CustodyEntry
from app.domain.evidence.captures import Capture
from app.domain.evidence.item_lists import PAGE, Collected, Sorting
from app.domain.evidence.items import Case, Item, ItemKind, Sighting
from app.domain.evidence.pages import PageInside
from app.domain.times.times import Moment
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.vault.vaults import OpenVault
from app.vault import ItemRow

_KST_MS = 9 * 3600 * 1000
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class EvidenceRow:
    """An item in a list. `shown` is the earliest time a platform showed for it.

    `captured_ms` is when it was first captured (UTC milliseconds), `where` a room it was seen in or
    the place written down with it, `words` what somebody saw in it, in place of its picture.
    """

    item: Item
    sightings: int
    shown: Moment | None
    has_preview: bool
    captured_ms: int | None = None
    where: str = ""
    words: str = ""


@dataclass(frozen=True)
class ItemDetails:
    """Everything known of an item.

    `facts` are the file's own words about itself: kept apart, never corrected. `inside` holds the
    plain words, parts and times of a saved page or a mail, None for anything else. `captures` are
    those of screens and pasted pictures, by their sightings. `peers` is what the logs of other
    vaults that worked on the case tell of it.
    """

    item: Item
    facts: Mapping[str, str]
    sightings: tuple[Sighting, ...]
    custody: tuple[CustodyEntry, ...]
    inside: PageInside | None = None
    captures: Mapping[str, Capture] = field(default_factory=dict)
    peers: tuple[PeerEntry, ...] = ()


def list_items(
    vault: OpenVault, case_id: str, *, limit: int | None = None, offset: int = 0
) -> tuple[EvidenceRow, ...]:
    """The items of a case in the order they came in; a page of them where `limit` is given."""
    case = vault.cases.get(case_id)
    return _as_shown(vault, case, vault.items.rows(case_id, limit=limit, offset=offset))


def open_collected(
    vault: OpenVault,
    case_id: str,
    sorting: Sorting = Sorting.CAME,
    *,
    kind: ItemKind | None = None,
    day: str = "",
) -> Collected:
    """The items of a case in an order, of one kind or seen on one day if asked, to be looked at.

    `day` is what a person types, a day of Korea: a time within it means the same. Raises
    InputProblem INP-003, COL-081 for a day that can't be read.
    """
    vault.cases.get(case_id)
    since = until = None
    if day.strip():
        moment = typed_moment(day)
        if moment is None or moment.at_ms is None:
            raise InputProblem("COL-081", text=day.strip()[:40])
        since = moment.at_ms - (moment.at_ms + _KST_MS) % _DAY_MS
        until = since + _DAY_MS
    numbers = vault.items.lists.order(case_id, sorting, kind=kind, since_ms=since, until_ms=until)
    return Collected(case_id, numbers)


def collected_page(vault: OpenVault, collected: Collected, page: int) -> tuple[EvidenceRow, ...]:
    """The rows of one page of such a list, from 0 on. Raises InputProblem INP-003."""
    case = vault.cases.get(collected.case)
    numbers = collected.numbers[page * PAGE : (page + 1) * PAGE]
    return _as_shown(vault, case, vault.items.lists.rows(case.id, numbers))


def _as_shown(vault: OpenVault, case: Case, rows: Sequence[ItemRow]) -> tuple[EvidenceRow, ...]:
    covered = held_back(vault, case, [row.item for row in rows])
    words = vault.told.looks.words(case.id)
    return tuple(
        EvidenceRow(
            row.item,
            row.sightings,
            row.shown,
            row.has_preview and row.item.id not in covered,
            row.captured_ms,
            row.where,
            words.get(row.item.id, ""),
        )
        for row in rows
    )


def preview(vault: OpenVault, item_id: str) -> bytes | None:
    """The small picture of an item as JPEG, or None. The screen covers it until it is asked for.

    None as well for what minor mode holds back.
    """
    jpeg = vault.items.preview(item_id)
    if jpeg is None or is_held_back(vault, vault.items.get(item_id)):
        return None
    return jpeg


def details(vault: OpenVault, item_id: str, case_id: str | None = None) -> ItemDetails:
    """One item with its file facts, sightings and custody entries; as a case shows it, if named.

    The same bytes may have come in in several cases, so of several people: with a case, nothing is
    told that another one holds, neither where nor under which name. Raises InputProblem INP-003,
    INP-011.
    """
    item = vault.items.get(item_id)
    sightings, entries = vault.sightings.of_item(item_id), vault.custody.of_subject(item_id)
    captures = vault.captures.of_item(item_id)
    peers: tuple[PeerEntry, ...] = ()
    if case_id is not None:
        case = vault.cases.get(case_id).id
        sightings = tuple(one for one in sightings if one.case == case)
        seen = {one.id for one in sightings}
        captures = {key: one for key, one in captures.items() if key in seen}
        entries = tuple(one for one in entries if one.case in (None, case))
        item = vault.items.as_came(case, item_id)
        peers = vault.exchanges.entries(case, item_id)
    inside = vault.insides.get(item_id)
    return ItemDetails(
        item, vault.items.facts(item_id), sightings, entries, inside, captures, peers
    )
