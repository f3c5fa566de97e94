"""Folders that a person named: what is new there is offered, and never taken by itself.

What is known of them is kept in the vault alone: the folder, when it was last looked through, and
a mark of each file that was taken or passed over. Nothing runs while nobody asks.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.collect.course import path_of, path_text
from app.collect.fresh import MARK_BYTES, fresh_in, marked, phone_folders
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "Watched",
    "leave_folder",
    "pass_over",
    "phone_folders",
    "watch_folder",
    "watched_folders",
    "what_is_new",
]

FACT = "watched"
FOLDERS_LIMIT = 20
MARKS_LIMIT = 200_000


class _Kept(msgspec.Struct):
    """One folder as it stands in the fact. `marks` is Base64 of the marks, one behind the other."""

    folder: str
    since_ms: int | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder. `since_ms`: when something of it was last taken or passed over (UTC), or None."""

    folder: Path
    since_ms: int | None


def watched_folders(vault: OpenVault) -> tuple[Watched, ...]:
    """The folders that were named, in that order."""
    return tuple(Watched(path_of(one.folder), one.since_ms) for one in _read(vault))


def watch_folder(vault: OpenVault, folder: Path) -> Watched:
    """Remember a folder. Raises InputProblem INP-002 where there is none, COL-058 for too many."""
    whole = folder.absolute()
    if not whole.is_dir():
        raise InputProblem("INP-002", name=str(folder))
    kept = _read(vault)
    for one in kept:
        if path_of(one.folder) == whole:
            return Watched(whole, one.since_ms)
    if len(kept) >= FOLDERS_LIMIT:
        raise InputProblem("COL-058", limit=FOLDERS_LIMIT)
    _write(vault, [*kept, _Kept(path_text(whole))])
    return Watched(whole, None)


def leave_folder(vault: OpenVault, folder: Path) -> None:
    """Forget a folder. What was taken stays."""
    whole = folder.absolute()
    _write(vault, [one for one in _read(vault) if path_of(one.folder) != whole])


def what_is_new(vault: OpenVault, folder: Path, job: Job) -> tuple[Path, ...]:
    """Pictures, films and sounds in a folder that were not taken from there yet, newest first.

    Nothing is taken. Raises InputProblem INP-002, EnvironmentProblem ENV-005, Cancelled.
    """
    whole = folder.absolute()
    known = next((one for one in _read(vault) if path_of(one.folder) == whole), None)
    marks = frozenset() if known is None else frozenset(_marks(known))
    return tuple(one.path for one in fresh_in(whole, marks, vault.path, job))


def pass_over(vault: OpenVault, paths: Sequence[Path]) -> None:
    """Not offer these files again, since they were taken or are not wanted.

    Only files below folders that were named are remembered.
    """
    kept, changed = _read(vault), False
    for one in kept:
        folder = path_of(one.folder)
        found = (marked(path.absolute(), folder) for path in paths)
        fresh = [mark.mark for mark in found if mark is not None]
        if fresh:
            known = _marks(one)
            all_of_them = list(dict.fromkeys([*known, *fresh]))[-MARKS_LIMIT:]
            one.marks = base64.b64encode(b"".join(all_of_them)).decode()
            one.since_ms = vault.now_ms()
            changed = True
    if changed:
        _write(vault, kept)


def _marks(kept: _Kept) -> list[bytes]:
    whole = base64.b64decode(kept.marks)
    return [whole[at : at + MARK_BYTES] for at in range(0, len(whole), MARK_BYTES)]


def _read(vault: OpenVault) -> list[_Kept]:
    text = vault.facts.get(FACT)
    return [] if text is None else msgspec.json.decode(text, type=list[_Kept])


def _write(vault: OpenVault, kept: Sequence[_Kept]) -> None:
    with vault.transaction():
        vault.facts.put(FACT, msgspec.json.encode(list(kept)).decode())
