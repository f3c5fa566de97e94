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
    _walk_case_away(run, vault, given)


def _walk_case_away(run: Callable[..., Any], vault: object, given: tuple[object, ...]) -> None:
    """A case of its own is set aside, brought back, and in the end destroyed."""
    case = run("case add", vault, *given)["id"]
    opened = (vault, "--case", case, *given)
    run("case aside", *opened)
    assert [one["id"] for one in run("removed list", vault, *given)["cases"]] == [case]
    assert case not in [one["id"] for one in run("desk cases", vault, *given)["cases"]]
    run("case back", *opened)
    run("case aside", *opened)
    assert not run("case destroy", *opened, status=1)["destroyed"]
    assert run("case destroy", *opened, "--yes")["destroyed"]
    assert run("removed list", vault, *given)["cases"] == []
