"""What was collected as a list of any length: put in order by the database, read page by page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.custody import Act
from app.domain.evidence.item_lists import PAGE, Sorting
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import vault_moment
from app.errors import InputProblem
from app.usecases.items.evidence import EvidenceRow, collected_page, list_items, open_collected
from app.usecases.items.removing import set_items_aside
from app.vault import Vault
from app.vault.blobs.storing import StoredBlob
from tests.unit.vault.filling import BEGIN_MS, DAY_MS, Chat, add_case, add_item, platform_time


def add_many(vault: Vault, case: Case, count: int, **kinds: ItemKind) -> list[str]:
    """Items without their bytes, quickly: only what lists ask of them."""
    made = []
    with vault.transaction():
        for place in range(count):
            digest = f"{place:064x}"
            kind = kinds.get(f"at{place}", ItemKind.PICTURE)
            item = Item(new_id("item"), kind, f"{place}.png", 9, digest, "image/png", place)
            vault.items.add(item, StoredBlob(f"{place:032x}", b"", digest, 9, 9, 0))
            vault.items.place(item.id, case.id)
            made.append(item.id)
    return made


def ids(vault: Vault, case: Case, *asked: object, **more: object) -> list[str]:
    opened = open_collected(vault, case.id, *asked, **more)  # type: ignore[arg-type]
    return [row.item.id for row in rows(vault, opened)]


def rows(vault: Vault, opened: object) -> list[EvidenceRow]:
    count = opened.count  # type: ignore[attr-defined]
    pages = range(-(-count // PAGE))
    return [row for page in pages for row in collected_page(vault, opened, page)]  # type: ignore[arg-type]


def seen(vault: Vault, case: Case, item: str, at_ms: int | None, **more: object) -> None:
    shown = None if at_ms is None else platform_time(at_ms)
    sighting = Sighting(
        new_id("sighting"), case.id, vault_moment(5), Method.FILE, item=item, shown=shown,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    with vault.transaction():
        vault.sightings.add_many([sighting])


def test_pages_are_the_case_in_its_order_and_end_is_one_page_away(vault: Vault) -> None:
    case = add_case(vault)
    made = add_many(vault, case, 2 * PAGE + 3)
    opened = open_collected(vault, case.id)
    assert opened.count == len(made)
    assert [row.item.id for row in collected_page(vault, opened, 2)] == made[2 * PAGE :]
    assert collected_page(vault, opened, 3) == ()
    assert ids(vault, case) == made == [row.item.id for row in list_items(vault, case.id)]


def test_the_vault_orders_by_time_and_kind_and_narrows_to_a_kind_or_a_korean_day(
    vault: Vault,
) -> None:
    case = add_case(vault)
    a, b, c = add_many(vault, case, 3, at1=ItemKind.VIDEO)
    midnight = BEGIN_MS - 5 * 3_600_000 - 9 * 3_600_000 + DAY_MS  # of 28 August in Korea
    seen(vault, case, a, midnight + 5)
    seen(vault, case, b, midnight - 1)
    seen(vault, case, b, midnight + DAY_MS)
    assert ids(vault, case, Sorting.EARLIEST) == [c, b, a]
    assert ids(vault, case, Sorting.LATEST) == [a, b, c]
    assert ids(vault, case, Sorting.KIND) == [a, c, b]
    assert ids(vault, case, kind=ItemKind.VIDEO) == [b]
    assert ids(vault, case, day="2024-08-28") == [a]
    assert ids(vault, case, day="2024. 8. 27. 오후 3:00") == [b]
    with pytest.raises(InputProblem, match="COL-081"):
        open_collected(vault, case.id, day="그날")


def test_a_row_says_when_and_where_it_was_seen_and_how_often(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))
    item = add_item(vault, chat.case, b"one")
    seen(vault, chat.case, item.id, BEGIN_MS + 9, where="메신저")
    seen(vault, chat.case, item.id, BEGIN_MS, room=chat.room.id, captured=platform_time(77))
    other = add_case(vault)
    seen(vault, other, item.id, BEGIN_MS - 1, where="다른 사건")
    row = next(
        one for one in rows(vault, open_collected(vault, chat.case.id)) if one.item.id == item.id
    )
    assert row.shown is not None
    assert (row.shown.at_ms, row.captured_ms, row.where, row.sightings) == (
        BEGIN_MS, 77, "메신저", 3,
    )  # fmt: skip
    assert row in list_items(vault, chat.case.id)


def test_a_room_stands_for_the_place(vault: Vault) -> None:
    chat = Chat(vault, add_case(vault))
    item = add_item(vault, chat.case, b"one")
    seen(vault, chat.case, item.id, BEGIN_MS, room=chat.room.id)
    found = {one.item.id: one.where for one in rows(vault, open_collected(vault, chat.case.id))}
    assert found[item.id] == chat.room.title


def test_what_is_set_aside_and_what_another_case_calls_it_stay_out(vault: Vault) -> None:
    first, second = add_case(vault), add_case(vault)
    item = add_item(vault, first, b"one", "첫 이름.png")
    gone = add_item(vault, first, b"two")
    with vault.transaction():
        vault.items.place(item.id, second.id)
        vault.custody.append(Act.ITEM_SEEN_AGAIN, item.id, second.id, {"name": "둘째 이름.png"})
    set_items_aside(vault, [gone.id])
    assert ids(vault, first) == [item.id]
    (row,) = rows(vault, open_collected(vault, second.id))
    assert row.item == replace(item, name="둘째 이름.png")
