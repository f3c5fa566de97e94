"""Receipts that recipients gave back, as they came. Writes happen inside a transaction."""

from __future__ import annotations

from typing import Any

from app.domain.follow_up.receipts import Receipt
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)

_COLUMNS = "id, case_id, filing, manifest, signer, file, came_ms"


class Receipts:
    """Keeps receipts by case."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, receipt: Receipt) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO receipts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number(receipt.id),
                number(receipt.case),
                maybe_number(receipt.filing),
                bytes.fromhex(receipt.manifest),
                receipt.signer,
                receipt.file,
                receipt.came_ms,
            ),
        )

    def answers(self, receipt_id: str, filing_id: str) -> None:
        """Say which filing a receipt answers."""
        self._index.write(
            "UPDATE receipts SET filing = ? WHERE id = ?", (number(filing_id), number(receipt_id))
        )

    def get(self, receipt_id: str, case_id: str) -> Receipt:
        """One of a case. Raises InputProblem BND-060."""
        asked = asked_number(receipt_id, "receipt", "BND-060")
        sql = f"SELECT {_COLUMNS} FROM receipts WHERE id = ? AND case_id = ?"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("BND-060", id=receipt_id)
        return _receipt(row)

    def in_case(self, case_id: str) -> tuple[Receipt, ...]:
        """All of a case, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM receipts WHERE case_id = ? ORDER BY came_ms, row"
        return tuple(_receipt(row) for row in self._index.read(sql, (number(case_id),)))

    def has(self, file: bytes) -> bool:
        """Whether a receipt of these bytes is kept, in any case."""
        return self._index.one("SELECT 1 FROM receipts WHERE file = ?", (file,)) is not None


def _receipt(row: tuple[Any, ...]) -> Receipt:
    return Receipt(
        identifier("receipt", row[0]),
        identifier("case", row[1]),
        maybe_identifier("filing", row[2]),
        row[3].hex(),
        *row[4:],
    )
