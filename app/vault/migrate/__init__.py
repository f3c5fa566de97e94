"""Steps from one version of the index to the next: a numbered module each, fixed once released.

`VERSION` is what this program writes; the index keeps its own in `PRAGMA user_version`.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from app.vault.migrate import v001, v002

_STEPS: tuple[Callable[[apsw.Connection], None], ...] = (v001.upgrade, v002.upgrade)
VERSION = len(_STEPS)


def migrate(connection: apsw.Connection, version: int) -> None:
    """Bring the index from `version` to `VERSION`, all in one transaction."""
    if version >= VERSION:
        return
    with connection:
        for step in _STEPS[version:]:
            step(connection)
        connection.pragma("user_version", VERSION)
