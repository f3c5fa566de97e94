"""Look at what is kept: rows for a list, one item's details, its preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.casework.minor import held_back, is_held_back
from app.domain.captures import Capture
from app.domain.custody import CustodyEntry
from app.domain.items import Item, Sighting
from app.domain.pages import PageInside
from app.domain.times import Moment
from app.usecases.vaults import OpenVault


@dataclass(frozen=True)
class EvidenceRow:
    """An item in a list. `shown` is the earliest time a platform showed for it."""

    item: Item
    sightings: int
    shown: Moment | None
    has_preview: bool


@dataclass(frozen=True)
class ItemDetails:
    """Everything known of an item.

    `facts` are the file's own words about itself: kept apart, never corrected. `inside` holds the
    plain words, parts and times of a saved page or a mail, None for anything else. `captures` are
    those of screens and pasted pictures, by their sightings.
    """

    item: Item
    facts: Mapping[str, str]
    sightings: tuple[Sighting, ...]
    custody: tuple[CustodyEntry, ...]
    inside: PageInside | None = None
    captures: Mapping[str, Capture] = field(default_factory=dict)


def list_items(
    vault: OpenVault, case_id: str, *, limit: int | None = None, offset: int = 0
) -> tuple[EvidenceRow, ...]:
    """The items of a case in the order they came in; a page of them where `limit` is given."""
    case = vault.cases.get(case_id)
    rows = tuple(vault.items.rows(case_id, limit=limit, offset=offset))
    covered = held_back(vault, case, [row.item for row in rows])
    return tuple(
        EvidenceRow(
            row.item, row.sightings, row.shown, row.has_preview and row.item.id not in covered
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
    if case_id is not None:
        case = vault.cases.get(case_id).id
        sightings = tuple(one for one in sightings if one.case == case)
        seen = {one.id for one in sightings}
        captures = {key: one for key, one in captures.items() if key in seen}
        entries = tuple(one for one in entries if one.case in (None, case))
        item = vault.items.as_came(case, item_id)
    return ItemDetails(
        item, vault.items.facts(item_id), sightings, entries, vault.insides.get(item_id), captures
    )
