"""Walks what was agreed to, for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def walk_consents(run: Callable[..., Any], opened: tuple[object, ...], item: str) -> None:
    """Two boxes for one recipient and one item, one of them taken back."""
    boxes = ("--kind", "third-party", "--kind", "sensitive", "--to", "kr.d4u", "--item", item)
    spoken = ("--how", "spoken", "--witness", "A", "--text-version", "1", "--note", "by phone")
    kept = run("consent give", *opened, *boxes, *spoken)["consents"]
    run("consent withdraw", *opened, "--consent", kept[0]["id"], "--consent", kept[1]["id"])
    run("consent withdraw", *opened, "--item", item, "--to", "kr.kmcsc")
    run("consent list", *opened)
    run("answer set", *opened, "filling.who", "self")
