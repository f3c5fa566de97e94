"""`check DIR`: reads everything back."""

from __future__ import annotations

import argparse

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.textsafe import visible
from app.error_texts import TEXTS
from app.usecases.vaults import Damage, check_vault


def _what(damage: Damage, terminal: Terminal) -> str:
    """What is damaged, in a sentence; a log's damage names the entry in `where` (`log 12`)."""
    where = visible(damage.where, 80)
    number = where.removeprefix("log ")
    return terminal.tr(TEXTS[damage.code].sentence, id=damage.id, number=number, name=where)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        result = terminal.work(lambda job: check_vault(vault, job))
    damaged = [
        {"id": d.id, "name": d.name, "code": d.code, "where": d.where} for d in result.damaged
    ]
    lines = [terminal.ntr("{count} item read back", "{count} items read back", result.items)]
    if result.clean:
        lines.append(tr("Everything is as it was stored, and the custody log fits together."))
    lines += [
        f"  {d.id or d.where}  {visible(d.name, 60)}  {_what(d, terminal)} [{d.code}]"
        for d in result.damaged
    ]
    return Outcome(
        status=DONE if result.clean else NOT_ALL,
        data={"clean": result.clean, "items": result.items, "damaged": damaged},
        lines=lines,
    )


CHECK = Command(vault_arguments, _run)
