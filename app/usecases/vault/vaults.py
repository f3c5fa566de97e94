"""Make, open and check a vault."""

from __future__ import annotations

from pathlib import Path

from app.errors import InputProblem
from app.jobs import Job
from app.usecases.items.removing import settle_removed
from app.vault import CheckResult, Damage, Vault, VaultStatus
from app.vault.keys.ways_in import ByKeyring, ByKit, ByLetter, ByPassphrase, Key
from crypto.kdf import Argon2

__all__ = [
    "ByKeyring",
    "ByKit",
    "ByLetter",
    "ByPassphrase",
    "CheckResult",
    "Damage",
    "Key",
    "OpenVault",
    "VaultStatus",
    "check_vault",
    "create_vault",
    "open_vault",
    "vault_status",
]

OpenVault = Vault
"""An open vault, as the screen and the command line hold it: they only pass it on and close it.
"""

SHORTEST_PASSPHRASE = 8


def create_vault(
    path: Path, passphrase: str, job: Job, *, argon2: Argon2 | None = None
) -> OpenVault:
    """Make a vault in a new or empty folder and leave it open.

    The key derivation is calibrated to this machine unless its cost is given. Raises InputProblem
    (INP-001 empty or VLT-011 short passphrase, INP-009 folder not empty) and EnvironmentProblem.
    """
    if not passphrase:
        raise InputProblem("INP-001")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InputProblem("VLT-011")
    job.phase("vault.key")
    return Vault.create(path, passphrase, argon2=argon2)


def open_vault(
    path: Path,
    key: str | Key,
    job: Job,
    *,
    accept_older: bool = False,
    look_only: bool = False,
) -> OpenVault:
    """Open a vault by any way in; a text is its passphrase. Items whose week is over are destroyed.

    `accept_older`: the person was told VLT-009 or VLT-013 and goes on with this state all the same;
    the custody log says so. `look_only`: nothing in the folder is changed, what is amiss is told by
    `vault_status` and `check_vault`, and writing raises AccessProblem VLT-024.

    Raises AccessProblem (VLT-001, VLT-018, VLT-021), FormatProblem (VLT-002 not a vault, VLT-004
    newer), EnvironmentProblem (VLT-003 open elsewhere, VLT-020 no keyring), IntegrityProblem
    (VLT-005, VLT-006, VLT-009, VLT-013, VLT-017).
    """
    job.phase("vault.key")
    vault = Vault.open(path, key, accept_older=accept_older, look_only=look_only)
    if not look_only:
        try:
            settle_removed(vault, job)
        except BaseException:
            vault.close()
            raise
    return vault


def vault_status(vault: OpenVault) -> VaultStatus:
    """How much is in it, and where its custody log stands."""
    return vault.status()


def check_vault(vault: OpenVault, job: Job) -> CheckResult:
    """Read everything back and compare; nothing is changed but one entry in the custody log."""
    return vault.check(job)
