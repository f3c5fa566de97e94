"""Copy out of a damaged vault what can still be read, into a folder of the person's choice.

What is written there is not encrypted: whoever calls this has asked the person first.
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

import msgspec

from app.domain.text.textsafe import spreadsheet_cell
from app.domain.times.times import iso_utc
from app.errors import InputProblem
from app.i18n import N_, Texts
from app.jobs import Job
from app.vault.checkup.findings import BY_SPARES
from app.vault.failures import translated
from app.vault.keys.ways_in import Key, as_key
from app.vault.opening.looking import looked_into
from app.vault.rescue.rescue import Rescue, RescuedItem, RescuedRecords, RescueResult, RescueState

__all__ = [
    "BY_SPARES",
    "RescueResult",
    "RescueState",
    "RescuedItem",
    "RescuedRecords",
    "rescue_vault",
    "state_words",
]

LIST_CSV = "list.csv"
LIST_JSONL = "list.jsonl"

_STATES = {
    RescueState.WHOLE: N_("whole"),
    RescueState.DAMAGED: N_("damaged"),
    RescueState.MISSING: N_("missing"),
    RescueState.DESTROYED: N_("destroyed on request"),
    RescueState.UNKNOWN: N_("no key to it is left"),
}
_COLUMNS = (
    N_("File"),
    N_("Item"),
    N_("Name as found"),
    N_("Type"),
    N_("Size in bytes"),
    "SHA-256",
    N_("Taken in (UTC)"),
    N_("Condition"),
    N_("Bytes that can't be read"),
)


def rescue_vault(path: Path, key: str | Key, out: Path, job: Job, texts: Texts) -> RescueResult:
    """Copy everything readable out of the folder `path` into the new or empty folder `out`.

    By any key; by the index, and by the spare segments where it can't be read. Never writes into
    the vault. `list.csv` (in the language of `texts`) and `list.jsonl` say of each item what came
    of it; `files` has the bytes, `records` the words. Raises InputProblem (INP-001, INP-009 `out`
    holds something, INP-020 it lies inside the vault), AccessProblem (VLT-001, VLT-018, VLT-021),
    FormatProblem (VLT-002, VLT-004), EnvironmentProblem, IntegrityProblem (VLT-005, VLT-017),
    Cancelled (what was written stays).
    """
    if out.resolve().is_relative_to(path.resolve()):
        raise InputProblem("INP-020", name=str(out))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputProblem("INP-009", name=out.name)
    job.phase("vault.key")
    with looked_into(path, as_key(key)) as looked:
        with translated(out.name):
            out.mkdir(parents=True, exist_ok=True, mode=0o700)
        result = Rescue(looked, out, job).run()
    with translated(out.name):
        _write_lists(result, out, texts)
    return result


def state_words(state: RescueState, texts: Texts) -> str:
    """What came of an item, in words."""
    return texts.tr(_STATES[state])


def _write_lists(result: RescueResult, out: Path, texts: Texts) -> None:
    with (out / LIST_JSONL).open("xb") as file:
        for item in result.items:
            file.write(msgspec.json.encode(asdict(item)) + b"\n")
    with (out / LIST_CSV).open("x", encoding="utf-8-sig", newline="") as table:
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow([texts.tr(title) for title in _COLUMNS])
        for item in result.items:
            known = (
                item.file, item.id, item.name, item.media_type, str(item.size), item.sha256,
                iso_utc(item.added_ms) if item.added_ms else "",
                state_words(item.state, texts), str(item.unreadable),
            )  # fmt: skip
            writer.writerow([spreadsheet_cell(cell) for cell in known])
