"""Money that was asked for or paid: write down, change, take out. Nothing is calculated or sent."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.times.times import Moment
from app.domain.told.payments import Direction, Payment, Way
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, item_of, kept_text, kept_time, person_of
from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class PaymentSaid:
    """What somebody says of one demand or payment; every part may be left out."""

    direction: Direction = Direction.ASKED
    way: Way = Way.OTHER
    amount: str = ""
    currency: str = ""
    to_whom: str = ""
    reference: str = ""
    paid: Moment | None = None
    person: str | None = None
    item: str | None = None
    note: str = ""


def said_of(payment: Payment) -> PaymentSaid:
    """What was said of a payment so far."""
    return PaymentSaid(**{one.name: getattr(payment, one.name) for one in fields(PaymentSaid)})


def list_payments(vault: OpenVault, case_id: str) -> tuple[Payment, ...]:
    """All of a case by time, those without one last. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.told.payments.in_case(case_id)


def add_payment(vault: OpenVault, case_id: str, said: PaymentSaid) -> Payment:
    """Keep one.

    Raises InputProblem: INP-003 no such case, INP-011 no such item, INP-073 no such person, INP-072
    nothing said, INP-070, INP-071.
    """
    made = Payment(new_id("payment"), case_id, said.direction, said.way, vault.now_ms())
    payment = _kept(vault, made, said)
    with vault.transaction():
        vault.told.payments.add(payment)
        _log(vault, payment, "added")
    vault.custody.checkpoint()
    return payment


def change_payment(vault: OpenVault, case_id: str, payment_id: str, said: PaymentSaid) -> Payment:
    """Keep what is said now in place of what was. Raises as `add_payment`, and INP-073."""
    before = vault.told.payments.get(payment_id, case_id)
    payment = _kept(vault, before, said)
    if payment != before:
        with vault.transaction():
            vault.told.payments.change(payment)
            _log(vault, payment, "changed")
        vault.custody.checkpoint()
    return payment


def remove_payment(vault: OpenVault, case_id: str, payment_id: str) -> None:
    """Take one out; evidence for it stays. Raises InputProblem INP-073."""
    payment = vault.told.payments.get(payment_id, case_id)
    with vault.transaction():
        vault.told.payments.remove(payment.id)
        vault.custody.append(Act.PAYMENT_REMOVED, payment.id, payment.case)
    vault.custody.checkpoint()


def _kept(vault: OpenVault, before: Payment, said: PaymentSaid) -> Payment:
    person = person_of(vault, before.case, said.person)
    payment = replace(
        before,
        direction=said.direction,
        way=said.way,
        amount=kept_text(said.amount),
        currency=kept_text(said.currency, longest=40),
        to_whom=kept_text(said.to_whom),
        reference=kept_text(said.reference),
        paid=kept_time(said.paid),
        person=person.id if person else None,
        item=item_of(vault, before.case, said.item),
        note=kept_text(said.note, longest=TEXT),
    )
    texts = (payment.amount, payment.to_whom, payment.reference, payment.note)
    if not any(texts) and payment.paid is None and payment.item is None:
        raise InputProblem("INP-072")
    return payment


def _log(vault: OpenVault, payment: Payment, what: str) -> None:
    vault.custody.append(Act.PAYMENT_WRITTEN, payment.id, payment.case, {"what": what})
