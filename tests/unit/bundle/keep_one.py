"""Keeps a bundle as this version makes it, with the outcome it must have for ever.

    PYTHONPATH=. python tests/unit/bundle/keep_one.py v2

once a released version, into a new folder of `tests/fixtures/bundles`; an old one is never made
again. It holds no bytes of others: no OPEN.html (others' code is in it), no PDF with fonts in it.
"""

import json
import sys
import tempfile
from pathlib import Path

import making

from app.bundle import entry_of, pack, wordlist
from app.bundle.verify import VerifyResult, open_bundle, verify
from app.jobs import Job

KEPT = Path(__file__).parents[2] / "fixtures" / "bundles"
REPORT = "신고서\n\n이 글은 시험에 쓰려고 지은 것입니다.\n"
EXHIBITS = (b"\x89PNG\r\n\x1a\n no picture, and nobody in it", "지어낸 글\n".encode() * 40, b"")


def told(result: VerifyResult) -> dict[str, str]:
    """How each check ended, by its number."""
    return {str(check.id): str(check.state) for check in result.checks}


def inside(folder: Path, identity: str) -> dict[str, int]:
    """The files of the bag with their sizes."""
    with open_bundle(folder, identity=identity) as bundle:
        return dict(bundle.sizes)


def keep(name: str) -> None:
    """Make a bundle and what is expected of it. Raises FileExistsError."""
    plan = making.plan_of(EXHIBITS)
    report = entry_of("report.txt", REPORT.encode(), "text/plain; charset=utf-8")
    plan = type(plan)(
        plan.case, [report, *plan.entries[2:]], plan.log, plan.reports, version="0.1.0"
    )
    target = KEPT / name
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        made = pack(
            plan, Path(place), signer=making.SIGNER, passphrase_words=wordlist(),
            made_ms=making.MADE_MS, job=Job(),
        )  # fmt: skip
        (made.path / "OPEN.html").unlink(missing_ok=True)
        result = verify(made.path, passphrase=made.passphrase)
        expected = {
            "passphrase": made.passphrase,
            "result": str(result.result),
            "fingerprint": result.fingerprint,
            "checks": told(result),
            "files": inside(made.path, str(making.identity_of(made))),
        }
        for path in made.path.iterdir():
            (target / path.name).write_bytes(path.read_bytes())
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (KEPT / f"{name}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    keep(sys.argv[1])
