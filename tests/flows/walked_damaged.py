"""Walks a damaged vault for the test of COMMANDS.md."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_damaged(run: Callable[..., Any], vault: Path, folder: Path) -> None:
    """A check and a rescue of what is damaged."""
    given = ("--passphrase-file", folder / "passphrase")
    shutil.copytree(vault, folder / "damaged")
    blob = max(p for p in (folder / "damaged").rglob("*") if "blobs" in p.parts and p.is_file())
    blob.write_bytes(blob.read_bytes()[:-1])
    (folder / "damaged" / "strange").touch()
    for name in ("slots-a", *(f"spare/{one.name}" for one in (vault / "spare").iterdir())):
        (folder / "damaged" / name).write_bytes(b"")
    run("check", folder / "damaged", *given, status=1)
    run("rescue", folder / "damaged", folder / "copied out", "--yes", *given, status=1)
