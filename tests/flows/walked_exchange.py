"""Walks a case that goes to another vault and comes back for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR


def walk_exchange(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """Handed over by words, changed on both sides, handed back, and decided."""
    there = folder / "there"
    create_vault(there, "a passphrase for this", Job(), argon2=FLOOR).close()
    given, case = opened[3:], opened[1:3]
    person = run("people add", *opened, "--name", "A")["id"]
    key = run("case key", *opened)
    assert key["public_key"].endswith(f" ongi-{key['of']}")
    first = run("case hand", *opened, "--out", folder / "second")
    words = folder / "words"
    words.write_text(first["words"] + "\n", "utf-8")
    how = ("--words-file", words, "--numbers", first["numbers"], "--peer", "B")
    taken = run("case take", there, first["path"], *how, *given)
    assert taken["new"]
    assert taken["id"] == case[1]
    run("people add", *opened, "--person", person, "--name", "C")
    run("people add", there, *case, "--person", person, "--name", "D", *given)
    back = run("case hand", there, *case, "--out", folder / "back", "--back-to", "B", *given)
    assert not back["words"]
    joined = run("case take", opened[0], back["path"], "--numbers", back["numbers"], *given)
    assert joined["conflicts"] == 1
    (found,) = run("case conflicts", *opened)["conflicts"]
    assert {found["ours"]["name"], found["theirs"]["name"]} == {"C", "D"}
    run("case decide", *opened, "--conflict", found["id"], "--choice", "theirs")
    assert not run("case conflicts", *opened)["conflicts"]
    run("people remove", *opened, "--person", person)
