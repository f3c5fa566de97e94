"""Take files in without opening the vault: sealed at once, seen and placed after unlocking."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.collect.capture_record import plain
from app.collect.walk import Found, readable, walk
from app.domain.evidence.captures import SEALED_LENGTH, Said, SealedCapture, Shot
from app.domain.evidence.intake import Refused
from app.domain.evidence.items import Method
from app.jobs import Job
from app.usecases.intake.capturing import check_picture, name_of
from app.vault.parts import system_clock
from app.vault.waiting.drop import Drop, DropFacts, Dropped, lying, new_group
from app.version import VERSION

__all__ = ["DropReport", "Dropped", "drop", "drop_bytes", "drop_capture", "lying_here"]


@dataclass(frozen=True)
class DropReport:
    """What was sealed, in the order it was given, and what was not, with the reason's code."""

    taken: tuple[Dropped, ...]
    bytes_taken: int
    refused: tuple[Refused, ...]


class _ChangedError(Exception):
    """Somebody writes to the file while it is read."""


def drop(vault: Path, paths: Sequence[Path], job: Job) -> DropReport:
    """Seal every file under the paths for a vault that may be locked, open, or open elsewhere.

    No passphrase is asked for, and nothing can be read back here. The case, the kind of a file and
    minor mode matter only when it gets its place. Stopping keeps what was sealed. Raises
    FormatProblem (VLT-002 not a vault, VLT-056 not opened yet by a version that can do this),
    InputProblem INP-002, EnvironmentProblem (ENV-001, ENV-004, ENV-005), Cancelled.
    """
    way = Drop(vault)
    job.phase("collect.walk")
    found: list[Found] = []
    refused: list[Refused] = []
    for path in paths:
        for one in walk(path, vault):
            job.check()
            if isinstance(one, Refused):
                refused.append(one)
            else:
                found.append(one)
    job.phase("collect.file", sum(file.size() for file in found), "bytes")
    taken: list[Dropped] = []
    done, group = 0, new_group()
    for file in dict.fromkeys(found):
        job.check()
        job.phase("collect.file", job.progress.total, "bytes", readable(file.path.name))
        job.advance(done)
        try:
            size, dropped = _one(way, file, group, job, done)
        except FileNotFoundError:
            refused.append(Refused(file.origin, "ENV-002"))
        except OSError:
            refused.append(Refused(file.origin, "ENV-003"))
        except _ChangedError:
            refused.append(Refused(file.origin, "ENV-006"))
        else:
            taken.append(dropped)
            done += size
    return DropReport(tuple(taken), done, tuple(refused))


def drop_capture(vault: Path, picture: bytes, shot: Shot, said: Said, job: Job) -> Dropped:
    """Seal a captured or pasted picture with its clocks, its screen and what the person said.

    Nobody can read any of it before the vault is open. Words are cut at 2,000 characters each, and
    a resident registration number in them is covered. Raises InputProblem COL-042, COL-043, and as
    `drop_bytes`.
    """
    check_picture(picture)
    sealed = SealedCapture(shot, plain(said, SEALED_LENGTH), f"Ongi {VERSION}")
    return drop_bytes(vault, picture, name_of(shot, picture), job, sealed)


def drop_bytes(
    vault: Path, data: bytes, name: str, job: Job, capture: SealedCapture | None = None
) -> Dropped:
    """Seal bytes in memory under a file's name: a capture, a typed link; never through a file.

    Raises FormatProblem (VLT-002, VLT-056), EnvironmentProblem (ENV-001, ENV-004, ENV-005).
    """
    job.phase("collect.file", len(data), "bytes", name)
    now = system_clock()
    facts = DropFacts(
        name=name,
        group=new_group(),
        captured_ms=now,
        modified_ms=now,
        method=Method.FILE.value,
        capture=capture,
    )

    def tick(done: int) -> None:
        job.check()
        job.advance(done)

    return Drop(vault).take(io.BytesIO(data), facts, tick=tick, settled=lambda _done: None)


def lying_here(vault: Path) -> tuple[Dropped, ...]:
    """What anybody can see of the files that wait in a vault, without its key.

    Raises FormatProblem VLT-002, EnvironmentProblem.
    """
    return lying(vault)


def _one(way: Drop, file: Found, group: str, job: Job, before: int) -> tuple[int, Dropped]:
    """Seal one file. Raises _ChangedError where it is another than was found, OSError."""
    with file.opened() as src:
        standing = file.standing(src)
        if standing is None:
            raise _ChangedError
        total = standing.size

        def tick(done: int) -> None:
            job.check()
            job.advance(before + done)
            if done > total:
                raise _ChangedError

        def settled(done: int) -> None:
            if done != total or file.standing(src) != standing:
                raise _ChangedError

        facts = DropFacts(
            name=file.origin,
            group=group,
            captured_ms=system_clock(),
            modified_ms=standing.modified.at_ms or 0,
            method=Method.FILE.value,
        )
        return total, way.take(src, facts, tick=tick, settled=settled)
