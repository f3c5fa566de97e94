"""Walks what was handed in, where links stand, dates and figures, for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_ledger(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """A report handed in, links that went and came back, and what follows."""
    to = ("--to", "kr.police.station", "--state", "received", "--when", "2026-11-02")
    filing = run("filing add", *opened, *to, "--receipt", "2026-1")["id"]
    run("filing step", *opened, "--filing", filing, "--state", "asked", "--channel", "post")
    run("filing step", *opened, "--filing", filing, "--take-back")
    run("filing list", *opened)
    run("link", *opened, " ".join(f"https://example.net/{number}" for number in range(5)))
    links = [one["link"] for one in run("fate list", *opened)["links"]]
    (folder / "links").write_text("\n".join(links), "utf-8")
    run("fate set", *opened, "--links-file", folder / "links", "--state", "deleted")
    run("fate set", *opened, "--link", links[0], "--state", "back", "--filing", filing)
    run("fate set", *opened, "--link", links[0], "--take-back")
    run("fate list", *opened)
    run("next", *opened, "--day", "investigation_started=2026-11-02")
    run("statistics", opened[0], *opened[3:], "--csv", folder / "figures.csv")
    run("filing remove", *opened, "--filing", filing)
