"""The encrypted index: one SQLite database (SQLite3 Multiple Ciphers), a transaction at a time.

Must never make a new index where an old one does not open. Nothing of it reaches a disk
unencrypted: temporary tables stay in memory, the write-ahead log is encrypted like the pages. See
FORMAT.md, section "Vault".
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from operator import length_hint
from pathlib import Path
from typing import Any

import apsw
import msgspec

from app.errors import AccessProblem, EnvironmentProblem, IntegrityProblem, OngiError
from app.vault.failures import translated
from app.vault.folder import Step, no_step
from app.vault.index.copies import NEW_INDEX, keep_copy
from app.vault.index.database import (
    fold_in,
    leave,
    looked_at,
    made,
    opened,
    remove_database,
    version_of,
    write_anew,
)
from app.vault.index.folding import Folding
from app.vault.index.migrate import VERSION, migrate
from app.vault.index.pageseal import PageTags
from app.vault.index.state import IndexState, StateKeeper
from app.vault.index.tokens import spelt

_BLOCK = 4000
"""Rows that are written by one call: they lie ready, so that taking one costs nothing here."""


class Index:
    """The open database. Used by one thread at a time, any thread.

    Public methods raise EnvironmentProblem (ENV-001, ENV-004, ENV-005), IntegrityProblem VLT-006,
    and AccessProblem VLT-012 once closed. Opened to look only, nothing is written and `transaction`
    raises AccessProblem VLT-024.
    """

    def __init__(
        self, connection: apsw.Connection, path: Path, key: bytes, step: Step, *, look_only: bool
    ) -> None:
        self._connection: apsw.Connection | None = connection
        self._path = path
        self._key = key
        self._name = path.parent.name
        self._step = step
        self._look_only = look_only
        self._in_transaction = False
        self._forgetful: list[Callable[[], None]] = []
        self._folding = Folding(path, step)

    @classmethod
    def create(cls, path: Path, key: bytes, step: Step = no_step) -> Index:
        """Make a new index at a path where nothing is. `key` has 32 bytes."""
        with translated(path.parent.name):
            connection = made(path, key)
            try:
                connection.execute("BEGIN IMMEDIATE")
                migrate(connection, 0)
                connection.execute("COMMIT")
                fold_in(connection)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, key, step, look_only=False)

    @classmethod
    def open(
        cls, path: Path, key: bytes, step: Step = no_step, *, look_only: bool = False
    ) -> Index:
        """Open an index as it is. `compare`, `keep_state` and `upgrade` come next, in this order.

        Raises IntegrityProblem VLT-006 where it is damaged or gone, or the key is another's;
        FormatProblem VLT-004.
        """
        with translated(path.parent.name):
            connection = (looked_at if look_only else opened)(path, key)
        return cls(connection, path, key, step, look_only=look_only)

    def compare(self, said: IndexState) -> str:
        """The code of what does not fit to what was said of it outside, nothing where all fits.

        VLT-035: pages of another moment. VLT-036: the write-ahead log of another moment.
        """
        with translated(self._name):
            return self._folding.difference(self.connection, said)

    def pages_fit(self) -> bool:
        """Whether all pages on disk are those that this program wrote or found on opening."""
        with translated(self._name):
            return self._folding.pages_fit()

    def keep_state(self, keeper: StateKeeper, said: IndexState) -> None:
        """Say through `keeper` what becomes of the index, from now on.

        `said` is what was said last; `NOTHING_SAID` for a new index, one of format 1, or one that
        the person goes on with although it did not fit.
        """
        with translated(self._name):
            self._folding.begin(self.connection, keeper, said)

    def upgrade(self) -> None:
        """Bring the tables up to this version, with a copy of the index as it was beside it."""
        with translated(self._name):
            version = version_of(self.connection)
            if version >= VERSION:
                return
            keep_copy(self.connection, self._path, version, self._key, self._step)
        with self.transaction(), translated(self._name):
            migrate(self.connection, version)

    def fold(self) -> None:
        """Write the write-ahead log into the database and empty it, as `close` does.

        What was deleted before is then in neither file. Outside transactions (RuntimeError).
        """
        self._refuse_transaction()
        with translated(self._name):
            self._folding.fold(self.connection, goes_on=False)

    def rewrite(self, key: bytes | None = None) -> None:
        """Write the whole index anew, without what is free in it, under a key (the same if none).

        Killed anywhere, there is the old index or the new one. Where this raises, `is_under` tells
        which of them is open. Outside transactions and with no `stream` half read (RuntimeError).
        """
        self._refuse_transaction()
        new = self._path.with_name(NEW_INDEX)
        with translated(self._name):
            if not self._folding.fold(self.connection, goes_on=False):
                raise RuntimeError("rows are being read")
            try:
                write_anew(self.connection, new, key or self._key)
                tags = PageTags.read(new)
                self._step("index.copied")
                self._folding.replacing()
            except BaseException:
                remove_database(new)
                raise
            self._replace(new, key or self._key, tags)

    def is_under(self, key: bytes) -> bool:
        """Whether the index is the one under this key (not the former one, nor the next)."""
        return hmac.compare_digest(self._key, key)

    def _replace(self, new: Path, key: bytes, tags: PageTags) -> None:
        connection, self._connection = self.connection, None
        leave(connection)
        try:
            new.replace(self._path)
        except OSError:
            self._connection = opened(self._path, self._key)
            self._folding.kept_as_it_was()
            remove_database(new)
            raise
        self._step("index.renamed")
        self._key = key
        try:
            self._connection = opened(self._path, key)
        except (apsw.Error, OngiError):
            # A disk that failed once need not end the session; one that goes on failing does.
            self._connection = opened(self._path, key)
        self._folding.replaced(tags)

    def _refuse_transaction(self) -> None:
        if self._in_transaction:
            raise RuntimeError("not inside a transaction")

    @property
    def connection(self) -> apsw.Connection:
        """The database connection, for bulk work inside `app.vault`.

        Raises AccessProblem VLT-012 once closed.
        """
        if self._connection is None:
            raise AccessProblem("VLT-012")
        return self._connection

    @property
    def is_open(self) -> bool:
        """Whether `close` has not been called."""
        return self._connection is not None

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is running."""
        return self._in_transaction

    def on_rollback(self, forget: Callable[[], None]) -> None:
        """Call `forget` whenever a transaction was undone: nothing undone stays remembered."""
        self._forgetful.append(forget)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction: all or nothing, durable when it returns.

        Nested use is a RuntimeError.
        """
        if self._in_transaction:
            raise RuntimeError("transactions don't nest")
        if self._look_only:
            raise AccessProblem("VLT-024")
        with translated(self._name):
            self._folding.before_transaction(self.connection)
            self.connection.execute("BEGIN IMMEDIATE")
        self._in_transaction = True
        try:
            with translated(self._name):
                self._folding.mark(self.connection)
            yield
            self._step("transaction.filled")
            with translated(self._name):
                self.connection.execute("COMMIT")
        except BaseException:
            self._undo()
            raise
        finally:
            self._in_transaction = False
        self._step("transaction.committed")
        self._fold_if_long()

    def _fold_if_long(self) -> None:
        # What is committed is committed: if folding does not go now, it goes another time.
        with suppress(EnvironmentProblem), translated(self._name):
            if self._folding.committed():
                self._folding.fold(self.connection, goes_on=True)

    def _undo(self) -> None:
        for forget in self._forgetful:
            forget()
        if self._connection is not None and self._connection.in_transaction:
            with translated(self._name):
                self._connection.execute("ROLLBACK")
        if self._connection is not None:
            # What was undone may have filled the disk.
            with suppress(apsw.Error, OSError):
                self._folding.cut_undone(self._connection)

    def read(self, sql: str, bindings: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query. For queries whose result is small or limited."""
        with translated(self._name):
            return list(self.connection.execute(sql, bindings))

    def stream(self, sql: str, bindings: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one, for long results used up before the caller returns."""
        with translated(self._name):
            yield from self.connection.execute(sql, bindings)

    def one(self, sql: str, bindings: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        rows = self.read(sql, bindings)
        return rows[0] if rows else None

    def write(self, sql: str, bindings: Sequence[Any] = ()) -> int:
        """Run one statement inside the running transaction; how many rows it changed."""
        self.require_transaction()
        with translated(self._name):
            try:
                self.connection.execute(sql, bindings)
            except UnicodeEncodeError:
                self.connection.execute(sql, storable(bindings))
            return self.connection.changes()

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row inside the running transaction, as fast as it goes."""
        self.require_transaction()
        source = iter(rows)
        with translated(self._name):
            while block := list(islice(source, _BLOCK)):
                self._write_block(sql, block)

    def _write_block(self, sql: str, block: list[Sequence[Any]]) -> None:
        left = iter(block)
        while True:
            try:
                self.connection.executemany(sql, left)
            except UnicodeEncodeError:
                # The row that was being bound, the last one taken, can't be UTF-8 as it is; those
                # before it went in.
                taken = len(block) - length_hint(left)
                self.connection.execute(sql, storable(block[taken - 1]))
            else:
                return

    def require_transaction(self) -> None:
        """Raise RuntimeError outside a transaction: every write belongs to one."""
        if not self._in_transaction:
            raise RuntimeError("writing needs a transaction")

    def close(self) -> None:
        """Fold the write-ahead log in and close. May be called again.

        Where `keep_state` was never called (a refused opening), all files stay as they were.
        """
        if self._connection is None:
            return
        # Whatever stands against it, the log keeps what is committed until the next opening.
        if self._folding.is_begun and not self._connection.in_transaction:
            with suppress(OngiError, apsw.Error, OSError):
                self._folding.fold(self._connection, goes_on=False)
        connection, self._connection = self._connection, None
        self._key = b""
        leave(connection)

    def damage(self) -> bool:
        """Read every page; whether the database is not whole."""
        try:
            found = self.read("PRAGMA integrity_check(1)")
        except IntegrityProblem:
            return True
        return found != [("ok",)]


def storable(bindings: Sequence[Any]) -> tuple[Any, ...]:
    r"""The same values with lone surrogates spelt out as `\udc80`: UTF-8 has none."""
    return tuple(spelt(value) if isinstance(value, str) else value for value in bindings)


def flat_json(values: Mapping[str, str]) -> str:
    """Named texts as JSON, for a column that is only shown and never searched."""
    names = storable(tuple(values))
    return msgspec.json.encode(
        dict(zip(names, storable(tuple(values.values())), strict=True))
    ).decode()
