"""Walks a support centre's desk for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def walk_desk(run: Callable[..., Any], opened: tuple[object, ...]) -> None:
    """A name, a number, states."""
    run("case name", *opened, "--to", "A title")
    run("case number", *opened)
    run("case state", *opened, "--state", "received", "--note", "by phone")
