"""ARCHITECTURE's tree of folders names every folder that there is, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE_AT_SET_UP = {"vendor"}


def tree() -> str:
    page = (ROOT / "resources" / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    return page.split("## The rooms\n\n```\n", 1)[1].split("```", 1)[0]


def folders() -> set[str]:
    """Folders of code at any depth, and those right below resources and tests."""
    code = {
        one.parent.relative_to(ROOT)
        for top in ("app", "crypto", "ui")
        for one in (ROOT / top).rglob("*.py")
    }
    beside = {
        one.relative_to(ROOT)
        for top in ("resources", "tests")
        for one in (ROOT / top).iterdir()
        if one.is_dir() and one.name not in {"node_modules", "vendor", "__pycache__"}
    }
    return {one.name for one in code | beside} | {"resources", "tests"}


def test_every_folder_is_named() -> None:
    words = set(re.findall(r"[a-z_]+", tree()))
    assert {one for one in folders() if one not in words} == set()


def test_every_folder_named_is_there() -> None:
    known = folders() | {one.name for one in (ROOT / "resources").rglob("*") if one.is_dir()}
    named = set(re.findall(r"\b([a-z_]+)/", tree()))
    assert named - MADE_AT_SET_UP - known == set()
