"""Write the verifier as one file that runs alone, for whoever is given bundles to check."""

from __future__ import annotations

from pathlib import Path

from app.bundle.onefile import single_file
from app.bundle.place import durable_file, translated
from app.errors import InputProblem


def write_single_file(out: Path) -> int:
    """Write `ongi-verify.pyz` as `out`, a file that is not there yet; its size in bytes.

    Raises InputProblem INP-016 (`out` is there), EnvironmentProblem (ENV-001, ENV-004, ENV-005,
    BND-065: the program has no sources here).
    """
    data = single_file()
    if out.exists():
        raise InputProblem("INP-016", name=str(out))
    with translated(out.parent), durable_file(out) as file:
        file.write(data)
    return len(data)
