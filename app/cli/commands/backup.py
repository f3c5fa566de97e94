"""`backup make DIR TO`, `backup try COPY`, `backup restore COPY TO`."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.filesize import decimal

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.ways_in import key_arguments, key_of
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.error_texts import TEXTS
from app.usecases.vault.backups import BackupMade, make_backup, restore_backup, try_backup


def _make_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "to", metavar="TO", help=terminal.tr("the folder of the backup, best on another disk")
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help=terminal.tr("read what is there already too, and copy it again where it is damaged"),
    )


def _make(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    to = Path(arguments.to)
    with opened(arguments, terminal) as vault:
        made = terminal.work(lambda job: make_backup(vault, to, job, thorough=arguments.thorough))
    lines = [terminal.tr("The backup is made and checked: {path}", path=to), *_told(made, terminal)]
    if made.same_disk:
        lines.append(terminal.tr("It lies on the same disk as the vault. Another disk is safer."))
    data = {"path": str(to), "removed": made.removed, "same_disk": made.same_disk}
    return _outcome(made, {**data, "first": made.first}, lines)


def _try_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("copy", metavar="COPY", help=terminal.tr("the folder of the backup"))
    key_arguments(parser, terminal)


def _try(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    key = key_of(arguments, terminal)
    tried = terminal.work(lambda job: try_backup(Path(arguments.copy), key, job))
    result = tried.result
    lines = [
        terminal.ntr("{count} item read back", "{count} items read back", result.items),
        terminal.tr("It holds everything up to {when}.", when=iso_kst(tried.newest_ms)),
    ]
    if result.clean:
        lines.append(terminal.tr("The backup opens, and everything in it is whole."))
    lines += [
        f"  {one.id or one.where}  {visible(one.name, 60)} [{one.code}]" for one in result.damaged
    ]
    return Outcome(
        status=DONE if result.clean else NOT_ALL,
        data={
            "clean": result.clean,
            "items": result.items,
            "newest": iso_utc(tried.newest_ms),
            "damaged": [
                {"id": one.id, "name": one.name, "code": one.code, "where": one.where}
                for one in result.damaged
            ],
        },
        lines=lines,
    )


def _restore_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _try_arguments(parser, terminal)
    parser.add_argument("to", metavar="TO", help=terminal.tr("a new or empty folder"))


def _restore(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    key, to = key_of(arguments, terminal), Path(arguments.to)
    made = terminal.work(lambda job: restore_backup(Path(arguments.copy), key, to, job))
    lines = [
        terminal.tr("The vault is there and opens with the same keys: {path}", path=to),
        *_told(made, terminal),
    ]
    return _outcome(made, {"path": str(to)}, lines)


def _told(made: BackupMade, terminal: Terminal) -> list[str]:
    lines = [
        terminal.ntr("{count} item is in it whole.", "{count} items are in it whole.", made.items),
        terminal.tr("Copied this time: {size}", size=decimal(made.size)),
    ]
    for one in made.not_copied:
        why = terminal.tr(TEXTS[one.code].sentence, id=one.id, name=one.name)
        lines.append(f"  {one.id}  {visible(one.name, 60)}  {why} [{one.code}]")
    return lines


def _outcome(made: BackupMade, data: dict[str, object], lines: list[str]) -> Outcome:
    return Outcome(
        status=NOT_ALL if made.not_copied else DONE,
        data={
            **data,
            "items": made.items,
            "files_copied": made.files,
            "bytes_copied": made.size,
            "not_copied": [
                {"id": one.id, "name": one.name, "code": one.code} for one in made.not_copied
            ],
        },
        lines=lines,
    )


MAKE = Command(_make_arguments, _make)
TRY = Command(_try_arguments, _try)
RESTORE = Command(_restore_arguments, _restore)
