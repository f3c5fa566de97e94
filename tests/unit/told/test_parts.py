"""What part an item plays is the person's word, and goes where the item goes."""

from __future__ import annotations

import pytest

from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.evidence.parts import Part
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.items.parts import list_parts, state_part, withdraw_part
from app.vault import Vault
from tests.unit.told.test_people import kinds
from tests.unit.vault.filling import add_case, add_item


def test_an_item_may_play_several_parts(vault: Vault, case: Case, item: Item) -> None:
    source = state_part(
        vault, case.id, item.id, Part.SOURCE_PHOTO, place="인스타그램", audience="친구만",
        event=typed_moment("2023-05-05"), note="졸업 사진",
    )  # fmt: skip
    me = state_part(vault, case.id, item.id, Part.SHOWS_ME, note="왼쪽 점")
    other = add_item(vault, case, b"another")
    tip = state_part(vault, case.id, other.id, Part.TIP_OFF, teller="후배", place="DM")
    assert list_parts(vault, case.id) == (source, me, tip)
    assert list_parts(vault, case.id, item=item.id) == (source, me)
    assert kinds(vault, "졸업") == [("part", item.id)]
    assert kinds(vault, "후배") == [("part", other.id)]


def test_what_is_said_again_replaces_what_was_said(vault: Vault, case: Case, item: Item) -> None:
    state_part(vault, case.id, item.id, Part.EFFECT, note="병원 진단")
    state_part(vault, case.id, item.id, Part.EFFECT, note="학교 결석")
    assert [one.note for one in list_parts(vault, case.id)] == ["학교 결석"]
    assert kinds(vault, "병원") == []
    withdraw_part(vault, case.id, item.id, Part.EFFECT)
    assert list_parts(vault, case.id) == ()
    assert kinds(vault, "학교") == []
    acts = [entry.act for entry in vault.custody.of_subject(item.id)]
    assert acts[-3:] == [Act.PART_STATED, Act.PART_STATED, Act.PART_WITHDRAWN]
    with pytest.raises(InputProblem) as refused:
        withdraw_part(vault, case.id, item.id, Part.EFFECT)
    assert refused.value.code == "INP-076"


def test_a_part_hides_with_its_item_and_is_destroyed_with_it(
    vault: Vault, case: Case, item: Item
) -> None:
    part = state_part(vault, case.id, item.id, Part.TIP_OFF, teller="검은늑대")
    with vault.transaction():
        vault.deleting.set_aside([item.id], vault.now_ms())
    assert list_parts(vault, case.id) == ()
    assert kinds(vault, "늑대") == []
    with pytest.raises(InputProblem) as refused:
        state_part(vault, case.id, item.id, Part.EFFECT)
    assert refused.value.code == "INP-011"
    with vault.transaction():
        vault.deleting.bring_back([item.id])
    assert list_parts(vault, case.id) == (part,)
    with vault.transaction():
        vault.deleting.set_aside([item.id], vault.now_ms())
        vault.deleting.destroy([item.id], vault.now_ms())
    assert vault._index.read("SELECT * FROM item_parts") == []
    left = "SELECT count(*) FROM words WHERE rowid BETWEEN ? AND ?"
    assert vault._index.read(left, (5 << 48, (6 << 48) - 1)) == [(0,)]


def test_only_an_item_of_the_case_plays_a_part(vault: Vault, case: Case, item: Item) -> None:
    elsewhere = add_case(vault)
    for case_id, item_id in ((elsewhere.id, item.id), (case.id, "i-000000000000"), (case.id, "")):
        with pytest.raises(InputProblem) as refused:
            state_part(vault, case_id, item_id, Part.EFFECT)
        assert refused.value.code == "INP-011"
