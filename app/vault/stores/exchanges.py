"""Hand-overs of cases, what both sides changed, and other vaults' logs on them.

Writes happen inside a transaction. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from app.domain.case.exchanges import Choice, Conflict, Exchange, ExchangeWay, PeerEntry
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.index.tokens import spelt

_EXCHANGE = "id, case_id, way, peer, signer, digest, log_number, log_head, at_ms, base"
_CONFLICT = "id, case_id, exchange, kind, record, ours, theirs, choice, came_ms, decided_ms"
_ENTRY = "signer, number, at_ms, act, subject, details, head"


class Exchanges:
    """The stores of exchanges, conflicts and peers' logs."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, exchange: Exchange) -> None:
        """Keep one."""
        self._index.write(
            f"INSERT INTO exchanges ({_EXCHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number(exchange.id),
                number(exchange.case),
                exchange.way.value,
                spelt(exchange.peer),
                exchange.signer,
                bytes.fromhex(exchange.digest),
                exchange.log_number,
                bytes.fromhex(exchange.log_head),
                exchange.at_ms,
                exchange.base,
            ),
        )

    def of_case(self, case_id: str) -> tuple[Exchange, ...]:
        """Those of a case, oldest first."""
        sql = f"SELECT {_EXCHANGE} FROM exchanges WHERE case_id = ? ORDER BY row"
        return tuple(_exchange(row) for row in self._index.read(sql, (number(case_id),)))

    def taken(self, digest: str) -> bool:
        """Whether a file with this list was taken in before."""
        sql = "SELECT 1 FROM exchanges WHERE way = 'in' AND digest = ?"
        return self._index.one(sql, (bytes.fromhex(digest),)) is not None

    def add_conflict(self, conflict: Conflict) -> None:
        """Keep one, in place of an undecided one on the same record."""
        self._index.write(
            "DELETE FROM conflicts WHERE case_id = ? AND kind = ? AND record = ? AND choice = ''",
            (number(conflict.case), conflict.kind, conflict.record),
        )
        self._index.write(
            f"INSERT INTO conflicts ({_CONFLICT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number(conflict.id),
                number(conflict.case),
                number(conflict.exchange),
                conflict.kind,
                conflict.record,
                _encoded(conflict.ours),
                _encoded(conflict.theirs),
                conflict.choice.value,
                conflict.came_ms,
                conflict.decided_ms,
            ),
        )

    def decide(self, conflict_id: str, choice: Choice, at_ms: int) -> None:
        """Keep what became of one."""
        self._index.write(
            "UPDATE conflicts SET choice = ?, decided_ms = ? WHERE id = ?",
            (choice.value, at_ms, number(conflict_id)),
        )

    def conflicts(self, case_id: str) -> tuple[Conflict, ...]:
        """Those of a case, decided ones too, in the order they came."""
        sql = f"SELECT {_CONFLICT} FROM conflicts WHERE case_id = ? ORDER BY row"
        return tuple(_conflict(row) for row in self._index.read(sql, (number(case_id),)))

    def conflict(self, case_id: str, conflict_id: str) -> Conflict:
        """One of a case. Raises InputProblem VLT-063."""
        asked = asked_number(conflict_id, "conflict", "VLT-063")
        sql = f"SELECT {_CONFLICT} FROM conflicts WHERE case_id = ? AND id = ?"
        row = self._index.one(sql, (number(case_id), asked))
        if row is None:
            raise InputProblem("VLT-063", id=conflict_id)
        return _conflict(row)

    def add_entries(self, case_id: str, entries: Iterable[PeerEntry]) -> None:
        """Keep another vault's entries; those that are kept already stay as they are."""
        case = number(case_id)
        self._index.write_many(
            f"INSERT OR IGNORE INTO peer_logs (case_id, {_ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    case,
                    one.signer,
                    one.number,
                    one.at_ms,
                    one.act,
                    one.subject,
                    msgspec.json.encode(one.details).decode(),
                    bytes.fromhex(one.head),
                )
                for one in entries
            ),
        )

    def entries(self, case_id: str, subject: str | None = None) -> tuple[PeerEntry, ...]:
        """Other vaults' entries on a case, or on one thing in it, in the order of their time."""
        where, values = "case_id = ?", [number(case_id)]
        bound: list[Any] = [*values]
        if subject is not None:
            where += " AND subject = ?"
            bound.append(subject)
        sql = f"SELECT {_ENTRY} FROM peer_logs WHERE {where} ORDER BY at_ms, signer, number"
        return tuple(_entry(row) for row in self._index.read(sql, bound))


def _encoded(record: object) -> str:
    return "" if record is None else msgspec.json.encode(record).decode()


def _decoded(text: str) -> dict[str, object] | None:
    return None if not text else msgspec.json.decode(text, type=dict[str, object])


def _exchange(row: tuple[Any, ...]) -> Exchange:
    return Exchange(
        identifier("exchange", row[0]),
        identifier("case", row[1]),
        ExchangeWay(row[2]),
        row[3],
        row[4],
        row[5].hex(),
        row[6],
        row[7].hex(),
        row[8],
        row[9],
    )


def _conflict(row: tuple[Any, ...]) -> Conflict:
    return Conflict(
        identifier("conflict", row[0]),
        identifier("case", row[1]),
        identifier("exchange", row[2]),
        row[3],
        row[4],
        _decoded(row[5]),
        _decoded(row[6]),
        Choice(row[7]),
        row[8],
        row[9],
    )


def _entry(row: tuple[Any, ...]) -> PeerEntry:
    details = msgspec.json.decode(row[5], type=dict[str, str | int])
    return PeerEntry(row[0], row[1], row[2], row[3], row[4], details, row[6].hex())
