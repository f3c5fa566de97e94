"""The filters of a search as conditions of SQL, for messages and for items with their sightings."""

from __future__ import annotations

from app.domain.evidence.searching import Filters
from app.vault.index.numbers import maybe_number
from app.vault.stores.hidden import SIGHTING_SHOWS

Condition = tuple[str, list[int]]
"""SQL with `AND` before each part, and what stands in its places."""


def of_messages(filters: Filters) -> Condition:
    """For rows of `messages`; empty where nothing narrows them."""
    return _joined([
        ("messages.room = ?", maybe_number(filters.room)),
        ("messages.account = ?", maybe_number(filters.account)),
        ("messages.shown_ms >= ?", filters.since_ms),
        ("messages.shown_ms < ?", filters.until_ms),
    ])  # fmt: skip


def of_items(filters: Filters, case: int | None, item: str) -> Condition:
    """For the column `item` with items' numbers: in the case, and seen where and when is asked."""
    in_case, bound = _joined([("c.case_id = ?", case)])
    member = f"AND EXISTS (SELECT 1 FROM case_items c WHERE c.item = {item} {in_case})"
    if not (filters.by_place or filters.by_time):
        return member, bound
    at_ms = "coalesce(s.shown_ms, s.captured_ms)"
    seen, more = _joined([
        ("s.case_id = ?", case),
        ("s.room = ?", maybe_number(filters.room)),
        ("s.account = ?", maybe_number(filters.account)),
        (f"{at_ms} >= ?", filters.since_ms),
        (f"{at_ms} < ?", filters.until_ms),
    ])  # fmt: skip
    sighting = f"SELECT 1 FROM sightings s WHERE s.item = {item} AND {SIGHTING_SHOWS} {seen}"
    return f"{member} AND EXISTS ({sighting})", [*bound, *more]


def _joined(parts: list[tuple[str, int | None]]) -> Condition:
    given = [(sql, value) for sql, value in parts if value is not None]
    return " ".join(f"AND {sql}" for sql, _ in given), [value for _, value in given]
