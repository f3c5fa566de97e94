"""Money that was asked for or paid (evidence E-07, E-08): as typed, never calculated with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class Way(StrEnum):
    """How it was or should be paid."""

    BANK = "bank"
    WALLET = "wallet"
    GIFT_CARD = "gift_card"
    PAYMENT_APP = "payment_app"
    CASH = "cash"
    OTHER = "other"


class Direction(StrEnum):
    """Whether it was asked for only, or paid."""

    ASKED = "asked"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Payment:
    """One demand or payment. `amount` and `currency` are texts as typed.

    `to_whom` is the account, wallet or name it went to, `reference` a transaction or card number,
    `person` somebody of the case, `item` the evidence for it.
    """

    id: str
    case: str
    direction: Direction
    way: Way
    made_ms: int
    amount: str = ""
    currency: str = ""
    to_whom: str = ""
    reference: str = ""
    paid: Moment | None = None
    person: str | None = None
    item: str | None = None
    note: str = ""
