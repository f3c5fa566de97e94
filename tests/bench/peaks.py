"""Memory above idle while taking in and while making a bundle, in a process of its own.

Run as a module with a vault, a case, a file, a report and a folder, that process does both and
prints its peaks. Idle is an open vault, before the work's libraries are loaded.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app.jobs import Job
from app.usecases.bundling import make_bundle
from app.usecases.collecting import collect
from app.usecases.reporting import save_report
from app.usecases.vaults import open_vault
from tests.bench.ground import PASSPHRASE, ROOT, Ground, child_command, child_environment
from tests.bench.rows import Row, memory, unmeasured

LIMIT_MIB = 150.0
TEMPLATE = "kr.police.evidence_index"
_STATUS = Path("/proc/self/status")
_FORGET = Path("/proc/self/clear_refs")
_FORGET_PEAK = "5"


def peaks(ground: Ground) -> list[Row]:
    """Two lines: taking in one large file, and making a bundle of it."""
    size = ground.amounts.big >> 20
    works = (f"memory while taking in {size} MiB", f"memory while bundling {size} MiB")
    if not _FORGET.exists():
        return [unmeasured("memory", work, "measured on Linux only") for work in works]
    with ground.vault() as (vault, case):
        path = vault.path
        vault.close()
        out = ground.new("bundles")
        words = child_command("peaks", path, case, ground.big_file(), out)
        done = subprocess.run(
            words, cwd=ROOT, env=child_environment(), check=True, capture_output=True
        )
    found = json.loads(done.stdout)
    notes = ("", "of it scrypt takes 256 MiB for a second, whatever the size (work factor 18)")
    return [
        memory("memory", work, mib, target=LIMIT_MIB, note=note)
        for work, mib, note in zip(works, found, notes, strict=True)
    ]


def _main(vault_path: str, case: str, file: str, out: str) -> None:
    vault = open_vault(Path(vault_path), PASSPHRASE, Job())
    idle = _mib("VmRSS")
    _FORGET.write_text(_FORGET_PEAK, "ascii")
    collect(vault, case, [Path(file)], Job())
    taking = _mib("VmHWM") - idle
    report = save_report(vault, case, TEMPLATE, {})
    _FORGET.write_text(_FORGET_PEAK, "ascii")
    make_bundle(vault, case, report.id, Path(out), Job())
    bundling = _mib("VmHWM") - idle
    vault.close()
    print(json.dumps([taking, bundling]))


def _mib(name: str) -> float:
    for line in _STATUS.read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


if __name__ == "__main__":
    _main(*sys.argv[1:])
