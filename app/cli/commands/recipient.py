"""`recipient add|list|show|check|later|remove DIR`: whose public keys bundles can be sealed for."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.told import choice_argument, meant, text_argument
from app.domain.bundles.key_words import CHECKED, NOT_EVERYWHERE, READ_ALOUD
from app.domain.bundles.recipient_keys import CheckedHow, RecipientKey
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_utc
from app.usecases.bundles.key_reading import read_public_key
from app.usecases.bundles.recipient_keys import (
    add_key,
    check_key,
    key_of,
    list_keys,
    numbers_of,
    remove_key,
)
from app.usecases.bundles.sealing_later import seal_later


def _named(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument("name", metavar="NAME", help=terminal.tr("the key's short name"))


def _data(key: RecipientKey) -> dict[str, object]:
    return {
        "name": key.name,
        "recipient": key.recipient,
        "note": key.note,
        "public_key": key.public_key,
        "numbers": numbers_of(key.public_key),
        "post_quantum": key.is_hybrid,
        "added_at": iso_utc(key.added_ms),
        "checked_at": None if key.checked_ms is None else iso_utc(key.checked_ms),
        "checked_how": key.checked_how.value,
    }


def _line(key: RecipientKey, terminal: Terminal) -> str:
    told = (one_line(key.recipient, 60), terminal.tr(CHECKED[key.checked_how]))
    return f"{key.name}  " + " · ".join(one for one in told if one)


def _in_full(key: RecipientKey, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = [_line(key, terminal), tr("Its numbers: {numbers}", numbers=numbers_of(key.public_key))]
    if key.checked_how is CheckedHow.NOT_YET:
        lines.append(tr(READ_ALOUD))
    if key.is_hybrid:
        lines.append(tr(NOT_EVERYWHERE))
    return lines


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    _named(parser, terminal)
    parser.add_argument(
        "--key",
        metavar="KEY",
        required=True,
        help=tr("age1…, a file that holds it, or a picture of its QR code"),
    )
    text_argument(parser, "recipient", tr("whose key it is, in your own words"))
    text_argument(parser, "note", tr("what else is known"))


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        key = add_key(
            vault,
            read_public_key(arguments.key),
            arguments.name,
            recipient=arguments.recipient or "",
            note=arguments.note or "",
        )
    return Outcome(data=_data(key), lines=_in_full(key, terminal))


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        keys = list_keys(vault)
    nothing = terminal.tr("No key is in the address book yet.")
    lines = [_line(one, terminal) for one in keys]
    return Outcome(data={"keys": [_data(one) for one in keys]}, lines=lines or [nothing])


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        key = key_of(vault, arguments.name)
    lines = [*_in_full(key, terminal), key.public_key]
    if key.note:
        lines.append(one_line(key.note, 400))
    return Outcome(data=_data(key), lines=lines)


def _check_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _named(parser, terminal)
    tr = terminal.tr
    choice_argument(parser, "how", CheckedHow, tr("how they were compared"), required=True)
    parser.add_argument(
        "--numbers",
        metavar="NUMBERS",
        default="",
        help=tr("the numbers as its owner read them out"),
    )


def _check(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        how = CheckedHow(meant(arguments.how))
        key = check_key(vault, arguments.name, how, typed=arguments.numbers)
    return Outcome(data=_data(key), lines=[_line(key, terminal)])


def _later_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _named(parser, terminal)
    tr = terminal.tr
    parser.add_argument(
        "--bundle", metavar="FOLDER", required=True, help=tr("the folder of the bundle")
    )
    parser.add_argument(
        "--bundle-passphrase-file",
        metavar="FILE",
        help=tr("read the bundle's passphrase from the first line of FILE"),
    )


def _later(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        words = terminal.passphrase(
            arguments.bundle_passphrase_file, tr("Passphrase of the bundle")
        )
        path = terminal.work(
            lambda job: seal_later(vault, Path(arguments.bundle), words, arguments.name, job)
        )
    return Outcome(
        data={"path": str(path)},
        lines=[
            tr("The key {name} opens it.", name=arguments.name),
            tr("Hand this file over too, or the whole folder: {path}", path=path),
        ],
    )


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        key = remove_key(vault, arguments.name)
    return Outcome(
        data={"name": key.name},
        lines=[terminal.tr("Taken out. Bundles that were made for it stay as they are.")],
    )


ADD = Command(_add_arguments, _add)
LIST = Command(vault_arguments, _list)
SHOW = Command(_named, _show)
CHECK = Command(_check_arguments, _check)
LATER = Command(_later_arguments, _later)
REMOVE = Command(_named, _remove)
