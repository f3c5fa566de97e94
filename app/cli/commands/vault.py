"""`vault create DIR` and `vault status DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import new_vault_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.usecases.cases import list_cases
from app.usecases.vaults import create_vault, vault_status


def _create(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    passphrase = terminal.passphrase(
        arguments.passphrase_file, tr("A passphrase for the new vault"), twice=True
    )
    path = Path(arguments.dir)
    vault = terminal.work(lambda job: create_vault(path, passphrase, job))
    public_key = vault.public_line
    vault.close()
    return Outcome(
        data={"path": str(path), "public_key": public_key},
        lines=[
            tr("The vault is made: {path}", path=path),
            tr(
                "Without the passphrase nobody can open it, so keep the passphrase where it is safe."
            ),
        ],
    )


def _status(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, ntr = terminal.tr, terminal.ntr
    with opened(arguments, terminal) as vault:
        status = vault_status(vault)
        cases = list_cases(vault)
    lines = [
        ntr("{count} item", "{count} items", status.items)
        + ", "
        + ntr("{count} message", "{count} messages", status.messages)
        + ", "
        + ntr(
            "{count} entry in the custody log", "{count} entries in the custody log", status.entries
        )
    ]
    lines += [f"{row.case.id}  {row.case.title or tr('(without a name)')}" for row in cases]
    data = {
        "path": str(arguments.dir),
        "items": status.items,
        "messages": status.messages,
        "log_entries": status.entries,
        "log_head": status.head,
        "cases": [
            {
                "id": row.case.id,
                "title": row.case.title,
                "minor_mode": row.case.minor_mode,
                "items": row.items,
                "messages": row.messages,
                "reports": [{"id": r.id, "template": r.template} for r in row.reports],
            }
            for row in cases
        ],
    }
    return Outcome(data=data, lines=lines)


CREATE = Command(new_vault_arguments, _create)


def _status_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--accept-older",
        action="store_true",
        help=terminal.tr("go on with a vault that is older than its log says; the log will tell"),
    )


STATUS = Command(_status_arguments, _status)
