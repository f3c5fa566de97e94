"""Opening the index's database file: keys, settings, and looking at one without writing.

Must never make a new database where an old one does not open, and never lets SQLite fold the
write-ahead log in by itself: `app.vault.index.index` does that, and says so outside. See FORMAT.md,
section "Index".
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from app.errors import FormatProblem, IntegrityProblem
from app.vault.folder import sync_folder
from app.vault.index.migrate import VERSION, stand_in

_CACHE_KIB = 32 * 1024
_SMALLEST = 512
_FOR_WRITING = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
_FOR_READING = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def wal_of(path: Path) -> Path:
    """Where the write-ahead log of a database lies."""
    return path.with_name(path.name + "-wal")


def size_of(path: Path) -> int:
    """The size of a file in bytes, 0 where there is none. Raises OSError."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def made(path: Path, key: bytes) -> apsw.Connection:
    """A new, empty database at a path where nothing is. Raises apsw.Error."""
    flags = _FOR_WRITING | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_EXCLUSIVE
    connection = apsw.Connection(_address(path), flags)
    _unlock(connection, key)
    _make_durable(connection)
    return connection


def opened(path: Path, key: bytes) -> apsw.Connection:
    """The database under its key. Changes nothing in it.

    Raises IntegrityProblem VLT-006 where it is gone or empty, FormatProblem VLT-004, apsw.Error
    (NotADBError for another key or a damaged beginning).
    """
    return _prepared(path, key, _for_writing, lambda connection, _: _make_durable(connection))


def looked_at(path: Path, key: bytes) -> apsw.Connection:
    """As `opened`, but no file is written or made, and every attempt to write fails.

    Where a write-ahead log is left from a kill, reading it takes a file that could be written to.
    """
    return _prepared(path, key, _for_looking, _only_look)


def version_of(connection: apsw.Connection) -> int:
    """The version of the tables.

    The first statement that reads a page: a wrong key or a damaged beginning shows here, before
    anything that could write (SQLite would begin an empty file anew).
    """
    version = _number(connection, "PRAGMA user_version", 0)
    if version > VERSION:
        raise FormatProblem("VLT-004")
    if version < 1:
        raise IntegrityProblem("VLT-006")
    return version


def fold_in(connection: apsw.Connection) -> bool:
    """Write all of the write-ahead log into the database and empty it; whether that went."""
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
    except (apsw.BusyError, apsw.LockedError):
        return False
    return busy == 0


def committed_frames(connection: apsw.Connection) -> int:
    """How many frames of the write-ahead log hold committed pages. Writes nothing."""
    return max(0, _number(connection, "PRAGMA wal_checkpoint(NOOP)", 1))


def leave(connection: apsw.Connection) -> None:
    """Close, and take an empty write-ahead log away; one with anything in it stays as it is."""
    log = Path(connection.filename_wal)
    with suppress(apsw.Error, OSError):
        if not connection.readonly("main") and not size_of(log):
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
    connection.close()
    with suppress(OSError):
        if size_of(log):
            # Only the log's map, made again from it at the next opening.
            log.with_name(log.name.removesuffix("-wal") + "-shm").unlink(missing_ok=True)


def write_anew(connection: apsw.Connection, to: Path, key: bytes) -> None:
    """Write a whole database, without its free pages, into a new file under a key, durably.

    Memory stays flat. What lies at `to` is removed first. Raises apsw.Error, OSError.
    """
    remove_database(to)
    target = f"file:{quote(to.absolute().as_posix())}?cipher=chacha20&key=raw:{key.hex()}"
    try:
        connection.execute("VACUUM INTO ?", (target,))
    except apsw.Error as error:
        error.args = ("the index can't be written anew",)  # SQLite's words have the key in them
        raise
    copy = opened(to, key)
    leave(copy)
    sync_file(to)


def copy_pages(connection: apsw.Connection, to: Path, key: bytes) -> None:
    """Copy a database as it is, page by page, into a new file under a key, durably.

    Raises apsw.Error, OSError.
    """
    remove_database(to)
    copy = apsw.Connection(str(to))
    try:
        _unlock(copy, key)
        with copy.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(1000)
    finally:
        leave(copy)
    sync_file(to)


def remove_database(path: Path) -> None:
    """Remove a database that is not in use, and what SQLite may have left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def put_in_place(made_file: Path, path: Path) -> None:
    """Rename a durable file over another, durably. Raises OSError."""
    made_file.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file, or cut off it, durable; nothing where there is none."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _number(connection: apsw.Connection, sql: str, place: int) -> int:
    value = connection.execute(sql).fetchall()[0][place]
    return value if isinstance(value, int) else 0


def _prepared(
    path: Path,
    key: bytes,
    way: Callable[[Path, bytes], apsw.Connection],
    settle: Callable[[apsw.Connection, int], None],
) -> apsw.Connection:
    # SQLite takes one of no bytes or of one for new, and deletes the log that lies beside it.
    if not path.is_file() or size_of(path) < _SMALLEST:
        raise IntegrityProblem("VLT-006")
    connection = way(path, key)
    try:
        settle(connection, version_of(connection))
    except BaseException:
        leave(connection)
        raise
    return connection


def _for_writing(path: Path, key: bytes) -> apsw.Connection:
    connection = apsw.Connection(_address(path), _FOR_WRITING)
    _unlock(connection, key)
    return connection


def _for_looking(path: Path, key: bytes) -> apsw.Connection:
    if size_of(wal_of(path)):
        # The log has to be read too. With the whole file for itself, SQLite keeps the log's map in
        # memory and makes no file for it.
        connection = apsw.Connection(_address(path), _FOR_WRITING)
        connection.execute("PRAGMA locking_mode=exclusive").fetchall()
    else:
        connection = apsw.Connection(_address(path) + "?immutable=1", _FOR_READING)
    _unlock(connection, key)
    return connection


def _only_look(connection: apsw.Connection, version: int) -> None:
    stand_in(connection, version)
    connection.pragma("query_only", True)


def _address(path: Path) -> str:
    return f"file:{quote(path.absolute().as_posix())}"


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    """Set key and ways. Closes where that fails: a lock left behind would refuse the right key."""
    try:
        _set_up(connection, key)
    except BaseException:
        connection.close()
        raise


def _set_up(connection: apsw.Connection, key: bytes) -> None:
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
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
    connection.pragma("wal_autocheckpoint", 0)
