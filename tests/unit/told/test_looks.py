"""Somebody else looks instead, and says in words what is seen; the original stays as it is."""

from __future__ import annotations

import pytest

from app.domain.custody import NOT_FOR_RECIPIENTS, Act
from app.domain.evidence.items import Case, Item
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.items.looks import (
    LONGEST,
    leave_to_look,
    looks_of,
    say_what_is_seen,
    take_back,
    words_in_case,
    words_of,
)
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from app.vault import Vault
from tests.unit.vault.filling import add_case, add_item


def test_words_of_who_looked_stand_for_the_item(vault: Vault, case: Case, item: Item) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id, item.id])
    assert look.waits
    assert words_of(vault, case.id, item.id) == ""
    seen = say_what_is_seen(vault, look.id, "  대화 화면, 사람은 나오지 않음 ")
    assert not seen.waits
    assert seen.looked_ms is not None
    assert words_of(vault, case.id, item.id) == "대화 화면, 사람은 나오지 않음"
    assert words_in_case(vault, case.id) == {item.id: "대화 화면, 사람은 나오지 않음"}
    assert looks_of(vault, case.id) == (seen,)
    other = add_case(vault)
    assert words_of(vault, other.id, item.id) == ""


def test_left_twice_keeps_when_it_was_left_first(vault: Vault, case: Case, item: Item) -> None:
    assert leave_to_look(vault, case.id, [item.id]) == leave_to_look(vault, case.id, [item.id])
    acts = [one.act for one in vault.custody.of_subject(item.id)]
    assert acts.count(Act.LOOK_LEFT) == 1


def test_where_one_item_is_not_in_the_case_none_is_left(
    vault: Vault, case: Case, item: Item
) -> None:
    other = add_item(vault, add_case(vault), b"of another case")
    with pytest.raises(InputProblem, match="INP-011"):
        leave_to_look(vault, case.id, [item.id, other.id])
    assert looks_of(vault, case.id) == ()


def test_taken_back_before_anybody_looked_it_is_gone(vault: Vault, case: Case, item: Item) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    take_back(vault, look.id)
    assert looks_of(vault, case.id) == ()
    with pytest.raises(InputProblem, match="INP-176"):
        take_back(vault, look.id)


def test_taken_back_after_somebody_looked_the_words_stay(
    vault: Vault, case: Case, item: Item
) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    say_what_is_seen(vault, look.id, "협박하는 글")
    take_back(vault, look.id)
    assert words_of(vault, case.id, item.id) == "협박하는 글"
    (again,) = leave_to_look(vault, case.id, [item.id])
    assert (again.id, again.words) == (look.id, "협박하는 글")


def test_empty_words_take_back_what_was_said(vault: Vault, case: Case, item: Item) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    say_what_is_seen(vault, look.id, "협박하는 글")
    assert say_what_is_seen(vault, look.id, " ").waits


@pytest.mark.parametrize(
    ("words", "code"), [("말" * (LONGEST + 1), "INP-071"), ("900101-2345678", "INP-070")]
)
def test_words_that_are_not_kept(
    vault: Vault, case: Case, item: Item, words: str, code: str
) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    with pytest.raises(InputProblem, match=code):
        say_what_is_seen(vault, look.id, words)


def test_the_log_tells_each_act_without_its_words_and_recipients_hear_of_none(
    vault: Vault, case: Case, item: Item
) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    say_what_is_seen(vault, look.id, "협박하는 글")
    take_back(vault, look.id)
    entries = vault.custody.of_subject(item.id)[-3:]
    acts = {Act.LOOK_LEFT, Act.LOOK_SAID, Act.LOOK_TAKEN_BACK}
    assert {one.act for one in entries} == acts
    assert not any("협박" in str(one.details) for one in entries)
    assert acts <= NOT_FOR_RECIPIENTS


def test_it_hides_with_its_item_and_is_destroyed_with_it(
    vault: Vault, case: Case, item: Item
) -> None:
    (look,) = leave_to_look(vault, case.id, [item.id])
    said = say_what_is_seen(vault, look.id, "협박하는 글")
    set_items_aside(vault, [item.id])
    assert looks_of(vault, case.id) == ()
    bring_back(vault, [item.id])
    assert looks_of(vault, case.id) == (said,)
    set_items_aside(vault, [item.id])
    destroy_items(vault, [item.id], Job())
    assert vault._index.read("SELECT words FROM looks") == []
