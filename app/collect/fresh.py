"""What is new in a folder that a person named, and folders of phones that are connected.

Only looks: names, sizes and times, and the first bytes of what is new. Nothing is taken, and
nothing is followed out of the folder. How much is looked at is capped, since phones answer slowly.
"""

from __future__ import annotations

import hashlib
import os
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.collect.first_look import SEEN_KINDS
from app.collect.kinds import sniff_kind
from app.collect.walk import Found, open_plain, walk
from app.jobs import Job

LOOKED_AT = 50_000
OFFERED = 500
MARK_BYTES = 8
_HEAD = 4_096
_PLACES_LIMIT = 200
_DCIM = "DCIM"


@dataclass(frozen=True, slots=True)
class Fresh:
    """A file that was not met before. `mark` is how it is known again: by name, size and time."""

    path: Path
    modified_ms: int
    mark: bytes


def fresh_in(folder: Path, known: frozenset[bytes], vault: Path, job: Job) -> tuple[Fresh, ...]:
    """Pictures, films and sounds in a folder that are not known, newest first, at most `OFFERED`.

    Raises InputProblem INP-002, EnvironmentProblem ENV-005, Cancelled.
    """
    job.phase("collect.walk")
    found: list[Fresh] = []
    for number, one in enumerate(walk(folder, vault)):
        job.check()
        if number >= LOOKED_AT:
            break
        if isinstance(one, Found):
            file = marked(one.path, folder)
            if file is not None and file.mark not in known:
                found.append(file)
    found.sort(key=lambda one: one.modified_ms, reverse=True)
    shown: list[Fresh] = []
    for fresh in found:
        job.check()
        if len(shown) >= OFFERED:
            break
        if _is_seen_or_heard(fresh.path):
            shown.append(fresh)
    return tuple(shown)


def marked(path: Path, folder: Path) -> Fresh | None:
    """A file below a folder with its mark; None where it is gone or lies elsewhere."""
    try:
        status = path.lstat()
        place = path.relative_to(folder)
    except (OSError, ValueError):
        return None
    told = f"{place}\0{status.st_size}\0{status.st_mtime_ns}"
    mark = hashlib.sha256(told.encode("utf-8", "surrogateescape")).digest()[:MARK_BYTES]
    return Fresh(path, status.st_mtime_ns // 1_000_000, mark)


def _is_seen_or_heard(path: Path) -> bool:
    try:
        with open_plain(path) as src:
            head = src.read(_HEAD) or b""
    except OSError:
        return False
    return sniff_kind(head, path.name)[0] in SEEN_KINDS


def phone_folders(roots: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The DCIM folders of phones and cameras that the system shows as folders now."""
    found: list[Path] = []
    for root in _roots() if roots is None else roots:
        for place in _places(root):
            if place.is_dir() and not place.is_symlink() and place not in found:
                found.append(place)
    return tuple(found)


def _places(root: Path) -> Iterator[Path]:
    """A root's own DCIM folder, and those of what lies one or two folders below it."""
    yield root / _DCIM
    for first in _folders(root):
        yield first / _DCIM
        for second in _folders(first):
            yield second / _DCIM


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as inside:
            entries = [one for one, _ in zip(inside, range(_PLACES_LIMIT), strict=False)]
        return sorted(Path(one.path) for one in entries if one.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _roots() -> list[Path]:
    """Where systems show phones: GVFS (MTP and PTP), mounted disks, drives, volumes."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in string.ascii_uppercase[3:]]
    if sys.platform == "darwin":
        return [Path("/Volumes")]
    user, number = Path.home().name, os.getuid()
    return [
        Path(f"/run/user/{number}/gvfs"), Path(f"/run/media/{user}"), Path(f"/media/{user}"),
        Path("/mnt"),
    ]  # fmt: skip
