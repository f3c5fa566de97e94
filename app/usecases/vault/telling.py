"""What an opening found that works but should be known: told, and put away by the person."""

from __future__ import annotations

from app.usecases.vault.vaults import OpenVault
from app.vault.checkup.synced import SYNCED

__all__ = ["put_away", "what_to_tell"]

_PUT_AWAY = "put_away:"
_A_CHOICE = frozenset({SYNCED})
"""Where the vault lies is the person's choice: told until it is put away, and not again. All else
is told at each opening for as long as it is so."""


def what_to_tell(vault: OpenVault) -> tuple[str, ...]:
    """The codes of it, without what was put away for good."""
    return tuple(
        code
        for code in vault.status().notices
        if code not in _A_CHOICE or vault.facts.get(_PUT_AWAY + code) is None
    )


def put_away(vault: OpenVault, code: str) -> None:
    """The person has read it. Kept where it is their choice; else told at the next opening."""
    if code in _A_CHOICE:
        with vault.transaction():
            vault.facts.put(_PUT_AWAY + code, str(vault.now_ms()))
