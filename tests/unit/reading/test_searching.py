"""Search over everything: names and links too, narrowed, and with what stands around a place."""

from __future__ import annotations

import unicodedata

import pytest

from app.domain.evidence.searching import Filters, Kind
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.searching import Hit, around, filters_of, search
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.told.noting import add_note
from tests.fixtures.exports.telegram_writer import message
from tests.unit.collect.intake.conftest import BEGIN, Person, said

BADA = ("바다", "user5550002")


@pytest.fixture
def told(person: Person) -> Person:
    """Two rooms, two senders, a link, a file with a name, a note."""
    first = [said(n, f"말 {n}") for n in range(1, 6)]
    first[2] = said(3, "협박 하나 https://t.me/+AbCdEf12345")
    person.export("one", *first, number=1, title="첫 방")
    second = [message(9, BEGIN + 90_000, BADA, "협박 둘")]
    person.export("two", *second, number=2, title="둘째 방")
    person.file("협박 화면.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    person.collect()
    add_note(person.vault, person.case.id, "협박을 받은 날")
    return person


def _found(person: Person, words: str, **narrow: object) -> list[tuple[str, str]]:
    filters = Filters(**narrow)  # type: ignore[arg-type]
    page = search(person.vault, words, person.case.id, filters=filters)
    assert page.total == len(page.hits)
    return [(hit.kind, hit.snippet) for hit in page.hits]


def test_one_search_finds_every_kind_in_a_fixed_order(told: Person) -> None:
    assert [kind for kind, _ in _found(told, "협박")] == ["message", "message", "note", "file"]
    assert [kind for kind, _ in _found(told, "둘째 방")] == ["room"]
    assert [kind for kind, _ in _found(told, "user5550002")] == ["account"]
    assert [kind for kind, _ in _found(told, "abcdef12345")] == ["message", "link"]


@pytest.mark.parametrize("name", ["Épée.PNG", "가나다.png", "МОСКВА.png", "100%_a~b.png"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_any_case_and_composition(person: Person, name: str, form: str) -> None:
    person.file(unicodedata.normalize(form, name))
    person.file("other.bin", b"x")
    person.collect()
    for asked in (name, name.lower(), name.upper(), unicodedata.normalize("NFD", name)):
        assert len(_found(person, asked)) == 1
    assert _found(person, "a_b") == []


def test_kinds_narrow(told: Person) -> None:
    assert [one for one, _ in _found(told, "협박", kinds=frozenset({Kind.NOTE}))] == ["note"]
    assert _found(told, "협박", kinds=frozenset({Kind.LINK})) == []


def test_a_room_keeps_only_what_was_seen_there(told: Person) -> None:
    rooms = {room.title: room.id for room in told.vault.chats.rooms(told.case.id)}
    assert _found(told, "협박", room=rooms["둘째 방"]) == [("message", "협박 둘")]
    assert [one for one, _ in _found(told, "방", room=rooms["첫 방"])] == ["room"]


def test_an_account_keeps_only_what_comes_from_it(told: Person) -> None:
    accounts = {one.names[0]: one.id for one in told.vault.chats.accounts(told.case.id)}
    assert _found(told, "협박", account=accounts["바다"]) == [("message", "협박 둘")]


def test_a_time_range_leaves_out_what_is_before_behind_or_without_time(told: Person) -> None:
    later = (BEGIN + 80_000) * 1000
    assert _found(told, "협박", since_ms=later, until_ms=later + 20_000_000) == [
        ("message", "협박 둘")
    ]
    assert [one for one, _ in _found(told, "협박", until_ms=later)] == ["message"]
    three = ((BEGIN + 3) * 1000, (BEGIN + 4) * 1000)
    assert len(_found(told, "협박", since_ms=three[0], until_ms=three[1])) == 1
    assert _found(told, "협박", until_ms=three[0]) == []


def test_pages_of_narrowed_hits_join_without_gap_or_double(told: Person) -> None:
    whole = search(told.vault, "말", told.case.id).hits
    parts: list[Hit] = []
    while len(parts) < len(whole):
        page = search(told.vault, "말", told.case.id, limit=2, offset=len(parts))
        assert page.total == len(whole)
        parts += page.hits
    assert tuple(parts) == whole


def test_a_message_stands_among_those_of_its_room(told: Person) -> None:
    hit = search(told.vault, "협박 하나", told.case.id).hits[0]
    place = around(told.vault, hit, "협박", messages=2)
    assert [one.text for one in place.messages][:2] == ["말 1", "말 2"]
    assert place.messages[place.at].id == hit.id
    assert [one.text for one in place.messages][-2:] == ["말 4", "말 5"]
    at_the_end = search(told.vault, "말 5", told.case.id).hits[0]
    assert len(around(told.vault, at_the_end, "말", messages=2).messages) == 3


def test_a_place_that_was_set_aside_meanwhile_is_told(told: Person) -> None:
    hit = search(told.vault, "협박 둘", told.case.id).hits[0]
    source = told.vault.chats.message(hit.id).source_item
    set_items_aside(told.vault, [source])
    with pytest.raises(InputProblem) as told_why:
        around(told.vault, hit, "협박")
    assert told_why.value.code == "COL-083"
    assert [one for one, _ in _found(told, "둘째 방")] == []


def test_a_destroyed_item_is_not_found_by_its_name(told: Person) -> None:
    item = next(one for one in told.vault.items.in_case(told.case.id) if "화면" in one.name)
    set_items_aside(told.vault, [item.id])
    assert "file" not in [kind for kind, _ in _found(told, "협박")]
    destroy_items(told.vault, [item.id], Job())
    assert "file" not in [kind for kind, _ in _found(told, "협박")]


def test_a_typed_day_means_all_of_it_in_korea() -> None:
    filters = filters_of(["message"], since="2024-08-27", until="2024-08-27")
    assert filters.since_ms is not None
    assert filters.until_ms is not None
    assert filters.until_ms - filters.since_ms == 24 * 3600 * 1000
    minute = filters_of(until="2024-08-27 14:03")
    assert minute.until_ms == filters.since_ms + (14 * 60 + 4) * 60_000


@pytest.mark.parametrize(
    ("narrow", "code"),
    [({"since": "그날"}, "COL-081"), ({"room": "r-x"}, "COL-082"), ({"account": "i-1"}, "COL-082")],
)
def test_what_can_not_be_read_is_told(narrow: dict[str, str], code: str) -> None:
    with pytest.raises(InputProblem) as told:
        filters_of(**narrow)  # type: ignore[arg-type]
    assert told.value.code == code
