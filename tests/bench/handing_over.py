"""Making a report of many exhibits, and a bundle of one large one beside age on the same bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw

from app.jobs import Job
from app.usecases.bundles.bundling import make_bundle, verify_bundle
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import report_pdf, save_report
from app.usecases.vault.vaults import OpenVault
from tests.bench.ground import Ground
from tests.bench.peers import AGE, encrypt_with_age, synced
from tests.bench.rounds import Act, Side, plain, run_rounds, timed
from tests.bench.rows import Ratio, Row, alone, compared, unmeasured

TEMPLATE = "kr.police.evidence_index"
_REPORT_LIMIT_S = 2.0


def report(ground: Ground) -> list[Row]:
    """The evidence index of many screenshots, with their covered pictures, as PDF/A."""
    pictures = ground.kept("pictures", lambda path: _pictures(path, ground.amounts.exhibits))
    with ground.vault() as (vault, case):
        collect(vault, case, [pictures], Job())
        made = save_report(vault, case, TEMPLATE, {})
        first, _ = timed(lambda: _written(vault, case, made.id))
        act = plain(lambda: _written(vault, case, made.id))
        taken = run_rounds([Side("ours", act)], ground.amounts.runs)
    work = f"report of {ground.amounts.exhibits} exhibits as PDF"
    note = f"the first one, fonts being read, took {first:.2f} s"
    return [alone("report", work, taken["ours"], target=_REPORT_LIMIT_S, note=note)]


def bundle(ground: Ground) -> list[Row]:
    """A bundle: packed, signed, encrypted, read back from the disk and verified."""
    work = f"make and verify a bundle of {ground.amounts.big >> 20} MiB"
    with ground.vault() as (vault, case):
        collect(vault, case, [ground.big_file()], Job())
        made = save_report(vault, case, TEMPLATE, {})
        sides = [Side("ours", lambda: _ours(ground, vault, case, made.id))]
        if ground.age:
            sides.append(Side(AGE, lambda: _age(ground)))
        taken = run_rounds(sides, ground.amounts.runs)
        note = _share_of_verifying(ground, vault, case, made.id)
    if AGE not in taken:
        return [unmeasured("bundle", work, "not installed here", AGE)]
    peer = (AGE, taken[AGE])
    return [
        compared("bundle", work, taken["ours"], peer, ratio_of=Ratio.SPEED, target=0.8, note=note)
    ]


def _written(vault: OpenVault, case: str, report_id: str) -> None:
    report_pdf(vault, case, report_id, Job())


@contextmanager
def _ours(ground: Ground, vault: OpenVault, case: str, report_id: str) -> Iterator[Act]:
    out = ground.new("bundles")
    try:
        yield lambda: _bundled(vault, case, report_id, out)
    finally:
        shutil.rmtree(out)


def _bundled(vault: OpenVault, case: str, report_id: str, out: Path) -> None:
    make_bundle(vault, case, report_id, out, Job())


def _share_of_verifying(ground: Ground, vault: OpenVault, case: str, report_id: str) -> str:
    out = ground.new("bundles")
    try:
        made = make_bundle(vault, case, report_id, out, Job())
        took, _ = timed(lambda: _verified(made.path, made.passphrase))
    finally:
        shutil.rmtree(out)
    return f"verifying, which is part of it, took {took:.2f} s by itself"


def _verified(path: Path, passphrase: str) -> None:
    if verify_bundle(path, passphrase, Job()).result != "passed":
        raise RuntimeError("the bundle did not pass")


@contextmanager
def _age(ground: Ground) -> Iterator[Act]:
    out = ground.new("out")
    out.mkdir()

    def act() -> None:
        encrypt_with_age(ground, ground.big_file(), out / "bundle.age")
        synced(out)

    try:
        yield act
    finally:
        shutil.rmtree(out)


def _pictures(folder: Path, count: int) -> None:
    folder.mkdir()
    chance = random.Random(9)
    for number in range(count):
        picture = Image.new("RGB", (540, 960), (236, 229, 221))
        draw = ImageDraw.Draw(picture)
        for line in range(24):
            left, top = chance.randrange(20, 200), 20 + 38 * line
            box = (left, top, left + chance.randrange(60, 300), top + 26)
            draw.rounded_rectangle(box, 8, tuple(chance.randrange(120, 256) for _ in range(3)))
        picture.save(folder / f"screen-{number:04}.jpg", quality=85)
