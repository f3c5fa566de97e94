"""People are kept as they are called, go by what is seen, and other victims are never named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.times.typed_times import typed_moment
from app.domain.told.people import MarkKind, Role
from app.errors import InputProblem
from app.usecases.items.removing import set_items_aside
from app.usecases.told.payments import PaymentSaid, add_payment, list_payments
from app.usecases.told.people import (
    add_mark,
    add_person,
    change_person,
    join_people,
    list_people,
    remove_mark,
    remove_person,
)
from app.vault import Vault
from tests.fixtures.exports.telegram_writer import message
from tests.unit.collect.intake.conftest import BEGIN, HANEUL, Person
from tests.unit.vault.filling import Chat, add_case, add_item

RRN = "900101-1234567"


def kinds(vault: Vault, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hit in vault.search.find(words).hits]


def test_a_person_is_kept_changed_and_found(vault: Vault, case: Case) -> None:
    person = add_person(vault, case.id, " 가해자 1 ", Role.OFFENDER, "같은 과")
    (known,) = list_people(vault, case.id)
    assert known.person == person
    assert (person.name, person.role, person.note) == ("가해자 1", Role.OFFENDER, "같은 과")
    changed = change_person(vault, case.id, person.id, name="닉네임 늑대")
    assert changed.note == "같은 과"
    assert kinds(vault, "늑대") == [("person", person.id)]
    assert kinds(vault, "가해자") == []
    acts = [entry.details.get("what") for entry in vault.custody.of_subject(person.id)]
    assert acts == ["added", "changed"]


def test_nothing_is_written_where_nothing_changed(vault: Vault, case: Case) -> None:
    person = add_person(vault, case.id, "A")
    change_person(vault, case.id, person.id, name="A")
    assert len(vault.custody.of_subject(person.id)) == 1


def test_marks_stand_in_the_order_they_were_seen_with_what_shows_them(
    vault: Vault, case: Case, item: Item
) -> None:
    person = add_person(vault, case.id, "A")
    late = add_mark(
        vault, case.id, person.id, MarkKind.USER_NAME, "@later", platform="Telegram",
        seen=typed_moment("2024-09-02"), item=item.id,
    )  # fmt: skip
    add_mark(vault, case.id, person.id, MarkKind.DISPLAY_NAME, "어느 날")
    early = add_mark(
        vault, case.id, person.id, MarkKind.USER_NAME, "@early", seen=typed_moment("2024-09-01")
    )
    (known,) = list_people(vault, case.id)
    assert [mark.value for mark in known.marks] == ["@early", "@later", "어느 날"]
    assert (late.item, late.platform, early.item) == (item.id, "Telegram", None)
    assert kinds(vault, "어느") == [("person", person.id)]
    remove_mark(vault, case.id, late.id)
    assert [mark.value for mark in list_people(vault, case.id)[0].marks] == ["@early", "어느 날"]
    assert kinds(vault, "later") == []


def test_a_sighting_brings_its_item_and_its_time(vault: Vault, case: Case, item: Item) -> None:
    person = add_person(vault, case.id, "A")
    (sighting,) = vault.sightings.of_item(item.id)
    mark = add_mark(vault, case.id, person.id, MarkKind.PHONE, "010", sighting=sighting.id)
    assert (mark.item, mark.sighting) == (item.id, sighting.id)
    with pytest.raises(InputProblem) as refused:
        add_mark(vault, case.id, person.id, MarkKind.PHONE, "1", sighting="s-000000000000")
    assert refused.value.code == "INP-011"


def test_the_same_identifier_at_two_people_is_shown(vault: Vault, case: Case) -> None:
    first, second = (add_person(vault, case.id, name) for name in "AB")
    one = add_mark(vault, case.id, first.id, MarkKind.PHONE, "010-1234-5678")
    other = add_mark(vault, case.id, second.id, MarkKind.PHONE, "+82 10-1234-5678")
    add_mark(vault, case.id, second.id, MarkKind.EMAIL, "b@example.org")
    known = list_people(vault, case.id)
    assert known[0].also == {one.id: (second,)}
    assert known[1].also == {other.id: (first,)}


def test_an_account_of_an_import_is_put_to_a_person_and_goes_with_its_export(
    vault: Vault, case: Case
) -> None:
    chat = Chat(vault, case)
    chat.add(chat.message("안녕"))
    person = add_person(vault, case.id, "A")
    mark = add_mark(vault, case.id, person.id, MarkKind.OTHER, account=chat.account.id)
    assert (mark.kind, mark.value, mark.platform) == (MarkKind.ACCOUNT, "가", "telegram")
    stored = vault._index.read("SELECT value, platform FROM person_marks")
    assert stored == [("", "")]
    with vault.transaction():
        vault.custody.append(Act.CHAT_IMPORTED, chat.source.id, case.id)
        vault.deleting.set_aside([chat.source.id], vault.now_ms())
    assert list_people(vault, case.id)[0].marks == ()
    with vault.transaction():
        vault.deleting.bring_back([chat.source.id])
    assert list_people(vault, case.id)[0].marks == (mark,)
    with vault.transaction():
        vault.deleting.set_aside([chat.source.id], vault.now_ms())
        vault.deleting.destroy([chat.source.id], vault.now_ms())
    assert vault._index.read("SELECT * FROM person_marks") == []
    assert list_people(vault, case.id)[0].person == person


def test_two_that_are_one_go_by_all(vault: Vault, case: Case) -> None:
    first = add_person(vault, case.id, "가해자 1", Role.OFFENDER, "처음")
    second = add_person(vault, case.id, "이름 모름", note="나중")
    add_mark(vault, case.id, second.id, MarkKind.PHONE, "010-1")
    paid = add_payment(vault, case.id, PaymentSaid(amount="10", person=second.id))
    joined = join_people(vault, case.id, first.id, second.id)
    assert joined.note == "처음\n나중"
    (known,) = list_people(vault, case.id)
    assert known.person == joined
    assert [mark.value for mark in known.marks] == ["010-1", "이름 모름"]
    assert list_payments(vault, case.id)[0].id == paid.id
    assert list_payments(vault, case.id)[0].person == first.id
    assert vault.custody.of_subject(first.id)[-1].details == {"other": second.id}
    assert kinds(vault, "나중") == [("person", first.id)]
    with pytest.raises(InputProblem) as refused:
        join_people(vault, case.id, first.id, first.id)
    assert refused.value.code == "INP-075"


def test_the_note_of_a_mark_is_not_found_while_its_account_is_hidden(
    vault: Vault, case: Case, tmp_path: Path
) -> None:
    somebody = Person(vault, case, tmp_path)
    somebody.export("chat", message(1, BEGIN, HANEUL, "말"), title="방")
    somebody.collect()
    known = add_person(vault, case.id, "누구")
    account = vault.chats.accounts(case.id)[0].id
    add_mark(vault, case.id, known.id, MarkKind.ACCOUNT, account=account, note="나무늘보")
    assert kinds(vault, "나무늘보") == [("person", known.id)]
    set_items_aside(vault, [one.id for one in vault.items.in_case(case.id)])
    assert kinds(vault, "나무늘보") == []


def test_a_name_that_only_a_hidden_chat_tells_shows_nowhere(
    vault: Vault, case: Case, tmp_path: Path
) -> None:
    somebody = Person(vault, case, tmp_path)
    somebody.export("a", message(1, BEGIN, HANEUL, "말"), title="방")
    somebody.export("b", message(1, BEGIN, ("나무늘보", HANEUL[1]), "말"), title="다른 방")
    somebody.collect()
    (account,) = vault.chats.accounts(case.id)
    assert set(account.names) == {HANEUL[0], "나무늘보"}
    assert kinds(vault, "나무늘보") == [("account", account.id)]
    known = add_person(vault, case.id, "누구")
    add_mark(vault, case.id, known.id, MarkKind.ACCOUNT, account=account.id)
    source = next(m.source_item for m in vault.chats.messages(case.id) if m.sender == "나무늘보")
    set_items_aside(vault, [source])
    assert vault.chats.accounts(case.id)[0].names == (HANEUL[0],)
    assert [mark.value for mark in list_people(vault, case.id)[0].marks] == [HANEUL[0]]
    assert kinds(vault, "나무늘보") == []
    assert kinds(vault, HANEUL[0]) == [("account", account.id)]
    assert "나무늘보" not in {one.text for one in vault.written.names(case.id, 1)}


def test_notes_that_are_too_long_for_one_are_not_cut_by_joining(vault: Vault, case: Case) -> None:
    first = add_person(vault, case.id, "A", note="가" * 15_000)
    second = add_person(vault, case.id, "B", note="나" * 15_000)
    with pytest.raises(InputProblem, match="INP-071"):
        join_people(vault, case.id, first.id, second.id)
    assert len(list_people(vault, case.id)) == 2


def test_another_victim_is_counted_and_never_named(vault: Vault, case: Case) -> None:
    with pytest.raises(InputProblem) as refused:
        add_person(vault, case.id, "김이름", Role.OTHER_VICTIM)
    assert refused.value.code == "INP-074"
    add_person(vault, case.id, "", Role.OTHER_VICTIM)
    other = add_person(vault, case.id, "", Role.OTHER_VICTIM, "같은 방에서")
    assert [(one.person.name, one.number) for one in list_people(vault, case.id)] == [
        ("", 1),
        ("", 2),
    ]
    for attempt in (
        lambda: add_mark(vault, case.id, other.id, MarkKind.PHONE, "010"),
        lambda: change_person(vault, case.id, other.id, name="김이름"),
        lambda: join_people(vault, case.id, add_person(vault, case.id, "A").id, other.id),
    ):
        with pytest.raises(InputProblem) as refused:
            attempt()
        assert refused.value.code == "INP-074"
    named = add_person(vault, case.id, "B")
    add_mark(vault, case.id, named.id, MarkKind.PHONE, "010")
    with pytest.raises(InputProblem) as refused:
        change_person(vault, case.id, named.id, name="", role=Role.OTHER_VICTIM)
    assert refused.value.code == "INP-074"


@pytest.mark.parametrize("field", ["name", "note", "value", "platform", "mark_note"])
def test_no_resident_registration_number_is_kept(vault: Vault, case: Case, field: str) -> None:
    person = add_person(vault, case.id, "A")
    of_mark = {"value": "010", "platform": "", "note": "", field.removeprefix("mark_"): RRN}
    attempt = {
        "name": lambda: add_person(vault, case.id, f"번호{RRN}입니다"),
        "note": lambda: add_person(vault, case.id, "B", note=RRN),
    }.get(field, lambda: add_mark(vault, case.id, person.id, MarkKind.OTHER, **of_mark))
    with pytest.raises(InputProblem) as refused:
        attempt()
    assert refused.value.code == "INP-070"


def test_unknown_names_are_refused_each_with_its_code(vault: Vault, case: Case) -> None:
    person = add_person(vault, case.id, "A")
    elsewhere = add_case(vault)
    for code, attempt in {
        "INP-072": lambda: add_person(vault, case.id, "  "),
        "INP-071": lambda: add_person(vault, case.id, "가" * 201),
        "INP-073": lambda: change_person(vault, elsewhere.id, person.id, name="B"),
        "INP-077": lambda: add_mark(
            vault, case.id, person.id, MarkKind.OTHER, account="a-000000000000"
        ),
        "INP-011": lambda: add_mark(
            vault, case.id, person.id, MarkKind.PHONE, "1",
            item=add_item(vault, elsewhere, b"of another case").id,
        ),
        "INP-003": lambda: list_people(vault, "c-000000000000"),
    }.items():  # fmt: skip
        with pytest.raises(InputProblem) as refused:
            attempt()
        assert refused.value.code == code
    for mark in ("k-000000000000", "p-000000000000", "x"):
        with pytest.raises(InputProblem) as refused:
            remove_mark(vault, case.id, mark)
        assert refused.value.code == "INP-073"


def test_who_is_taken_out_leaves_no_word(vault: Vault, case: Case) -> None:
    person = add_person(vault, case.id, "검은늑대")
    add_mark(vault, case.id, person.id, MarkKind.OTHER, "흰여우", note="방에서")
    add_payment(vault, case.id, PaymentSaid(amount="10", person=person.id))
    remove_person(vault, case.id, person.id)
    assert list_people(vault, case.id) == ()
    assert [kinds(vault, word) for word in ("늑대", "여우", "방에서")] == [[], [], []]
    assert list_payments(vault, case.id)[0].person is None
    left = "SELECT count(*) FROM words WHERE rowid BETWEEN ? AND ?"
    assert vault._index.read(left, (2 << 48, (4 << 48) - 1)) == [(0,)]
