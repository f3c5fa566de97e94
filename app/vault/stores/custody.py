"""The custody log: an entry for every act, chained by hash, its newest head kept outside too.

An entry's bytes are canonical JSON with exactly the keys `number, at_ms, act, subject, case,
details`; the chain is `crypto.chain`. Entries are only ever added. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from app.domain.custody import Act, CustodyEntry
from app.errors import IntegrityProblem
from app.vault.failures import translated
from app.vault.index.index import Index, storable
from app.vault.index.state import IndexState, State
from app.vault.opening.headfile import HeadFacts, HeadFiles
from crypto import canon
from crypto.chain import GENESIS, link
from crypto.errors import BadEncoding

_PAGE = 500
_COLUMNS = "number, at_ms, act, subject, case_id, details, head"


def index_state(facts: HeadFacts) -> IndexState:
    """What a head says of the index, as it was given to `Custody.keep`."""
    known = {state.value: state for state in State}
    return IndexState(known.get(facts.state, State.UNKNOWN), facts.pages, facts.fold)


def entry_bytes(
    number: int, at_ms: int, *, act: str, subject: str, case: str | None, details: object
) -> bytes:
    """The bytes of an entry that the chain links.

    Raises BadEncoding for details that aren't flat and plain.
    """
    return canon.dumps(
        {
            "number": number,
            "at_ms": at_ms,
            "act": act,
            "subject": subject,
            "case": case,
            "details": details,
        }
    )


class Custody:
    """The log of one open vault."""

    def __init__(self, index: Index, heads: HeadFiles, clock: Callable[[], int], name: str) -> None:
        self._index = index
        self._heads = heads
        self._clock = clock
        self._name = name
        self._head: tuple[int, bytes] | None = None
        index.on_rollback(self._forget)

    def append(
        self,
        act: Act,
        subject: str,
        case: str | None = None,
        details: Mapping[str, str | int] | None = None,
    ) -> CustodyEntry:
        """Add an entry inside the running transaction, at the clock's time.

        Gives it with its head.
        """
        number, previous = self._current()
        number += 1
        at_ms = self._clock()
        clean = {key: storable((value,))[0] for key, value in (details or {}).items()}
        head = link(
            previous,
            entry_bytes(number, at_ms, act=act.value, subject=subject, case=case, details=clean),
        )
        text = canon.dumps(clean).decode("utf-8")
        self._index.write(
            f"INSERT INTO log ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, at_ms, act.value, subject, case, text, head),
        )
        self._head = (number, head)
        return CustodyEntry(number, at_ms, act, subject, case, clean, head.hex())

    @property
    def head(self) -> tuple[int, str]:
        """The number of the newest entry (0 for none) and the chain's value after it, in hex."""
        number, head = self._current()
        return number, head.hex()

    @property
    def newest_ms(self) -> int | None:
        """When the newest entry was made (UTC milliseconds), None where there is none."""
        row = self._index.one("SELECT at_ms FROM log ORDER BY number DESC LIMIT 1")
        return None if row is None else int(row[0])

    def newest_by_case(self) -> dict[str, int]:
        """When the newest entry of each case was made (UTC milliseconds), by the case."""
        sql = (
            "SELECT case_id, at_ms FROM log WHERE number IN "
            "(SELECT max(number) FROM log WHERE case_id IS NOT NULL GROUP BY case_id)"
        )
        return {row[0]: int(row[1]) for row in self._index.read(sql)}

    def entries(self, case: str | None = None) -> Iterator[CustodyEntry]:
        """All entries, or a case's, in their order.

        Read page by page, so writing may go on meanwhile.
        """
        where = "" if case is None else "AND case_id = ?"
        return self._pages(where, () if case is None else (case,))

    def of_subject(self, subject: str) -> tuple[CustodyEntry, ...]:
        """The entries about one item, case, report or import, in their order."""
        return tuple(self._pages("AND subject = ?", (subject,)))

    def first_of(self, case: str, acts: Sequence[Act]) -> CustodyEntry | None:
        """The first entry of a case by one of some acts; None where there is none."""
        places = ", ".join("?" * len(acts))
        where = f"AND case_id = ? AND act IN ({places})"
        return next(self._pages(where, (case, *(act.value for act in acts)), at_once=1), None)

    def of_import(self, import_id: str) -> tuple[CustodyEntry, ...]:
        """The entries of one import, in their order; no others are taken apart."""
        where = "AND instr(details, ?) AND json_extract(details, '$.import') = ?"
        return tuple(self._pages(where, (import_id, import_id)))

    def verify(self) -> tuple[int, str]:
        """Compute the whole chain again; the number of entries and the head.

        Raises IntegrityProblem VLT-010 with the number of the first entry that does not fit.
        """
        head, last = GENESIS, 0
        for number, at_ms, act, subject, case, details, stored in self._rows("", ()):
            wanted = last + 1
            try:
                decoded = canon.loads(details.encode("utf-8"), canonical=True)
                head = link(
                    head,
                    entry_bytes(
                        number, at_ms, act=act, subject=subject, case=case, details=decoded
                    ),
                )
            except BadEncoding as error:
                raise IntegrityProblem("VLT-010", number=wanted) from error
            if number != wanted or head != stored:
                raise IntegrityProblem("VLT-010", number=wanted)
            last = number
        return last, head.hex()

    def head_at(self, number: int) -> bytes | None:
        """The stored head after an entry; None where there is no such entry."""
        if number == 0:
            return GENESIS
        row = self._index.one("SELECT head FROM log WHERE number = ?", (number,))
        return None if row is None else row[0]

    def checkpoint(self) -> None:
        """Write the newest head, signed, outside the index.

        Never inside a transaction (RuntimeError).
        """
        if self._index.in_transaction:
            raise RuntimeError("a checkpoint speaks of what is committed")
        number, head = self._current()
        with translated(self._name):
            self._heads.write(number, head, self._clock())

    def keep(self, said: IndexState) -> None:
        """Write what is said of the index, with the newest head, into both copies outside it.

        Never inside a transaction (RuntimeError). Raises EnvironmentProblem.
        """
        if self._index.in_transaction:
            raise RuntimeError("a head speaks of what is committed")
        number, head = self._current()
        before = self._heads.facts
        self._heads.facts = replace(
            before, state=said.state.value, pages=said.pages, fold=said.fold
        )
        try:
            with translated(self._name):
                self._heads.write_both(number, head, self._clock())
        except BaseException:
            self._heads.facts = before
            raise

    def _current(self) -> tuple[int, bytes]:
        if self._head is None:
            row = self._index.one("SELECT number, head FROM log ORDER BY number DESC LIMIT 1")
            self._head = (0, GENESIS) if row is None else (row[0], row[1])
        return self._head

    def _forget(self) -> None:
        self._head = None

    def _pages(
        self, where: str, bindings: tuple[str, ...], *, at_once: int = _PAGE
    ) -> Iterator[CustodyEntry]:
        rows = self._rows(where, bindings, at_once)
        for number, at_ms, act, subject, case, details, head in rows:
            flat = msgspec.json.decode(details, type=dict[str, str | int])
            yield CustodyEntry(number, at_ms, Act(act), subject, case, flat, head.hex())

    def _rows(
        self, where: str, bindings: tuple[str, ...], at_once: int = _PAGE
    ) -> Iterator[tuple[Any, ...]]:
        after = -1
        sql = f"SELECT {_COLUMNS} FROM log WHERE number > ? {where} ORDER BY number LIMIT {at_once}"
        while rows := self._index.read(sql, (after, *bindings)):
            yield from rows
            after = rows[-1][0]
