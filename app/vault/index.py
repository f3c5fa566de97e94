"""The encrypted index: one SQLite database (SQLite3 Multiple Ciphers), a transaction at a time.

Must never make a new index where an old one does not open. Nothing of it reaches a disk
unencrypted: temporary tables stay in memory, the write-ahead log is encrypted like the pages. See
FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw
import msgspec

from app.errors import AccessProblem, FormatProblem, IntegrityProblem
from app.vault.failures import translated
from app.vault.folder import Step, no_step
from app.vault.migrate import VERSION, migrate
from app.vault.tokens import spelt

_CACHE_KIB = 32 * 1024
_WAL_KEPT = 64 * 1024 * 1024


class Index:
    """The open database. Used by one thread at a time, any thread.

    Public methods raise EnvironmentProblem (ENV-001, ENV-004, ENV-005), IntegrityProblem VLT-006,
    and AccessProblem VLT-012 once closed.
    """

    def __init__(self, connection: apsw.Connection, path: Path, step: Step) -> None:
        self._connection: apsw.Connection | None = connection
        self._name = path.parent.name
        self._step = step
        self._in_transaction = False
        self._forgetful: list[Callable[[], None]] = []

    @classmethod
    def create(cls, path: Path, key: bytes, step: Step = no_step) -> Index:
        """Make a new index at a path where nothing is. `key` has 32 bytes."""
        with translated(path.parent.name):
            flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
            connection = apsw.Connection(str(path), flags | apsw.SQLITE_OPEN_EXCLUSIVE)
            _unlock(connection, key)
            _make_durable(connection)
            migrate(connection, 0)
        return cls(connection, path, step)

    @classmethod
    def open(cls, path: Path, key: bytes, step: Step = no_step) -> Index:
        """Open an index.

        Raises IntegrityProblem VLT-006 where it is damaged or gone, FormatProblem VLT-004.
        """
        if not path.is_file():
            raise IntegrityProblem("VLT-006")
        with translated(path.parent.name):
            connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)
            try:
                _unlock(connection, key)
                # Before anything that could write: SQLite would begin an empty file anew.
                version = _known_version(connection)
                _make_durable(connection)
                migrate(connection, version)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, step)

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
        with translated(self._name):
            self.connection.execute("BEGIN IMMEDIATE")
        self._in_transaction = True
        try:
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

    def _undo(self) -> None:
        for forget in self._forgetful:
            forget()
        if self._connection is not None and self._connection.in_transaction:
            with translated(self._name):
                self._connection.execute("ROLLBACK")
            # What was undone may have filled the disk: give its room in the log back at once.
            with suppress(apsw.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

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
        feed = _Feed(rows)
        with translated(self._name):
            while True:
                try:
                    self.connection.executemany(sql, feed)
                except UnicodeEncodeError:
                    # The row that was being bound can't be UTF-8 as it is; those before it went in.
                    self.connection.execute(sql, storable(feed.last))
                else:
                    return

    def require_transaction(self) -> None:
        """Raise RuntimeError outside a transaction: every write belongs to one."""
        if not self._in_transaction:
            raise RuntimeError("writing needs a transaction")

    def close(self) -> None:
        """Fold the write-ahead log in and close. May be called again."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        # Whatever stands against it, the log keeps what is committed until the next opening.
        with suppress(apsw.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def damage(self) -> bool:
        """Read every page; whether the database is not whole."""
        try:
            found = self.read("PRAGMA integrity_check(1)")
        except IntegrityProblem:
            return True
        return found != [("ok",)]


class _Feed:
    """Hands out rows and remembers the last one, so that a bad row is known by its value."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = iter(rows)
        self.last: Sequence[Any] = ()

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.last = row
            yield row


def storable(bindings: Sequence[Any]) -> tuple[Any, ...]:
    r"""The same values with lone surrogates spelt out as `\udc80`: UTF-8 has none."""
    return tuple(spelt(value) if isinstance(value, str) else value for value in bindings)


def flat_json(values: Mapping[str, str]) -> str:
    """Named texts as JSON, for a column that is only shown and never searched."""
    names = storable(tuple(values))
    return msgspec.json.encode(
        dict(zip(names, storable(tuple(values.values())), strict=True))
    ).decode()


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key.hex()}")
    connection.pragma("temp_store", "memory")
    connection.pragma("mmap_size", 0)
    connection.pragma("cache_size", -_CACHE_KIB)
    connection.pragma("trusted_schema", False)
    connection.pragma("foreign_keys", True)
    connection.pragma("secure_delete", True)


def _make_durable(connection: apsw.Connection) -> None:
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.pragma("journal_size_limit", _WAL_KEPT)


def _known_version(connection: apsw.Connection) -> int:
    # The first statement that reads a page: a wrong key or a damaged beginning shows here.
    version = int(connection.pragma("user_version"))
    if version > VERSION:
        raise FormatProblem("VLT-004")
    if version < 1:
        raise IntegrityProblem("VLT-006")
    return version
