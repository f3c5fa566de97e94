"""Money is kept as it was typed, with its evidence, and found by its words."""

from __future__ import annotations

import pytest

from app.domain.evidence.items import Case, Item
from app.domain.times.typed_times import typed_moment
from app.domain.told.payments import Direction, Way
from app.errors import InputProblem
from app.usecases.told.payments import (
    PaymentSaid,
    add_payment,
    change_payment,
    list_payments,
    remove_payment,
)
from app.usecases.told.people import add_person
from app.vault import Vault
from tests.unit.told.test_people import kinds

RRN = "900101-1234567"


def test_a_payment_comes_back_as_it_was_said(vault: Vault, case: Case, item: Item) -> None:
    person = add_person(vault, case.id, "A")
    said = PaymentSaid(
        Direction.PAID, Way.BANK, "3,000,000", "원", "국민 110-123", "거래 77",
        typed_moment("2024-08-27 14:03"), person.id, item.id, "두 번 나눠서",
    )  # fmt: skip
    made = add_payment(vault, case.id, said)
    (kept,) = list_payments(vault, case.id)
    assert kept == made
    assert PaymentSaid(**{name: getattr(kept, name) for name in vars(said)}) == said
    for words in ("3,000,000", "국민", "거래", "나눠서"):
        assert kinds(vault, words) == [("payment", made.id)]


def test_demands_stand_in_the_order_of_time_and_those_without_one_last(
    vault: Vault, case: Case
) -> None:
    for amount, when in (("1", ""), ("2", "2024-09-02"), ("3", "2024-09-01")):
        add_payment(vault, case.id, PaymentSaid(amount=amount, paid=typed_moment(when)))
    assert [one.amount for one in list_payments(vault, case.id)] == ["3", "2", "1"]


def test_other_words_replace_the_first_ones(vault: Vault, case: Case) -> None:
    made = add_payment(vault, case.id, PaymentSaid(amount="문화상품권"))
    changed = change_payment(vault, case.id, made.id, PaymentSaid(amount="구글카드"))
    assert changed.made_ms == made.made_ms
    assert kinds(vault, "문화상품권") == []
    assert kinds(vault, "구글카드") == [("payment", made.id)]
    whats = [entry.details.get("what") for entry in vault.custody.of_subject(made.id)]
    assert whats == ["added", "changed"]
    remove_payment(vault, case.id, made.id)
    assert list_payments(vault, case.id) == ()
    assert kinds(vault, "구글카드") == []


def test_evidence_that_is_set_aside_shows_nowhere_and_comes_back(
    vault: Vault, case: Case, item: Item
) -> None:
    made = add_payment(vault, case.id, PaymentSaid(amount="10", item=item.id))
    with vault.transaction():
        vault.deleting.set_aside([item.id], vault.now_ms())
    assert list_payments(vault, case.id)[0].item is None
    change_payment(vault, case.id, made.id, PaymentSaid(amount="20"))
    with vault.transaction():
        vault.deleting.bring_back([item.id])
    assert list_payments(vault, case.id)[0].item == item.id
    with vault.transaction():
        vault.deleting.set_aside([item.id], vault.now_ms())
        vault.deleting.destroy([item.id], vault.now_ms())
    assert vault._index.read("SELECT amount, item FROM payments") == [("20", None)]


@pytest.mark.parametrize("field", ["amount", "to_whom", "reference", "note"])
def test_no_resident_registration_number_is_kept(vault: Vault, case: Case, field: str) -> None:
    with pytest.raises(InputProblem) as refused:
        add_payment(vault, case.id, PaymentSaid(**{field: RRN}))
    assert refused.value.code == "INP-070"


def test_nothing_said_is_nothing_to_keep(vault: Vault, case: Case) -> None:
    for said in (PaymentSaid(), PaymentSaid(currency="원"), PaymentSaid(amount="  ")):
        with pytest.raises(InputProblem) as refused:
            add_payment(vault, case.id, said)
        assert refused.value.code == "INP-072"
    with pytest.raises(InputProblem) as refused:
        remove_payment(vault, case.id, "y-000000000000")
    assert refused.value.code == "INP-073"
