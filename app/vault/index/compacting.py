"""What writing the index anew has gained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import AccessProblem
from app.vault.failures import translated
from app.vault.folder import INDEX_FILES
from app.vault.index.database import size_of
from app.vault.parts import Parts


@dataclass(frozen=True)
class Compacted:
    """The index's size in bytes before and after."""

    before: int
    after: int

    @property
    def gained(self) -> int:
        """How many bytes are free now that were not; never negative."""
        return max(0, self.before - self.after)


def compact(parts: Parts) -> Compacted:
    """Write the index anew under its key. Raises as `app.usecases.vault.compacting` tells."""
    if parts.look_only:
        raise AccessProblem("VLT-024")
    path: Path = parts.path / INDEX_FILES[0]
    parts.index.fold()
    with translated(parts.path.name):
        before = size_of(path)
    parts.index.rewrite()
    with translated(parts.path.name):
        return Compacted(before, size_of(path))
