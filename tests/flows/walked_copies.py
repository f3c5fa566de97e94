"""The subcommands that make copies, walked for their printed keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.collect.copies.conftest import film

Run = Callable[..., Any]


def walk_copies(
    run: Run, vault: Path, opened: tuple[object, ...], folder: Path, picture: str
) -> None:
    """What is made of an item: pictures of it, and words about it."""
    of = (*opened, "--item", picture)
    first = run("redact", *of, "--box", "10,10,40,20/mosaic")
    assert not run("redact", *of, "--like", first["id"])["is_new"]
    (folder / "numbered.csv").write_text("name,number\nA,900101-1234567\n", "utf-8")
    run("collect", *opened, folder / "numbered.csv")
    text = run("list", *opened)["items"][-1]["id"]
    assert run("mask", *opened, "--item", text)["numbers"] == 1
    run("crop", *of, "--box", "0,0,30,30")
    (folder / "film.mp4").write_bytes(film(frames=3))
    run("collect", *opened, folder / "film.mp4")
    moving = run("list", *opened)["items"][-1]["id"]
    run("still", *opened, "--item", moving, "--at", "0.1")
    (folder / "told").write_text("what was said", "utf-8")
    for name in ("transcribe", "translate"):
        run(name, *of, "--language", "en", "--text-file", folder / "told")
    run("copies", vault, "--item", picture, *opened[3:])
