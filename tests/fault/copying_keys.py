"""A backup brought up to date after the vault's keys changed: cut off, it opens as before or anew."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.errors import AccessProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.vault.backups import make_backup
from app.usecases.ways_in.keys import change_passphrase
from app.vault import Vault
from app.vault.folder import Step, no_step
from tests.fault.filling import collected
from tests.fault.operation import PASSPHRASE, Operation, Say, open_first, sound, sums

NEW = "another passphrase for the vault"


def _changed_since(place: Path) -> None:
    """A backup, and since then an item destroyed (another epoch) and the passphrase changed."""
    collected(place)
    vault, _ = open_first(place, no_step)
    make_backup(vault, place / "copy", Job())
    first = next(iter(vault.items.places())).item.id
    set_items_aside(vault, [first])
    assert destroy_items(vault, [first], Job()).finished
    change_passphrase(vault, PASSPHRASE, NEW, Job())
    vault.close()


def _again(place: Path, say: Say, step: Step) -> None:
    vault = Vault.open(place / "vault", NEW, step=step)
    say("ready")
    make_backup(vault, place / "copy", Job())
    say("done copy")
    vault.close()
    say("done")


def _opens_as_before_or_anew(place: Path, said: Sequence[str]) -> None:
    vault = sound(place, key=NEW)
    now = sums(vault)
    vault.close()
    keys = [key for key in (PASSPHRASE, NEW) if _opens(place / "copy", key)]
    assert keys
    assert "done copy" not in said or keys == [NEW]
    vault = Vault.open(place / "copy", keys[-1], look_only=True)
    result = vault.check(Job())
    assert [one.code for one in result.damaged if one.code != "VLT-015"] == [], result
    assert sums(vault) >= now
    assert "done copy" not in said or sums(vault) == now
    vault.close()
    # Used as a vault it is whole as well; that gives it entries of its own, so it is done elsewhere.
    shutil.rmtree(place / "used", ignore_errors=True)
    vault = Vault.open(Path(shutil.copytree(place / "copy", place / "used")), keys[-1])
    assert sums(vault) >= now
    vault.close()


def _opens(path: Path, key: str) -> bool:
    try:
        Vault.open(path, key, look_only=True).close()
    except AccessProblem:
        return False
    except IntegrityProblem as problem:
        # Cut off between its two key files: the former key opens the older one, which is told.
        if problem.code == "VLT-017":
            return False
        raise
    return True


ROWS = (Operation("backup of new keys", _changed_since, _again, _opens_as_before_or_anew),)
