"""A finished bundle in parts, on a stick, or as one file; and one part checked alone.

Needs no vault and no key: what is carried stays sealed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from app.bundle.carrying import Carried, carry
from app.bundle.verify.parts import PartChecked
from app.bundle.verify.parts import check_part as _check_part
from app.bundle.volume import FAT_PART
from app.bundle.zipping import zip_up
from app.casework.facts import assemble
from app.errors import InputProblem
from app.jobs import Job
from app.report.data.portal import part_size
from app.report.data.templates import load_template
from app.usecases.reports.reporting import get_report
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "FAT_PART",
    "Carried",
    "PartChecked",
    "carry_bundle",
    "check_part",
    "part_size_of_recipient",
    "size_in_bytes",
    "zip_bundle",
]

_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*(kb|mb|gb|kib|mib|gib)", re.IGNORECASE)
_UNITS = {
    "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30,
}  # fmt: skip


def carry_bundle(bundle: Path, to: Path, job: Job, *, part_size: int | None = None) -> Carried:
    """Copy a finished bundle into `to`, read it back there, and go on where an earlier try ended.

    `part_size` in bytes; parts are made by themselves where `to` can't hold it in one file. Raises
    what `app.bundle.carrying.carry` does.
    """
    return carry(bundle, to, job, part_size=part_size)


def zip_bundle(bundle: Path, to: Path, job: Job) -> Path:
    """A finished bundle as one ZIP in `to`. Raises what `app.bundle.zipping.zip_up` does."""
    return zip_up(bundle, to, job)


def check_part(path: Path, job: Job) -> PartChecked:
    """One part alone, held against the list beside it. Raises BND-042, INP-002, ENV-003."""
    job.phase("verify.read")
    return _check_part(path, lambda _done: job.check())


def size_in_bytes(text: str) -> int:
    """What a person typed, such as `25MB`, `4 GB` or `1.5GiB`. Raises InputProblem BND-043."""
    found = _SIZE.fullmatch(text.strip())
    size = int(Decimal(found[1]) * _UNITS[found[2].lower()]) if found else 0
    if size < 1:
        raise InputProblem("BND-043", size=text)
    return size


def part_size_of_recipient(vault: OpenVault, case_id: str, report_id: str) -> int:
    """The size of a part that a report's recipient takes, in bytes.

    Raises InputProblem (INP-003, INP-004; BND-045: nothing is known of it; BND-044: the items alone
    are more than it takes at once).
    """
    report = get_report(vault, case_id, report_id)
    template = load_template(report.template)
    facts = assemble(vault, vault.cases.get(case_id), report.answers, template)
    total = sum(exhibit.item.size for exhibit in facts.exhibits)
    return part_size(template.limits, total)
