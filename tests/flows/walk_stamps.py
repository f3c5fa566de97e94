"""Walks time stamps, for the test of COMMANDS.md: asked of an authority that nobody runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bundle.verify import authorities

NOBODY = 9
"""A port of this computer where nothing listens."""

_AUTHORITY = f"""
id = "nobody"
name = "Nobody"
address = "http://127.0.0.1:{NOBODY}/tsa"
country = "KR"
roots = ["{"ab" * 32}"]
as_of = "2026-11"
review_by = 2027-11-23
confidence = "A"
sources = ["S-50"]
"""


def walk_stamps(
    run: Callable[..., Any], opened: tuple[object, ...], report: str, folder: Path
) -> None:
    """The report's bundle is made already."""
    run("stamp authorities")
    place = folder / "known" / "authorities"
    place.mkdir(parents=True)
    (place / "nobody.toml").write_text(_AUTHORITY, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authorities, "resources", lambda: folder / "known")
        asked = ("--report", report, "--authority", "nobody")
        told = run("stamp ask", *opened, *asked, status=1)["stamps"]
        assert [(one["state"], one["reason"]) for one in told] == [("pending", "NET-001")]
        assert len(run("stamp list", *opened)["stamps"]) == 1
        run("stamp retry", *opened, "--authority", "nobody", status=1)
