"""The main job on the samples, and what must be true of what it left behind."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from app.bundle.verify.checks import CheckFailed, Passed
from app.errors import AccessProblem
from app.i18n import N_
from app.usecases.bundles.bundling import verify_bundle
from app.usecases.case.cases import list_cases
from app.usecases.items.evidence import list_items
from app.usecases.program.demonstrating import Step, walk_main_job
from app.usecases.program.selftest.trial import Trial, sample_files
from app.usecases.vault.vaults import check_vault, open_vault


def main_job(trial: Trial) -> Passed:
    """From a new vault to a bundle that its recipient checked, as a newcomer runs it."""
    steps: list[Step] = []
    trial.end = walk_main_job(trial.out, trial.texts, trial.job, steps.append)
    words = trial.place("vault_passphrase_file")
    trial.passphrase = words.read_text("ascii").strip()
    if trial.end.result != "passed":
        raise CheckFailed(N_("A check of the recipient does not match."))
    return Passed(N_("Steps: {count}."), {"count": len(steps)})


def opens_again(trial: Trial) -> Passed:
    """The vault opens with its passphrase, and with no other."""
    if not list_cases(trial.vault):
        raise CheckFailed(N_("What was kept is not there any more."))
    trial.close()
    try:
        open_vault(trial.place("vault"), f"{trial.passphrase} ", trial.job).close()
    except AccessProblem:
        return Passed()
    raise CheckFailed(N_("Another passphrase opened it, too."))


def given_is_kept(trial: Trial) -> Passed:
    """Each file of the samples is an item with exactly its bytes, read back from the disk."""
    kept = {
        row.item.sha256
        for summary in list_cases(trial.vault)
        for row in list_items(trial.vault, summary.case.id)
    }
    found = check_vault(trial.vault, trial.job)
    if found.damaged:
        raise CheckFailed(N_("Damaged: {count}."), count=len(found.damaged))
    files = sample_files()
    missing = [one.name for one in files if sha256(one) not in kept]
    if missing or not files:
        raise CheckFailed(N_("Missing: {name}."), name=(*missing, "samples")[0])
    return Passed(N_("Files: {count}."), {"count": len(files)})


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damage_is_named(trial: Trial) -> Passed:
    """In a copy of the vault one byte of an item is another: the check-up names that item."""
    trial.close()
    copy = trial.folder / "damaged"
    shutil.copytree(trial.place("vault"), copy)
    largest = max(
        (one for one in (copy / "blobs").rglob("*") if one.is_file()),
        key=lambda one: (one.stat().st_size, one.name),
    )
    turn_a_byte(largest)
    with open_vault(copy, trial.passphrase, trial.job) as vault:
        found = check_vault(vault, trial.job)
    if len(found.damaged) != 1:
        raise CheckFailed(N_("Damaged: {count}."), count=len(found.damaged))
    return Passed()


def changed_bundle_is_refused(trial: Trial) -> Passed:
    """In a copy of the bundle one byte is another: the recipient's checks say so."""
    copy = trial.folder / "changed"
    shutil.copytree(trial.place("bundle"), copy)
    words = trial.place("passphrase_file").read_text("ascii").strip()
    turn_a_byte(copy / "bundle.age")
    seen = verify_bundle(copy, words, trial.job)
    if seen.result != "failed":
        raise CheckFailed(N_("The change was not noticed."))
    return Passed()


def turn_a_byte(path: Path) -> None:
    """Make the byte in the middle of a file another one. Raises OSError."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
