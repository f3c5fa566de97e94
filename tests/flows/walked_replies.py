"""What COMMANDS.md says of what comes back: receipts, questions, and a comparison with a receipt."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def walk_replies(
    run: Callable[..., Any], opened: tuple[object, ...], made: Any, folder: Path
) -> None:
    """A receipt and questions made from a bundle, taken in, confirmed, answered; then aside, back."""
    bundle = (made["path"], "--passphrase-file", made["passphrase_file"])
    signed = ("--name", "담당", "--sign-with", folder / "reply.key")
    receipt, asked = folder / "receipt", folder / "questions"
    run("receipt make", *bundle, "--out", receipt, *signed)
    compared = run("verify", *bundle, "--earlier", receipt)
    assert compared["continuation"]["state"] == "passed"
    ask = ("--ask", "E001=언제 보셨나요?", "--whole", "전체에 대하여")
    run("questions make", *bundle, *ask, "--out", asked, *signed)
    kept = run("receipt take", opened[0], receipt, *opened[1:])["receipts"][0]
    run("receipt confirm", *opened, "--receipt", kept["id"])
    assert run("receipt list", *opened)["receipts"][0]["filing"]
    first, _whole = run("questions take", opened[0], asked, *opened[1:])["questions"]
    run("questions answer", *opened, "--question", first["id"], "--text", "8월이에요.")
    run("questions list", *opened, "--item", first["item"])
    assert "8월이에요." in run("questions answers", *opened)["text"]
    run("case aside", *opened)
    assert run("case destroy", *opened, status=1)["bundles"], "what was handed over is told"
    run("case back", *opened)
