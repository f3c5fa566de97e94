"""Plain SQLite as a peer: the same library, tables and settings, with nothing encrypted or sealed.

Holds only what was made up for measuring.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from app.usecases.vault.vaults import OpenVault
from app.vault.folder import no_step
from app.vault.index.database import _make_durable as make_durable
from app.vault.index.index import Index
from app.vault.index.migrate import migrate
from tests.bench.ground import Ground

_BEGINNING = b"SQLite format 3\0"


def empty_index(path: Path) -> Index:
    """All tables with nothing in them, at a path where nothing is."""
    connection = apsw.Connection(str(path))
    make_durable(connection)
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, 0)
    connection.execute("COMMIT")
    return Index(connection, path, b"", no_step, look_only=False)


def opened_index(path: Path) -> Index:
    """One that is there."""
    connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE)
    make_durable(connection)
    return Index(connection, path, b"", no_step, look_only=False)


@contextmanager
def copied_index(ground: Ground, vault: OpenVault) -> Iterator[Path]:
    """The rows of a vault without encryption; gone afterwards."""
    folder = ground.new("plain")
    folder.mkdir()
    path = folder / "index.db"
    try:
        target = f"file:{quote(path.absolute().as_posix())}?key="
        vault._index.connection.execute("VACUUM INTO ?", (target,))
        with path.open("rb") as file:
            if file.read(len(_BEGINNING)) != _BEGINNING:
                raise RuntimeError("the copy is not plain")
        yield path
    finally:
        shutil.rmtree(folder)
