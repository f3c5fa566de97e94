"""`check DIR`: reads everything back, and changes nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import vault_arguments
from app.cli.terminal import Terminal
from app.cli.ways_in import key_of
from app.domain.text.textsafe import visible
from app.error_texts import TEXTS
from app.usecases.vault.checking import SECOND_COPY, check_folder
from app.usecases.vault.vaults import Damage


def _what(damage: Damage, terminal: Terminal) -> str:
    """What is damaged, in a sentence; a log's damage names the entry in `where` (`log 12`)."""
    where = visible(damage.where, 80)
    number = where.removeprefix("log ")
    return terminal.tr(TEXTS[damage.code].sentence, id=damage.id, number=number, name=where)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    key, path = key_of(arguments, terminal), Path(arguments.dir)
    result = terminal.work(lambda job: check_folder(path, key, job))
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
    second = set(result.second_copies)
    lines += [
        tr(TEXTS[SECOND_COPY].sentence, name=visible(name, 80))
        if name in second
        else tr("{name} does not belong to the vault.", name=visible(name, 80))
        for name in result.unexplained
    ]
    lines += [tr(TEXTS[code].sentence) for code in result.notices]
    return Outcome(
        status=DONE if result.clean else NOT_ALL,
        data={
            "clean": result.clean,
            "items": result.items,
            "damaged": damaged,
            "unexplained": list(result.unexplained),
            "by_spares": result.by_spares,
            "notices": list(result.notices),
        },
        lines=lines,
    )


CHECK = Command(vault_arguments, _run)
