"""A voice memo, recorded straight into the vault: memory, then the order of an intake. No file.

Minor mode keeps sound out as at every other way in; that is said before anything is recorded.
"""

from __future__ import annotations

from app.adapters.microphone import LONGEST_S, Recording
from app.collect.minor_guard import keeps_out
from app.domain.evidence.items import ItemKind, Method
from app.domain.times.times import KST, vault_moment
from app.errors import PolicyProblem
from app.jobs import Job
from app.usecases.intake.adding import Added, add_bytes
from app.usecases.told.told_texts import kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = ["LONGEST_S", "Recording", "begin_memo", "keep_memo"]


def begin_memo(
    vault: OpenVault, case_id: str, *, device: str | None = None, longest_s: float = LONGEST_S
) -> Recording:
    """Begin to record; `device` as the system calls it, else the usual one.

    Raises InputProblem (INP-003, INP-078 no microphone), PolicyProblem COL-004 (minor mode).
    """
    case = vault.cases.get(case_id)
    if case.minor_mode and keeps_out(ItemKind.AUDIO, looked_through=False, in_export=False):
        raise PolicyProblem("COL-004")
    return Recording(device=device, longest_s=longest_s)


def keep_memo(
    vault: OpenVault, case_id: str, recording: Recording, job: Job, *, note: str = ""
) -> Added:
    """End a recording and keep it as an item, captured when it began.

    Raises InputProblem (INP-070, INP-071, INP-079 nothing recorded), and as `add_bytes`.
    """
    said = kept_text(note)
    sound = recording.sound()
    began = vault_moment(recording.began_ms)
    local = began.utc
    name = "memo.ogg" if local is None else f"memo-{local.astimezone(KST):%Y%m%d-%H%M%S}.ogg"
    added = add_bytes(
        vault, case_id, sound, job, name=name, kind=ItemKind.AUDIO, method=Method.MEMO,
        captured=began, note=said, details={"seconds": recording.seconds},
    )  # fmt: skip
    recording.forget()
    return added
