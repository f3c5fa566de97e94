"""Looking into a vault's folder with a key, however much of it is damaged; nothing is changed.

For the check-up and the rescue. The index is open where any key of it opens it; where none does,
the spare segments may still tell of the items. See FORMAT.md, section "Opening".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import EnvironmentProblem, FormatProblem, IntegrityProblem
from app.vault.blobs.spare_segments import SegmentReader, SpareLine, opens
from app.vault.blobs.spares import is_segment_name
from app.vault.failures import translated
from app.vault.folder import INDEX_FILES, LOCK_FILE, SPARE_FOLDER
from app.vault.index.index import Index
from app.vault.keys.derived import DerivedKeys
from app.vault.keys.unlocking import unlock
from app.vault.keys.ways_in import Key
from app.vault.lock import VaultLock
from app.vault.opening.headfile import HeadFiles
from app.vault.waiting.waiting import WaitingReader
from crypto.age import HybridIdentity, X25519Identity
from crypto.slot_directory import NO_EPOCH


@dataclass(frozen=True)
class Looked:
    """What a key shows of a folder.

    `index` is None where it can't be read at all; `problem` is then the code that says why.
    `spare_identities` are those of all epochs that are known. `notices` are codes of what is amiss
    with the key files.
    """

    path: Path
    derived: DerivedKeys
    heads: HeadFiles
    index: Index | None
    problem: str
    spare_identities: tuple[X25519Identity, ...] = field(repr=False)
    notices: tuple[str, ...]

    def waiting(self) -> WaitingReader:
        """What came in while the vault was locked."""
        return WaitingReader(self.path, HybridIdentity(self.derived.drop_seed()))

    def segments(self) -> list[Path]:
        """The files in the folder of spare segments whose names are segments'."""
        folder = self.path / SPARE_FOLDER
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if is_segment_name(path.name))

    def spare_lines(self, damaged: list[str]) -> Iterator[SpareLine]:
        """The lines of all segments; names of segments that are not whole go into `damaged`."""
        for path in self.segments():
            fits = [one for one in self.spare_identities if opens(path, one)]
            if not fits:
                damaged.append(path.name)
                continue
            reader = SegmentReader(path, fits[0])
            yield from reader.lines()
            if not reader.whole:
                damaged.append(path.name)


@contextmanager
def looked_into(path: Path, key: Key) -> Iterator[Looked]:
    """Look into a folder by a key, and let go of it at the end.

    Raises InputProblem INP-001, AccessProblem (VLT-001, VLT-018, VLT-021), FormatProblem (VLT-002
    not a vault, VLT-004 newer), EnvironmentProblem (VLT-003 open elsewhere, VLT-016, VLT-020,
    ENV-…), IntegrityProblem (VLT-005, VLT-017 no key file left that this key opens).
    """
    with translated(path.name):
        if not path.is_dir():
            raise FormatProblem("VLT-002", name=path.name)
        lock = look_lock(path)
    try:
        unlocked = unlock(path, key)
        derived = DerivedKeys(unlocked.master)
        heads = HeadFiles(path, derived.identity, derived.signer)
        with translated(path.name):
            told = [found.facts.epoch for found in heads.read() if found is not None]
        epochs = tuple(dict.fromkeys((*unlocked.epochs, *told, NO_EPOCH)))
        index, problem = _index(path, [derived.index_key(epoch) for epoch in epochs])
        try:
            spares = tuple(derived.spare_identity(epoch) for epoch in epochs)
            yield Looked(path, derived, heads, index, problem, spares, unlocked.notices)
        finally:
            if index is not None:
                index.close()
            derived.forget()
    finally:
        if lock is not None:
            lock.release()


def look_lock(path: Path) -> VaultLock | None:
    """The vault's lock where it can be had without changing the folder.

    Raises EnvironmentProblem VLT-003 where it is open elsewhere.
    """
    if not (path / LOCK_FILE).is_file():
        return None
    with suppress(OSError):
        return VaultLock(path / LOCK_FILE)
    return None


def _index(path: Path, keys: list[bytes]) -> tuple[Index | None, str]:
    """The index under the first key that opens it; else None and the code that says why not."""
    problems: list[str] = []
    for key in keys:
        try:
            return Index.open(path / INDEX_FILES[0], key, look_only=True), ""
        except (IntegrityProblem, EnvironmentProblem) as told:
            problems.append(told.code)
    return None, problems[0]
