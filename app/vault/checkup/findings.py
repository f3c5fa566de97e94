"""What a check-up found, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from app.vault.checkup.synced import is_conflict_copy

SECOND_COPY = "VLT-043"
BY_SPARES = "VLT-042"


@dataclass(frozen=True)
class Damage:
    """One thing that is damaged.

    `id` and `name` are the item's, or empty; `code` says what; `where` the file.
    """

    id: str
    name: str
    code: str
    where: str


@dataclass(frozen=True)
class CheckResult:
    """What a check-up found. `clean` when nothing is damaged, unexplained files or not.

    `items` were read back whole or not. `index_ok`, `log_ok` and `head_ok` tell of the index's
    pages, the log's chain, and the log's newest entry against the copy outside the index.
    `unexplained` are paths in the vault folder that belong to nothing. `by_spares`: the index can't
    be read, so the items are those that the spare segments tell of. `notices` are codes of what
    works but should be known.
    """

    clean: bool
    items: int
    damaged: tuple[Damage, ...]
    index_ok: bool
    log_ok: bool
    head_ok: bool
    unexplained: tuple[str, ...]
    by_spares: bool = False
    notices: tuple[str, ...] = ()

    @property
    def second_copies(self) -> tuple[str, ...]:
        """Unexplained files that look like the second copies a sync program makes."""
        names = (path for path in self.unexplained)
        return tuple(path for path in names if is_conflict_copy(path.rpartition("/")[2]))

    def damaged_segments(self) -> tuple[str, ...]:
        """Names of spare segments among the damage that are still there or were."""
        found = (one.where for one in self.damaged if one.code == "VLT-041")
        return tuple(where.rpartition("/")[2] for where in found)
