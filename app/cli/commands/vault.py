"""`vault create DIR` and `vault status DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import new_vault_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.times.times import iso_kst, iso_utc
from app.error_texts import TEXTS
from app.usecases.case.cases import list_cases
from app.usecases.items.removing import list_removed
from app.usecases.vault.backups import last_backup
from app.usecases.vault.checking import expect_head
from app.usecases.vault.ending import vault_due
from app.usecases.vault.vaults import create_vault, vault_status


def notice_lines(notices: Iterable[str], terminal: Terminal) -> list[str]:
    """What works but should be known: a sentence and a next step for each code."""
    words = (TEXTS[code] for code in notices)
    return [f"{terminal.tr(one.sentence)} {terminal.tr(one.next_step)}" for one in words]


def _create(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    passphrase = terminal.passphrase(
        arguments.passphrase_file, tr("A passphrase for the new vault"), twice=True
    )
    path = Path(arguments.dir)
    vault = terminal.work(lambda job: create_vault(path, passphrase, job))
    public_key, notices = vault.public_line, vault_status(vault).notices
    vault.close()
    return Outcome(
        data={"path": str(path), "public_key": public_key, "notices": list(notices)},
        lines=[
            tr("The vault is made: {path}", path=path),
            tr(
                "Keep the passphrase where it is safe. If it is forgotten, a recovery kit opens the vault: key kit makes one."
            ),
            *notice_lines(notices, terminal),
        ],
    )


def _status(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, ntr = terminal.tr, terminal.ntr
    with opened(arguments, terminal) as vault:
        if arguments.expect is not None:
            expect_head(vault, arguments.expect)
        status = vault_status(vault)
        cases = list_cases(vault)
        backup, due_ms = last_backup(vault), vault_due(vault)
        aside = len(list_removed(vault))
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
    if aside:
        lines.append(ntr("{count} item is set aside", "{count} items are set aside", aside))
    if backup is not None:
        lines.append(tr("Last backup: {when}, {name}", when=iso_kst(backup.at_ms), name=backup.to))
    if due_ms is not None:
        lines.append(
            tr("This vault is set aside, and can be destroyed after {when}.", when=iso_kst(due_ms))
        )
    lines += notice_lines(status.notices, terminal)
    data = {
        "path": str(arguments.dir),
        "notices": list(status.notices),
        "items": status.items,
        "messages": status.messages,
        "log_entries": status.entries,
        "log_head": status.head,
        "set_aside": aside,
        "backup": None if backup is None else {"at": iso_utc(backup.at_ms), "to": backup.to},
        "destroy_after": None if due_ms is None else iso_utc(due_ms),
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
    parser.add_argument(
        "--expect",
        metavar="NUMBER:VALUE",
        help=terminal.tr("see that the custody log has this entry, as a report printed it"),
    )


STATUS = Command(_status_arguments, _status)
