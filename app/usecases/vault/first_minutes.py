"""The first minutes: a vault with a first case in it, and what was said of the computer.

What was said stays in the vault alone, never on the computer.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.domain.evidence.items import Case
from app.jobs import Job
from app.usecases.intake.hurrying import begin
from app.usecases.vault.vaults import OpenVault, create_vault
from crypto.kdf import Argon2

_FACT = "device"


class Device(StrEnum):
    """Who may look at the computer, by the person's word."""

    ALONE = "alone"
    SHARED = "shared"
    UNSURE = "unsure"
    NOT_SAID = "not_said"


def make_first(
    path: Path,
    passphrase: str,
    job: Job,
    *,
    device: Device = Device.NOT_SAID,
    argon2: Argon2 | None = None,
) -> tuple[OpenVault, Case]:
    """Make a vault, leave it open, and begin a case without a name in it.

    Whether anyone shown was under 19 is asked before a picture comes in (`protecting`). Raises as
    `create_vault`.
    """
    vault = create_vault(path, passphrase, job, argon2=argon2)
    try:
        case = begin(vault)
        say_device(vault, device)
    except BaseException:
        vault.close()
        raise
    return vault, case


def device_said(vault: OpenVault) -> Device:
    """What was said of the computer; NOT_SAID where nothing was."""
    said = vault.facts.get(_FACT)
    return Device(said) if said in set(Device) else Device.NOT_SAID


def say_device(vault: OpenVault, device: Device) -> None:
    """Keep what was said of the computer; NOT_SAID takes it back."""
    with vault.transaction():
        if device is Device.NOT_SAID:
            vault.facts.drop(_FACT)
        else:
            vault.facts.put(_FACT, device.value)
