"""Copying out what waits: files that came in while the vault was locked.

They need no index, only the key. What was said of a capture is written beside it. See FORMAT.md,
sections "What waits" and "Rescue".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.jobs import Job
from app.vault.folder import DROP_FOLDER
from app.vault.waiting.waiting import UnreadableError, Waiting, WaitingReader

WAITING = "waiting"
_PIECE = 256 * 1024


@dataclass(frozen=True)
class CopiedWaiting:
    """One of them: `file` is its path in the output folder, empty where nothing was written.

    `whole`: its SHA-256 is the one sealed with it. Where it can't be opened at all, `name` is its
    path in the vault and the rest is empty. `written` counts bytes.
    """

    file: str
    name: str
    size: int
    sha256: str
    captured_ms: int
    whole: bool
    written: int


def copy_waiting(reader: WaitingReader, out: Path, job: Job) -> Iterator[CopiedWaiting]:
    """Copy each into `out/waiting`, as far as it can be read.

    Raises Cancelled, EnvironmentProblem, OSError of the output's disk.
    """
    for number, one in enumerate(reader.list(), 1):
        job.check()
        if not isinstance(one, Waiting):
            where = f"{DROP_FOLDER}/{one.name}"
            yield CopiedWaiting("", where, one.stored_size, "", 0, whole=False, written=0)
            continue
        (out / WAITING).mkdir(exist_ok=True)
        path = out / WAITING / f"{number:06d}.bin"
        written, digest = _copy(reader, one.name, path)
        facts = one.facts
        if facts.capture is not None:
            path.with_suffix(".json").write_bytes(msgspec.json.encode(facts.capture))
        yield CopiedWaiting(
            path.relative_to(out).as_posix(), facts.name, one.size, one.sha256, facts.captured_ms,
            whole=digest == one.sha256 and written == one.size, written=written,
        )  # fmt: skip


def _copy(reader: WaitingReader, name: str, path: Path) -> tuple[int, str]:
    digest, written = hashlib.sha256(), 0
    with reader.open(name) as src, path.open("xb") as out:
        try:
            while piece := src.read(_PIECE):
                out.write(piece)
                digest.update(piece)
                written += len(piece)
        except UnreadableError:
            pass  # what could be read stays, and is told as damaged
    return written, digest.hexdigest()
