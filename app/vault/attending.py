"""What an opening does about the files that wait: the right key in place, what is half done ended.

See FORMAT.md, section "What waits".
"""

from __future__ import annotations

from contextlib import suppress

from app.domain.custody import Act
from app.errors import EnvironmentProblem
from app.vault.dropkey import KeyFound
from app.vault.parts import Parts

KEY_WAS_OTHER = "VLT-058"


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
    return (KEY_WAS_OTHER,) if found is KeyFound.OTHER else ()


def look_at_key(parts: Parts) -> tuple[str, ...]:
    """The same question where nothing may be changed."""
    return (KEY_WAS_OTHER,) if parts.waiting.key_found() is KeyFound.OTHER else ()
