"""Let a recipient's key open a bundle that is made already: one more key file, and nothing else.

The archive is not touched and not read beyond its beginning, however large it is. FORMAT.md,
section "Bundle".
"""

from __future__ import annotations

import os
from pathlib import Path

from app.bundle import KeyFor
from app.bundle.keyfiles import key_file_name, write_key_files
from app.bundle.place import settle, translated
from app.bundle.verify.outer import open_outer
from app.bundle.verify.unlock import MOST_KEY_FILES, BadKeyFile, key_from_passphrase
from app.domain.custody import Act
from app.errors import FormatProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.reports.reporting import outside
from app.usecases.vault.vaults import OpenVault
from crypto.age import X25519Identity, open_file
from crypto.errors import CryptoError


def seal_later(vault: OpenVault, bundle: Path, passphrase: str, name: str, job: Job) -> Path:
    """Write the key file of a key of the address book into a bundle's folder; where it lies.

    `passphrase` is the bundle's. Raises InputProblem (BND-021 no such key, INP-002, INP-016 it has
    one of that name, INP-020, BND-020, BND-033 no more fit), AccessProblem BND-001, FormatProblem
    (BND-002 no folder of a bundle, BND-004), IntegrityProblem BND-003 (key file or bundle damaged,
    or no passphrase opens it), EnvironmentProblem (ENV-001, ENV-003, ENV-004, ENV-005, ENV-010).
    """
    key = vault.handover.keys.named(name)
    outside(vault, bundle)
    job.phase("vault.key")
    identity = _identity(bundle, passphrase)
    made = bundle / key_file_name(name)
    if os.path.lexists(made):
        raise InputProblem("INP-016", name=str(made))
    if sum(1 for _ in bundle.glob(key_file_name("*"))) > MOST_KEY_FILES:
        raise InputProblem("BND-033", limit=MOST_KEY_FILES)
    (result,) = write_key_files(bundle, identity, [KeyFor(name, key.public_key)])
    if result.problem is not None:
        raise result.problem
    with translated(bundle):
        settle(bundle)
    with vault.transaction():
        details = {"name": name, "bundle": bundle.resolve().name}
        vault.custody.append(Act.KEY_FOR_GIVEN, key.id, None, details)
    vault.custody.checkpoint()
    return made


def _identity(bundle: Path, passphrase: str) -> X25519Identity:
    if bundle.exists() and not bundle.is_dir():
        raise FormatProblem("BND-002", name=str(bundle))
    with open_outer(bundle) as outer:
        if outer.key is None or outer.bundle is None:
            raise IntegrityProblem("BND-003")
        try:
            identity = key_from_passphrase(outer.key, passphrase)
            open_file(outer.bundle, [identity])
        except (BadKeyFile, CryptoError):
            raise IntegrityProblem("BND-003") from None
    return identity
