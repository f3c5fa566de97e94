"""Files in a vault's folder that nothing explains: named by the check-up, never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.vault.folder import (
    BACKUP_MARK,
    BLOB_FOLDER,
    DROP_FOLDER,
    DROP_KEY,
    HEAD_FILES,
    INDEX_FILES,
    LOCK_FILE,
    SLOT_FILES,
    SPARE_FOLDER,
    TEMPORARY,
)

_OURS = frozenset((*SLOT_FILES, *HEAD_FILES, *INDEX_FILES, LOCK_FILE, DROP_KEY, BACKUP_MARK))
_COPY_OF_INDEX = re.compile(re.escape(INDEX_FILES[0]) + r"\.v[0-9]{1,6}\Z")
_RANDOM_NAME = re.compile(r"[0-9a-f]{32}\Z")


def unexplained(root: Path, blobs: set[str], begun: set[str], segments: set[str]) -> Iterator[str]:
    """Paths that belong to nothing, with `/` between their parts. Raises OSError.

    `blobs` are the names that items have, `begun` those in the journal, `segments` the spare
    segments that the index names.
    """
    for path in sorted(root.iterdir()):
        if path.name == BLOB_FOLDER:
            yield from _in_blobs(root, path, blobs, begun)
        elif path.name == SPARE_FOLDER:
            yield from _in_folder(root, path, segments)
        elif path.name == DROP_FOLDER:
            yield from _in_folder(root, path, None)
        elif path.name not in _OURS and not _COPY_OF_INDEX.match(path.name):
            yield path.name


def _in_blobs(root: Path, folder: Path, blobs: set[str], begun: set[str]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and not path.is_symlink() and len(path.name) == 2:
            continue
        own = path.parent.name == path.name[:2] and path.parent.parent == folder
        expected = path.name in blobs or path.name.removesuffix(TEMPORARY) in begun
        if not (own and expected):
            yield path.relative_to(root).as_posix()


def _in_folder(root: Path, folder: Path, names: set[str] | None) -> Iterator[str]:
    """Files that are not of the names given; with None, those whose shape is not ours."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        shaped = bool(_RANDOM_NAME.match(path.name)) and path.is_file()
        if not shaped or (names is not None and path.name not in names):
            yield path.relative_to(root).as_posix()
