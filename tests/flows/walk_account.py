"""Walks the subcommands of the account of events and of what can help, for COMMANDS.md's test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_account(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """Draft, change, take out, and have it offered again."""
    words = folder / "line.txt"
    words.write_text("제 말로 적은 한 줄\n", "utf-8")
    lines = run("narrative draft", *opened)["lines"]
    run("narrative edit", *opened, "--text-file", words)
    run("narrative edit", *opened, "--line", lines[-1]["id"], "--remove")
    assert run("narrative draft", *opened)["offered"]
    assert run("narrative draft", *opened, "--take")["offered"] == []
    run("narrative show", *opened)
    run("checklist", *opened)
