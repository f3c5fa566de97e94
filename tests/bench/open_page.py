"""OPEN.html in the browsers that are installed: its speed, its memory, and how soon it lists.

A real bundle of a hundred files is opened from the disk, as its recipient does.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from app.jobs import Job
from app.paths import viewer_page
from app.usecases.bundles.bundling import make_bundle
from app.usecases.intake.collecting import collect
from app.usecases.reports.reporting import save_report
from tests.bench.ground import Ground
from tests.bench.rounds import Taken
from tests.bench.rows import Row, alone, memory, unmeasured
from tests.browsers.chromium import Chromium, chromium
from tests.browsers.firefox import Firefox, firefox
from tests.browsers.page import OpenPage

TEMPLATE = "kr.police.evidence_index"
LISTED_S = 0.05
LIMIT_MIB = 400.0
_BROWSERS = (
    (Chromium, "Chromium", chromium, 300e6),
    (Firefox, "Firefox", firefox, 70e6),
)
"""Each with the bytes a second that it is to read at least."""

# The same way that saving everything goes, without a disk at its end.
_READ = """(async () => {
  const outer = await ongi.sortOut([...document.getElementById('files').files]);
  const { payload } = await ongi.openPayloadOf(outer, { passphrase: %s });
  const begun = performance.now();
  let size = 0;
  for await (const piece of payload.pieces(0, payload.size, true)) size += piece.length;
  return [size, (performance.now() - begun) / 1000];
})()"""
_MARKS = """performance.getEntriesByType('mark').filter((one) => one.name.startsWith('ongi-'))
  .map((one) => [one.name, one.startTime / 1000])"""


def open_page(ground: Ground) -> list[Row]:
    """Per browser: every byte opened, every check made, the list shown, the memory of it."""
    if not viewer_page().is_file():
        return [unmeasured("page", "OPEN.html", "set-up has not made it")]
    rows: list[Row] = []
    with ground.vault() as (vault, case):
        collect(vault, case, [ground.small_files()], Job())
        report = save_report(vault, case, TEMPLATE, {})
        out = ground.new("bundles")
        made = make_bundle(vault, case, report.id, out, Job())
        try:
            for kind, name, found, aim in _BROWSERS:
                if not found():
                    rows.append(unmeasured("page", f"OPEN.html in {name}", "not installed here"))
                    continue
                rows += _in_browser(kind, made.path, made.passphrase, ground.amounts.runs, aim)
        finally:
            shutil.rmtree(out)
    return rows


def _in_browser(
    kind: type[Chromium | Firefox], folder: Path, passphrase: str, runs: int, aim: float
) -> list[Row]:
    size = (folder / "bundle.age").stat().st_size
    read: list[float] = []
    checked: list[float] = []
    listed: list[float] = []
    cpu: list[float] = []
    peak = 0.0
    with kind() as browser:
        for _ in range(runs):
            page = OpenPage(browser, folder / "OPEN.html")
            page.choose(folder)
            browser.forget_peak()
            before = browser.cpu_s()
            page.submit(passphrase)
            if page.checked(600) != ("passed", []):
                raise RuntimeError("the bundle did not pass")
            cpu.append(browser.cpu_s() - before)
            peak = max(peak, browser.peak_mib())
            marks = dict(browser.run(_MARKS))
            listed.append(marks["ongi-list"] - marks["ongi-key"])
            checked.append(marks["ongi-checked"] - marks["ongi-list"])
            got, seconds = browser.run(_READ % json.dumps(passphrase), 600)
            if got <= size * 0.99:
                raise RuntimeError("the page did not read everything")
            read.append(seconds)
        version = browser.version.replace("/", " ")
    mib = size >> 20
    speed = f"{aim / 1e6:.0f} MB/s"
    free = [0.0] * runs
    return [
        alone("page", f"open {mib} MiB in {version}", Taken(read, free), target=size / aim,
              note=f"{size / 1e6 / Taken(read, free).median:.0f} MB/s; to reach: {speed}"),
        alone("page", f"check {mib} MiB in {version}", Taken(checked, cpu), target=size / aim,
              note=f"all checks, {size / 1e6 / Taken(checked, cpu).median:.0f} MB/s"),
        alone("page", f"list what is in it in {version}", Taken(listed, free), target=LISTED_S),
        memory("page", f"memory of it in {version}", peak, target=LIMIT_MIB,
               note="the largest process without the program itself; 256 MiB of it for scrypt"),
    ]  # fmt: skip
