"""What an opening does about the files that wait: the right key in place, what is half done ended.

See FORMAT.md, section "What waits".
"""

from __future__ import annotations

from contextlib import suppress

from app.domain.custody import Act
from app.errors import EnvironmentProblem
from app.vault.parts import Parts
from app.vault.waiting.dropkey import KeyFound

KEY_WAS_OTHER = "VLT-058"
TOLD_MS = 30 * 24 * 60 * 60 * 1000


def attend(parts: Parts) -> tuple[str, ...]:
    """Put the vault's own key in place where another or none lies; the codes of what to tell.

    Another key is written into the custody log first: what came in under it may be readable by
    whoever put it there, and not by us. A full disk or a folder that can't be written to leaves all
    for the next opening. Raises EnvironmentProblem where the folder can't be read.
    """
    found = parts.waiting.key_found()
    with suppress(EnvironmentProblem):
        if found is KeyFound.OTHER:
            with parts.index.transaction():
                parts.custody.append(Act.DROP_KEY_REPLACED, "")
        if found is not KeyFound.OWN:
            parts.waiting.put_key()
        parts.waiting.tidy()
    return _told(parts, found)


def look_at_key(parts: Parts) -> tuple[str, ...]:
    """The same question where nothing may be changed."""
    return _told(parts, parts.waiting.key_found())


def _told(parts: Parts, found: KeyFound) -> tuple[str, ...]:
    """Told for a while, not once: the opening that found it may have shown nothing."""
    sql = "SELECT max(at_ms) FROM log WHERE subject = '' AND act = ?"
    row = parts.index.one(sql, (Act.DROP_KEY_REPLACED.value,))
    last = row[0] if row else None
    lately = last is not None and last > parts.clock() - TOLD_MS
    return (KEY_WAS_OTHER,) if found is KeyFound.OTHER or lately else ()
