"""The bytes of a file sealed as they were when they were first looked at, or not at all."""

from __future__ import annotations

from typing import BinaryIO

from app.collect.first_look import FirstLook
from app.collect.sources import Source
from app.jobs import Job
from app.vault import SealedBlob, Vault


class _GrowsError(Exception):
    """More comes than was there at the first look."""


def seal_as_found(
    vault: Vault, file: Source, src: BinaryIO, look: FirstLook, job: Job, done_before: int
) -> SealedBlob | None:
    """Seal a file; None where somebody writes to it meanwhile.

    `done_before`: bytes of the import that are done, for progress. Raises OSError of the file,
    EnvironmentProblem, Cancelled.
    """
    size = look.standing.size

    def tick(done: int) -> None:
        job.check()
        job.advance(done_before + done)
        if done > size:  # a file that grows while it is read may never end
            raise _GrowsError

    try:
        sealed = vault.blobs.seal(src, tick=tick)
    except _GrowsError:
        return None
    try:
        changed = file.standing(src) != look.standing
    except OSError:
        changed = True
    if changed or sealed.stored.size != size:
        vault.blobs.drop(sealed)
        return None
    return sealed
