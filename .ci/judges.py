"""Fetch what judges in the long tests and comes from npm: axe-core, for OPEN.html in Chromium.

Made, and ignored by git: `tests/browsers/node_modules`, from the package that the lock there pins
by hash. Made again only when the lock has changed; an interrupted run leaves nothing that counts.

`python .ci/judges.py` fetches what is due; with `--check` it only says by its exit status whether
something is (1) or not (0). Runs with the interpreter of `.venv`, and is no part of the program.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # `python -I` leaves it out

import assets  # found only now

BROWSERS = assets.ROOT / "tests" / "browsers"
PLACE = BROWSERS / "node_modules"
STAMP = "made-from"


def stamp() -> str:
    """What the judges are made from, as SHA-256 in hexadecimal."""
    whole = hashlib.sha256()
    for name in assets.NPM_FILES:
        whole.update((BROWSERS / name).read_bytes())
    return whole.hexdigest()


def ready() -> bool:
    """Whether they lie there, made from today's lock."""
    try:
        return (PLACE / STAMP).read_text("ascii") == stamp()
    except (OSError, ValueError):
        return False


def make() -> None:
    """Fetch them and put them in the old ones' place, whole.

    Raises assets.SetupProblem when npm gives up.
    """
    with tempfile.TemporaryDirectory(prefix="npm-", dir=assets.ROOT / ".cache") as work:
        assets.npm_ci(BROWSERS, Path(work))
        fresh = Path(work) / PLACE.name
        (fresh / STAMP).write_text(stamp(), "ascii")
        assets.put(fresh, PLACE)


def main(arguments: list[str]) -> int:
    """Do what is due, or with `--check` only look."""
    if ready() or arguments == ["--check"]:
        return 0 if ready() else 1
    try:
        make()
    except assets.SetupProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
