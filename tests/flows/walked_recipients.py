"""What COMMANDS.md says of recipients' keys and of bundles that are sealed for them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_recipients(
    run: Callable[..., Any], opened: tuple[object, ...], report: str, folder: Path
) -> Any:
    """A key made, read in from its QR code, compared; a bundle for it, opened with it."""
    vault, given = opened[0], opened[3:]
    own = run("key make", folder / "own.key", "--unlocked", "--sheet", "사무실")
    named = (vault, "office", *given)
    run("recipient add", *named, "--key", own["picture"], "--recipient", "사무실")
    numbers = ("--numbers", own["numbers"])
    assert run("recipient check", *named, "--how", "phone", *numbers)["checked_how"] == "phone"
    run("recipient show", *named)
    run("recipient list", vault, *given)
    out = ("--report", report, "--out", folder / "out")
    alone = run("bundle", *opened, *out, "--to", "office", "--no-passphrase")
    run("verify", alone["path"], "--identity", folder / "own.key")
    made = run("bundle", *opened, *out)
    words = ("--bundle-passphrase-file", made["passphrase_file"])
    run("recipient later", *named, "--bundle", made["path"], *words)
    run("recipient remove", *named)
    return made
