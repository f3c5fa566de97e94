"""Memory above idle while taking in and while making a bundle, in a process of its own.

Run as a module with a vault, a case, a file and, for the bundle, a folder, that process prints its
peaks. Idle is an open vault, before the work's libraries are loaded.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import open_vault
from tests.bench.ground import PASSPHRASE, ROOT, Ground, child_command, child_environment
from tests.bench.rows import Row, memory, unmeasured

LIMIT_MIB = 150.0
_LINUX = "measured on Linux only"
TEMPLATE = "kr.police.evidence_index"
_STATUS = Path("/proc/self/status")
_FORGET = Path("/proc/self/clear_refs")
_FORGET_PEAK = "5"


def peaks(ground: Ground) -> list[Row]:
    """Two lines: taking in one large file, and making a bundle of it."""
    size = ground.amounts.big >> 20
    works = (f"memory while taking in {size} MiB", f"memory while bundling {size} MiB")
    if not _FORGET.exists():
        return [unmeasured("memory", work, _LINUX) for work in works]
    found = _found(ground, ground.big_file(), ground.new("bundles"))
    notes = ("", "of it scrypt takes 256 MiB for a second, whatever the size (work factor 18)")
    return [
        memory("memory", work, mib, target=LIMIT_MIB, note=note)
        for work, mib, note in zip(works, found, notes, strict=True)
    ]


def sparse_peak(ground: Ground) -> list[Row]:
    """Taking in a far larger file, a sparse one: the vault takes as much room as it says it has."""
    work = f"memory while taking in a sparse file of {ground.amounts.sparse >> 20:,} MiB"
    if not ground.amounts.large or not _FORGET.exists():
        why = _LINUX if ground.amounts.large else "measured where --large is given"
        return [unmeasured("sparse", work, why)]
    path = ground.sparse_file()
    return [memory("sparse", work, _found(ground, path)[0], target=LIMIT_MIB)]


def _found(ground: Ground, file: Path, *bundles: Path) -> list[float]:
    with ground.vault() as (vault, case):
        vault.close()
        words = child_command("peaks", vault.path, case, file, *bundles)
        done = subprocess.run(
            words, cwd=ROOT, env=child_environment(), check=True, stdout=subprocess.PIPE
        )
    return [float(mib) for mib in json.loads(done.stdout)]


def _main(vault_path: str, case: str, file: str, out: str = "") -> None:
    vault = open_vault(Path(vault_path), PASSPHRASE, Job())
    idle = _mib("VmRSS")
    _FORGET.write_text(_FORGET_PEAK, "ascii")
    taken = collect(vault, case, [Path(file)], Job())
    if taken.refused:
        raise RuntimeError(f"refused: {taken.refused[0]}")
    found = [_mib("VmHWM") - idle]
    if out:
        report = save_report(vault, case, TEMPLATE, {})
        _FORGET.write_text(_FORGET_PEAK, "ascii")
        make_bundle(vault, case, report.id, Path(out), Job())
        found.append(_mib("VmHWM") - idle)
    vault.close()
    print(json.dumps(found))


def _mib(name: str) -> float:
    for line in _STATUS.read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


if __name__ == "__main__":
    _main(*sys.argv[1:])
