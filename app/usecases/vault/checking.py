"""Check a vault's folder by a key, however much of it is damaged, and change nothing in it.

For an open vault there is `app.usecases.vault.vaults.check_vault`, which also writes a custody
entry.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.errors import InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault
from app.vault import CheckResult
from app.vault.blobs.blobs import BlobReader
from app.vault.case_seal import seal_of
from app.vault.checkup.checkup import Checked, Checkup
from app.vault.checkup.findings import BY_SPARES, SECOND_COPY
from app.vault.checkup.synced import SYNCED, looks_synced
from app.vault.keys.ways_in import Key, as_key
from app.vault.opening.attending import KEY_WAS_OTHER
from app.vault.opening.looking import Looked, looked_into
from app.vault.parts import system_clock
from app.vault.stores.custody import Custody
from app.vault.waiting.dropkey import KeyFound

__all__ = ["SECOND_COPY", "check_folder", "expect_head"]

_TOLD = re.compile(r"([0-9]{1,15}):([0-9a-fA-F]{16,64})")


def check_folder(path: Path, key: str | Key, job: Job) -> CheckResult:
    """Read everything back and say what is damaged; no file is changed, made or removed.

    Where the index can't be read, the items are those that the spare segments tell of
    (`by_spares`). Raises InputProblem INP-001, AccessProblem (VLT-001, VLT-018, VLT-021),
    FormatProblem (VLT-002 not a vault, VLT-004 newer), EnvironmentProblem (VLT-003 open elsewhere,
    VLT-020, ENV-…), IntegrityProblem (VLT-005, VLT-017: no key file this key opens), Cancelled.
    """
    job.phase("vault.key")
    with looked_into(path, as_key(key)) as looked:
        return Checkup(_checked(looked), job).run()


def expect_head(vault: OpenVault, told: str) -> None:
    """See that the custody log holds an entry as a report or bundle printed it: `NUMBER:HEAD`.

    HEAD are the first 16 or more hexadecimal digits of the log's value after that entry. That tells
    an older copy of a whole folder, which nothing inside it can. Raises InputProblem INP-035 (not
    of that form), IntegrityProblem VLT-045 (the log has no such entry).
    """
    found = _TOLD.fullmatch(told.strip())
    if found is None:
        raise InputProblem("INP-035")
    number, told_head = int(found[1]), found[2].lower()
    if (vault.custody.head_at(number) or b"").hex().startswith(told_head):
        return
    # What is handed out of a case tells of the case's own log; that stays when a case is gone.
    seals = (seal_of(vault, case) for case in vault.custody.newest_by_case())
    if not any((one.head_at(number) or "").startswith(told_head) for one in seals if one.is_own):
        raise IntegrityProblem("VLT-045", number=number)


def _checked(looked: Looked) -> Checked:
    index, notices, waiting = looked.index, looked.notices, looked.waiting()
    if waiting.key_found() is KeyFound.OTHER:
        notices += (KEY_WAS_OTHER,)
    if index is None:
        notices += (BY_SPARES,)
    if looks_synced(looked.path):
        notices += (SYNCED,)
    return Checked(
        looked.path,
        index,
        None if index is None else Custody(index, looked.heads, system_clock, looked.path.name),
        looked.heads,
        BlobReader(looked.path, looked.derived.identity),
        looked.spare_lines,
        waiting,
        problem=looked.problem,
        look_only=True,
        notices=notices,
    )
