"""Which key signs what leaves of a case, so that the person can read its fingerprint aloud first.

Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_
from app.usecases.vault.vaults import OpenVault
from app.vault.case_seal import seal_of
from crypto.sshsig import fingerprint

__all__ = ["OF_CASE", "OF_VAULT", "KeyOfCase", "signing_key"]

OF_CASE = N_("This case has a key of its own: no other case signs with it.")
OF_VAULT = N_(
    "This case goes on signing with the vault's key, since something of it went out with that key "
    "before. Other such cases have the same one."
)


@dataclass(frozen=True, slots=True)
class KeyOfCase:
    """`fingerprint` as OpenSSH prints it, `public_line` as it writes a key down.

    `is_own`: no other case signs with it; else it is the vault's.
    """

    fingerprint: str
    public_line: str
    is_own: bool

    @property
    def whose(self) -> str:
        """The message id that says whose key it is."""
        return OF_CASE if self.is_own else OF_VAULT


def signing_key(vault: OpenVault, case_id: str) -> KeyOfCase:
    """The key that signs the bundles of a case. Raises InputProblem INP-003."""
    seal = seal_of(vault, vault.cases.get(case_id).id)
    return KeyOfCase(fingerprint(seal.public_line), seal.public_line, seal.is_own)
