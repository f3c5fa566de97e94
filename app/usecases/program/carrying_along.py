"""Lay the program onto a stick, to be used from there: a whole copy, read back, and its mark.

Only the frozen program can be carried; a checkout needs its libraries on the computer.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import EnvironmentProblem, InputProblem
from app.jobs import Job
from app.portable import MARK, begin_portable, is_portable, program_folder

__all__ = ["CarriedAlong", "begin_portable", "can_be_carried", "carry_along", "is_portable"]

NAME = "ongi"
_UNFINISHED = "ongi.unfinished"
_STEP = 1024 * 1024
_MOST_FILES = 50_000
_SPARE = 64 * 1024 * 1024
_SAID = (
    "이 파일이 있으면 프로그램이 이 USB만 써요.\n"
    "With this file here the program keeps to this stick.\n"
)


@dataclass(frozen=True, slots=True)
class CarriedAlong:
    """Where the program lies now, and its size in bytes."""

    program: Path
    size: int


def can_be_carried() -> bool:
    """Whether this program can be copied onto a stick: the frozen one, that is."""
    return program_folder() is not None


def carry_along(to: Path, job: Job) -> CarriedAlong:
    """Copy the program into the folder `to`, as `ongi`, with the mark that makes it portable.

    Stopped or broken off, `ongi.unfinished` stays until the next time. Raises EnvironmentProblem
    ENV-050 (a checkout), ENV-001, ENV-003, ENV-004, ENV-005, InputProblem INP-002, INP-009 (there
    is one already), Cancelled.
    """
    source = program_folder()
    if source is None:
        raise EnvironmentProblem("ENV-050")
    if not to.is_dir():
        raise InputProblem("INP-002", name=str(to))
    if (to / NAME).exists():
        raise InputProblem("INP-009", name=str(to / NAME))
    if to.resolve().is_relative_to(source):
        raise EnvironmentProblem("ENV-004", name=str(to))
    files = list(_files(source))
    total = sum(one.stat().st_size for one in files)
    try:
        if shutil.disk_usage(to).free < total + _SPARE:
            raise EnvironmentProblem("ENV-001")
        unfinished = to / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
    except OSError as error:
        raise EnvironmentProblem("ENV-004", name=str(to)) from error
    job.phase("program.carry", total)
    done = 0
    for one in files:
        done = _copy(one, unfinished / one.relative_to(source), job, done)
    try:
        (unfinished / MARK).write_text(_SAID, "utf-8")
        unfinished.rename(to / NAME)
    except OSError as error:
        raise EnvironmentProblem("ENV-004", name=str(to)) from error
    return CarriedAlong(to / NAME, total)


def _files(source: Path) -> Iterator[Path]:
    """All files of the program; links in it count as what they name, since FAT has none."""
    found = 0
    for folder, _folders, names in os.walk(source, followlinks=True):
        for name in names:
            one = Path(folder) / name
            if one.name == MARK and one.parent == source:
                continue
            found += 1
            if found > _MOST_FILES or not one.resolve().is_relative_to(source):
                raise EnvironmentProblem("ENV-003", name=one.name)
            yield one


def _copy(one: Path, to: Path, job: Job, done: int) -> int:
    """Copy a file, read it back, and give what is done by now."""
    wanted = hashlib.sha256()
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with one.open("rb") as reading, to.open("xb") as writing:
            while piece := reading.read(_STEP):
                job.check()
                writing.write(piece)
                wanted.update(piece)
                done += len(piece)
                job.advance(done)
            writing.flush()
            os.fsync(writing.fileno())
        with suppress(OSError):  # FAT knows no modes
            to.chmod(0o755 if os.access(one, os.X_OK) else 0o644)
        with to.open("rb") as again:
            found = hashlib.file_digest(again, "sha256")
    except OSError as error:
        raise EnvironmentProblem("ENV-005") from error
    if found.digest() != wanted.digest():
        raise EnvironmentProblem("ENV-005")
    return done
