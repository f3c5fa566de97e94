"""Care and safety settings of a vault: read them, set them. They are in force after unlocking.

Kept as one fact in the encrypted index, so that nothing of them lies on the computer.
"""

from __future__ import annotations

from dataclasses import asdict

import msgspec

from app.domain.care import AT_ONCE, IDLE_MINUTES, Care
from app.errors import InputProblem
from app.usecases.vault.vaults import OpenVault

__all__ = ["AT_ONCE", "IDLE_MINUTES", "Care", "care_of", "set_care"]

FACT = "care"


def care_of(vault: OpenVault) -> Care:
    """What was chosen; the defaults, where nothing was or where it can't be read."""
    text = vault.facts.get(FACT)
    if text is None:
        return Care()
    try:
        care = msgspec.json.decode(text, type=Care)
    except msgspec.MsgspecError:  # a later version's: the safest holds
        return Care()
    return care if _can_be(care) else Care()


def set_care(vault: OpenVault, care: Care) -> None:
    """Keep a choice. Raises InputProblem INP-175 for numbers that are not among the choices."""
    if not _can_be(care):
        raise InputProblem(
            "INP-175",
            minutes=", ".join(str(one) for one in IDLE_MINUTES),
            pictures=", ".join(str(one) for one in AT_ONCE),
        )
    with vault.transaction():
        if care == Care():
            vault.facts.drop(FACT)
        else:
            vault.facts.put(FACT, msgspec.json.encode(asdict(care)).decode())


def _can_be(care: Care) -> bool:
    return care.idle_minutes in IDLE_MINUTES and care.at_once in AT_ONCE
