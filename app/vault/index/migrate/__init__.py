"""Steps from one version of the index to the next: a numbered module each, fixed once released.

`VERSION` is what this program writes; the index keeps its own in `PRAGMA user_version`.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from app.vault.index.migrate import v001, v002, v003, v004, v005, v006

_STEPS: tuple[Callable[[apsw.Connection], None], ...] = (
    v001.upgrade,
    v002.upgrade,
    v003.upgrade,
    v004.upgrade,
    v005.upgrade,
    v006.upgrade,
)
VERSION = len(_STEPS)
_STAND_INS: tuple[Callable[[apsw.Connection], None], ...] = (
    v002.stand_in,
    v003.stand_in,
    v004.stand_in,
    v005.stand_in,
    v006.stand_in,
)


def migrate(connection: apsw.Connection, version: int) -> None:
    """Bring the index from `version` to `VERSION`, inside the transaction of the caller."""
    for step in _STEPS[version:]:
        step(connection)
    connection.pragma("user_version", VERSION)


def stand_in(connection: apsw.Connection, version: int) -> None:
    """For looking at an older index without changing it: the tables it lacks, empty, in memory."""
    for step in _STAND_INS[version - 1 :]:
        step(connection)
