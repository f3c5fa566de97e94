"""Walks a support centre's desk for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def walk_desk(run: Callable[..., Any], opened: tuple[object, ...]) -> None:
    """A name, a number, states, the case in words, all cases, what comes next."""
    vault, given = opened[0], opened[3:]
    run("case name", *opened, "--to", "A title")
    run("case number", *opened)
    run("case state", *opened, "--state", "received", "--note", "by phone")
    run("case facts", *opened)
    run("desk mode", vault, *given, "--set", "on")
    assert len(run("desk cases", vault, *given, "--state", "received")["cases"]) == 1
    first = run("desk work", vault, *given)["entries"][0]
    left = run("desk work", vault, *given, "--seen", first["key"])["entries"]
    assert first["key"] not in [one["key"] for one in left]
    run("desk work", vault, *given, "--unseen", first["key"])
    run("desk mode", vault, *given, "--set", "off")
