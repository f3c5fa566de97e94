"""`vault compact DIR`: writes the index anew, without what is free in it."""

from __future__ import annotations

import argparse

from rich.filesize import decimal

from app.cli.command import Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.usecases.vault.compacting import compact_vault


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        result = terminal.work(lambda job: compact_vault(vault, job))
    return Outcome(
        data={"bytes_before": result.before, "bytes_after": result.after},
        lines=[
            terminal.tr(
                "The index is written anew: {after}, before it was {before}.",
                after=decimal(result.after),
                before=decimal(result.before),
            )
        ],
    )


COMPACT = Command(vault_arguments, _run)
