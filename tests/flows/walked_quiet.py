"""Walks care and what is left to others for the test of COMMANDS.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def walk_quiet(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """Settings as they are and as they are set; an item left to somebody; a program on a stick."""
    vault, given = opened[0], opened[3:]
    run("care show", vault, *given)
    run("care set", vault, *given, "--grey", "off", "--idle", "5", "--at-once", "10")
    item = run("list", *opened)["items"][0]["id"]
    look = run("looks leave", *opened, "--item", item)["looks"][0]["id"]
    run("looks say", vault, *given, "--look", look, "--text", "a screen of a chat")
    run("looks list", *opened)
    run("looks back", vault, *given, "--look", look)
    program, stick = folder / "program" / "ongi", folder / "stick"
    for one in (program, stick):
        one.mkdir(parents=True)
    (program / "ongi").write_bytes(b"the frozen program")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "frozen", True, raising=False)
        patch.setattr(sys, "executable", str(program / "ongi"))
        run("portable", stick)
