"""Versioned copies of the index: how it was before the tables got another shape.

One copy a version (`index.db.v1`), under the key the index had then. It stays until a check-up
finds everything whole, and goes at once when anything is destroyed, since it would keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import apsw

from app.vault.folder import INDEX_FILES, TEMPORARY, Step, sync_folder
from app.vault.index.database import copy_pages, put_in_place, remove_database

NEW_INDEX = f"{INDEX_FILES[0]}.new"
"""An index that is being written anew, before it is renamed."""

_COPY = re.compile(re.escape(INDEX_FILES[0]) + r"\.v[0-9]{1,6}\Z")


def keep_copy(
    connection: apsw.Connection, path: Path, version: int, key: bytes, step: Step
) -> None:
    """Copy the index at `path`, which is open, before it leaves `version`. Durable on return.

    Raises apsw.Error, OSError.
    """
    copy = path.with_name(f"{path.name}.v{version}")
    begun = copy.with_name(copy.name + TEMPORARY)
    try:
        copy_pages(connection, begun, key)
        step("index.versioned")
        put_in_place(begun, copy)
    except BaseException:
        remove_database(begun)
        raise
    step("index.kept")


def versioned_copies(root: Path) -> tuple[Path, ...]:
    """The copies that are there, by name. Raises OSError."""
    return tuple(sorted(path for path in root.iterdir() if _COPY.match(path.name)))


def forget_versioned_copies(root: Path) -> int:
    """Remove all copies, durably; how many there were. Raises OSError."""
    found = versioned_copies(root)
    for path in found:
        path.unlink()
    if found:
        sync_folder(root)
    return len(found)


def remove_begun_indexes(root: Path) -> None:
    """Remove what a kill left of an index that was being written anew or copied. Raises OSError."""
    for path in root.glob(f"{INDEX_FILES[0]}.v*{TEMPORARY}"):
        remove_database(path)
    remove_database(root / NEW_INDEX)
