"""Finds the files under what was given, without following anything out of it.

Symbolic links are refused (they may lead anywhere), special files too, and whatever lies inside
the vault. Every path comes out as a find or a refusal: nothing is skipped in silence.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.intake import Refused
from app.errors import InputProblem

DEPTH = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A plain file.

    `folder` is the one it lies in, `origin` its path below what was given, with `/` between
    parts.
    """

    path: Path
    folder: Path
    origin: str


def walk(given: Path, vault: Path) -> Iterator[Found | Refused]:
    """All files of a file or folder, folders and names in a fixed order.

    Raises InputProblem INP-002 where there is nothing at all.
    """
    try:
        status = given.lstat()
    except OSError:
        raise InputProblem("INP-002", name=str(given)) from None
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(given, given.name, vault.resolve(), 0)
    else:
        yield _file(given, given.name, status.st_mode, vault.resolve())


def _file(path: Path, origin: str, mode: int, vault: Path) -> Found | Refused:
    if stat.S_ISLNK(mode):
        return Refused(str(path), "COL-001")
    if not stat.S_ISREG(mode):
        return Refused(str(path), "COL-002")
    if vault in path.resolve().parents:
        return Refused(str(path), "COL-003")
    return Found(path, path.parent, origin)


def _folder(folder: Path, origin: str, vault: Path, depth: int) -> Iterator[Found | Refused]:
    if depth > DEPTH:
        yield Refused(str(folder), "COL-005")
        return
    if folder.resolve() == vault or vault in folder.resolve().parents:
        yield Refused(str(folder), "COL-003")
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield Refused(str(folder), "ENV-003")
        return
    folders = []
    for entry in entries:
        path, below = folder / entry.name, f"{origin}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            folders.append((path, below))
            continue
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError:
            yield Refused(str(path), "ENV-003")
            continue
        yield _file(path, below, mode, vault)
    for path, below in folders:
        yield from _folder(path, below, vault, depth + 1)
