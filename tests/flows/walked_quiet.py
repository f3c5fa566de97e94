"""Walks care and what is left to others for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def walk_quiet(run: Callable[..., Any], opened: tuple[object, ...]) -> None:
    """Settings as they are and as they are set; an item left to somebody, looked at, taken back."""
    vault, given = opened[0], opened[3:]
    run("care show", vault, *given)
    run("care set", vault, *given, "--grey", "off", "--idle", "5", "--at-once", "10")
    item = run("list", *opened)["items"][0]["id"]
    look = run("looks leave", *opened, "--item", item)["looks"][0]["id"]
    run("looks say", vault, *given, "--look", look, "--text", "a screen of a chat")
    run("looks list", *opened)
    run("looks back", vault, *given, "--look", look)
