"""Collects numbered files into a vault for ever, until it is killed; run by the fault tests.

Arguments: vault, passphrase, and the number of the durable step to die at (0: none). Prints `ready`
once the vault is open.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.vault import Vault
from tests.unit.vault.filling import add_case, add_item


def main() -> None:
    path, passphrase, die_at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    steps = 0

    def step(name: str) -> None:
        nonlocal steps
        steps += 1
        print(name, flush=True)
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    vault = Vault.open(path, passphrase, step=step)
    print("ready", flush=True)
    case = add_case(vault)
    number = len(vault.items.in_case(case.id))
    while True:
        number += 1
        content = os.urandom(8) * (1 + number % 5 * 20_000)
        add_item(vault, case, content)
        if number % 3 == 0:
            vault.custody.checkpoint()


main()
