"""Destroying a whole vault: its key slots first, so that nothing in it can ever be opened again.

Works on files alone and needs no key, so that whatever cut it off, the same can be done again. Only
files that are a vault's by name are touched; links are removed and never followed; everything else
stays and is named. Must not be called before somebody who has a key asked for it. See FORMAT.md,
section "Deleting".
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.errors import EnvironmentProblem
from app.jobs import Job
from app.vault.failures import translated
from app.vault.folder import (
    BACKUP_MARK,
    BLOB_FOLDER,
    DROP_FOLDER,
    DROP_KEY,
    HEAD_FILES,
    LOCK_FILE,
    SLOT_FILES,
    SPARE_FOLDER,
    TEMPORARY,
    Step,
    no_step,
    read_small,
    remove_small,
    sync_folder,
)
from app.vault.lock import VaultLock

ENDED = b"ongi-destroyed\0\0"
"""What a slot file begins with that was overwritten to destroy its vault."""

_SLOT_BYTES = 2256
_INDEX = re.compile(r"index\.db(\.new|\.v[0-9]{1,4})?(-wal|-shm|-journal)?(\.part)?\Z")
_SMALL = frozenset(
    (*HEAD_FILES, DROP_KEY, *(name + TEMPORARY for name in (*HEAD_FILES, DROP_KEY, "backup")))
)
_RANDOM_NAME = re.compile(r"[0-9a-f]{32}(\.part)?\Z")
_BLOB_FOLDER = re.compile(r"[0-9a-f]{2}\Z")


def is_begun(root: Path) -> bool:
    """Whether a vault is being destroyed: one of its key files was overwritten for that.

    Raises OSError.
    """
    return any((read_small(root / name) or b"").startswith(ENDED) for name in SLOT_FILES)


def end(root: Path, job: Job, step: Step = no_step) -> tuple[str, ...]:
    """Destroy a vault that is closed, or go on with it; the paths in it that were left, sorted.

    The folder goes too where nothing is left in it. Raises EnvironmentProblem VLT-003 where the
    vault is open, ENV-…; what is left then can be destroyed by another call.
    """
    with translated(root.name):
        lock = VaultLock(root / LOCK_FILE)
        try:
            _overwrite_slots(root, step)
            job.phase("vault.destroy", None, "items")
            for number, path in enumerate(_contents(root), 1):
                # Heads tell the epoch, and a kit's spare line the rest: so not only the slots.
                (remove_small if path.name in HEAD_FILES else _remove)(path)
                step("end.removed")
                job.advance(number)
            for folder in _folders(root):
                if folder.is_dir() and not folder.is_symlink():
                    # Gone for good before the marks go: after them nobody knows this folder.
                    sync_folder(folder)
                    with suppress(OSError):
                        folder.rmdir()
            sync_folder(root)
        finally:
            lock.release()
        # The second slot file is what says that this was a vault, so it goes last of all.
        for name in (SLOT_FILES[0], LOCK_FILE, SLOT_FILES[1]):
            (root / name).unlink(missing_ok=True)
            sync_folder(root)
            step("end.removed")
        left = tuple(sorted(_left(root)))
        if not left:
            root.rmdir()
            with suppress(OSError):
                sync_folder(root.parent)
    return left


def _overwrite_slots(root: Path, step: Step) -> None:
    """Write over both copies where they lie; what a disk keeps all the same, THREATS.md says."""
    for name in SLOT_FILES:
        path = root / name
        (root / f"{name}{TEMPORARY}").unlink(missing_ok=True)
        if path.is_symlink():
            path.unlink()
        with path.open("r+b" if path.exists() else "xb") as file:
            size = max(_SLOT_BYTES, os.fstat(file.fileno()).st_size)
            file.write(ENDED + secrets.token_bytes(min(size, 16 * _SLOT_BYTES) - len(ENDED)))
            file.flush()
            os.fsync(file.fileno())
        step("end.overwritten")
    sync_folder(root)


def _contents(root: Path) -> Iterator[Path]:
    """Every file of a vault but slots and lock: heads and index first, payloads last."""
    for path in sorted(root.iterdir()):
        if _is_ours(path, fits=path.name in _SMALL or _INDEX.match(path.name) is not None):
            yield path
    for folder in (*(root / name for name in (SPARE_FOLDER, DROP_FOLDER)), *_blob_folders(root)):
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.iterdir()):
                if _is_ours(path, fits=_RANDOM_NAME.match(path.name) is not None):
                    yield path


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _is_ours(path: Path, *, fits: bool) -> bool:
    """Whether what has a fitting name is a file or a link: a folder of such a name is nobody's."""
    return fits and (path.is_symlink() or not path.is_dir())


def _blob_folders(root: Path) -> list[Path]:
    blobs = root / BLOB_FOLDER
    if not blobs.is_dir() or blobs.is_symlink():
        return []
    return [
        path
        for path in sorted(blobs.iterdir())
        if _BLOB_FOLDER.match(path.name) and path.is_dir() and not path.is_symlink()
    ]


def _folders(root: Path) -> list[Path]:
    named = [root / name for name in (SPARE_FOLDER, DROP_FOLDER, BLOB_FOLDER)]
    return [*_blob_folders(root), *named]


def _left(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_symlink() or not path.is_dir() or not any(path.iterdir()):
            yield path.relative_to(root).as_posix()


def refuse_unusable(root: Path) -> None:
    """Refuse what was a vault, or is none yet.

    Raises EnvironmentProblem VLT-048 (it is being destroyed), VLT-049 (a first backup that was not
    finished), OSError.
    """
    if is_begun(root):
        raise EnvironmentProblem("VLT-048", name=root.name)
    if (root / BACKUP_MARK).exists() and not any((root / name).exists() for name in SLOT_FILES):
        raise EnvironmentProblem("VLT-049", name=root.name)
