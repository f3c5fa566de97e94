"""Walks the keys of a vault and its recovery kits for the test of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring

from crypto.age import X25519Identity
from tests.memory_keyring import MemoryKeyring


def walk_keys(run: Callable[..., Any], vault: Path, folder: Path) -> None:
    """Every kind of key is added, opens the vault, and goes again."""
    keyring.set_keyring(MemoryKeyring())
    given = ("--passphrase-file", folder / "passphrase")
    new = folder / "new"
    new.write_text("another passphrase\n", "utf-8")
    identity, owner = folder / "identity", X25519Identity.generate()
    identity.write_text(f"# made for a test\n{owner}\n", "utf-8")
    run("key add", vault, *given, "--new-passphrase-file", new, "--label", "둘")
    run("key passphrase", vault, "--passphrase-file", new, "--new-passphrase-file", new)
    run("key keyring", vault, *given)
    run("key list", vault, "--keyring")
    run("key keyring", vault, *given, "--remove")
    letter = folder / "letter"
    run("key counsellor", vault, *given, "--to", owner.recipient, "--out", letter)
    kept = run("key list", vault, "--letter", letter, "--identity", identity)["keys"]
    run("key remove", vault, kept[-1]["place"], *given)


def walk_kit(run: Callable[..., Any], vault: Path, folder: Path) -> None:
    """A recovery kit in one sheet and in three, tried, and used for a new passphrase."""
    given, new = ("--passphrase-file", folder / "passphrase"), folder / "passphrase"
    run("key kit", vault, *given, "--out", folder / "kit")
    made = run("key kit", vault, *given, "--out", folder / "kit", "--split", "2of3", "--replace")
    sheets = [word for one in made["sheets"][:2] for word in ("--kit", one["text"])]
    assert run("key try", vault, *sheets)["result"] == "right"
    assert run("key try", vault, *sheets[:2], status=1)["needed"] == 2
    assert run("key try", vault, *sheets, *given)["code"] is None
    run("key list", vault, *sheets)
    run("key forgot", vault, *sheets, "--new-passphrase-file", new)
