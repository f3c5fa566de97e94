"""Money that was asked for or paid, findable by search."""

from __future__ import annotations

from typing import Any

from app.domain.told.payments import Direction, Payment, Way
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)
from app.vault.stores.hidden import ITEMS
from app.vault.stores.told_words import PAYMENTS, ToldWords

_TEXTS = "direction, way, amount, currency, to_whom, reference, note"
_READ = (
    f"id, case_id, made_ms, person, iif(item IN {ITEMS}, NULL, item), {columns('paid')}, {_TEXTS}"
)


class Payments:
    """Adds, changes and lists payments. Writes happen inside a transaction."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def add(self, payment: Payment) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO payments (id, case_id, made_ms, person, item, {columns('paid')}, "
            f"{_TEXTS}) VALUES ({', '.join('?' * 17)})",
            (
                number(payment.id),
                number(payment.case),
                payment.made_ms,
                maybe_number(payment.person),
                maybe_number(payment.item),
                *to_columns(payment.paid),
                *_texts(payment),
            ),
        )
        self._words.keep(PAYMENTS, self._index.connection.last_insert_rowid())

    def change(self, payment: Payment) -> None:
        """Keep other words of one. An item that is set aside stays, unless another comes."""
        row = self._row(payment.id)
        self._words.forget(PAYMENTS, row)
        item = maybe_number(payment.item)
        names = (*columns("paid").split(", "), *_TEXTS.split(", "))
        self._index.write(
            "UPDATE payments SET person = ?, "
            f"item = iif(? IS NULL AND item IN {ITEMS}, item, ?), "
            f"{', '.join(f'{name} = ?' for name in names)} WHERE row = ?",
            (
                maybe_number(payment.person),
                item,
                item,
                *to_columns(payment.paid),
                *_texts(payment),
                row,
            ),
        )
        self._words.keep(PAYMENTS, row)

    def remove(self, payment_id: str) -> None:
        """Take one out."""
        row = self._row(payment_id)
        self._words.forget(PAYMENTS, row)
        self._index.write("DELETE FROM payments WHERE row = ?", (row,))

    def get(self, payment_id: str, case_id: str) -> Payment:
        """One of a case. Raises InputProblem INP-073."""
        asked = asked_number(payment_id, "payment", "INP-073")
        sql = f"SELECT {_READ} FROM payments WHERE id = ? AND case_id = ?"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("INP-073", id=payment_id)
        return _payment(row)

    def in_case(self, case_id: str) -> tuple[Payment, ...]:
        """All of a case by the time they tell of; those without one last."""
        sql = (
            f"SELECT {_READ} FROM payments WHERE case_id = ? ORDER BY paid_ms IS NULL, paid_ms, row"
        )
        return tuple(_payment(row) for row in self._index.read(sql, (number(case_id),)))

    def _row(self, payment_id: str) -> int:
        found = self._index.one("SELECT row FROM payments WHERE id = ?", (number(payment_id),))
        if found is None:
            raise LookupError(payment_id)
        return int(found[0])


def _texts(payment: Payment) -> tuple[str, ...]:
    return tuple(str(getattr(payment, name)) for name in _TEXTS.split(", "))


def _payment(row: tuple[Any, ...]) -> Payment:
    direction, way, amount, currency, to_whom, reference, note = row[10:]
    return Payment(
        id=identifier("payment", row[0]),
        case=identifier("case", row[1]),
        made_ms=row[2],
        person=maybe_identifier("person", row[3]),
        item=maybe_identifier("item", row[4]),
        paid=from_columns(*row[5:10]),
        direction=Direction(direction),
        way=Way(way),
        amount=amount,
        currency=currency,
        to_whom=to_whom,
        reference=reference,
        note=note,
    )
