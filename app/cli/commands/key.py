"""`key list`, `key passphrase`, `key add`, `key remove`, `key keyring`, `key counsellor`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.opening import new_vault_arguments, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_utc
from app.errors import InputProblem
from app.i18n import N_
from app.usecases.vault.vaults import open_vault
from app.usecases.ways_in.keys import (
    KeySlot,
    add_passphrase,
    change_passphrase,
    forget_keyring,
    list_keys,
    remove_key,
    use_keyring,
)
from app.usecases.ways_in.letters import give_letter

KINDS = {
    "passphrase": N_("passphrase"),
    "recovery": N_("recovery kit"),
    "keyring": N_("keyring of a computer"),
    "counsellor": N_("counsellor's key"),
}


def _new_passphrase_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help=terminal.tr("read the new passphrase from the first line of FILE"),
    )


def _label_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument(
        "--label", metavar="NAME", default="", help=terminal.tr("your own word for this key")
    )


def _row(key: KeySlot) -> dict[str, object]:
    return {
        "place": key.place,
        "kind": key.kind,
        "label": key.label,
        "added_at": None if key.added_ms is None else iso_utc(key.added_ms),
        "fingerprint": key.fingerprint,
    }


def _line(key: KeySlot, terminal: Terminal) -> str:
    words = [f"{key.place:>2}", terminal.tr(KINDS[key.kind])]
    if key.label:
        words.append(visible(key.label, 60))
    if key.added_ms is not None:
        words.append(iso_utc(key.added_ms)[:10])
    if key.fingerprint:
        words.append(visible(key.fingerprint, 40))
    return "  ".join(words)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        keys = list_keys(vault)
    return Outcome(
        data={"keys": [_row(key) for key in keys]}, lines=[_line(key, terminal) for key in keys]
    )


def _passphrase(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    old = terminal.passphrase(arguments.passphrase_file, tr("Passphrase of the vault"))
    with terminal.work(lambda job: open_vault(Path(arguments.dir), old, job)) as vault:
        new = terminal.passphrase(
            arguments.new_passphrase_file, tr("The new passphrase"), twice=True
        )
        key = terminal.work(lambda job: change_passphrase(vault, old, new, job))
    return Outcome(
        data=_row(key),
        lines=[tr("From now on the new passphrase opens the vault; the old one does not.")],
    )


def _passphrase_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    new_vault_arguments(parser, terminal)
    _new_passphrase_argument(parser, terminal)


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        new = terminal.passphrase(
            arguments.new_passphrase_file, tr("The new passphrase"), twice=True
        )
        key = terminal.work(lambda job: add_passphrase(vault, new, job, label=arguments.label))
    return Outcome(
        data=_row(key), lines=[tr("Both passphrases open the vault now."), _line(key, terminal)]
    )


def _add_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    _new_passphrase_argument(parser, terminal)
    _label_argument(parser, terminal)


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    if not arguments.place.isascii() or not arguments.place.isdigit():
        raise InputProblem("INP-023", number=arguments.place)
    place = int(arguments.place[:9])
    with opened(arguments, terminal) as vault:
        gone = remove_key(vault, place)
    return Outcome(
        data=_row(gone),
        lines=[
            terminal.tr("This key opens the vault no more:"),
            _line(gone, terminal),
            terminal.tr("What somebody copied earlier, vault and key together, still opens."),
        ],
    )


def _remove_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "place", metavar="PLACE", help=terminal.tr("the number of the key in key list")
    )


def _keyring(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        if arguments.remove:
            gone = terminal.work(lambda _job: forget_keyring(vault))
            data = {"place": None if gone is None else gone.place, "removed": True}
            return Outcome(data=data, lines=[tr("The keyring of this computer opens it no more.")])
        key = terminal.work(lambda job: use_keyring(vault, job, label=arguments.label))
    return Outcome(
        data={"place": key.place, "removed": False},
        lines=[
            tr("This computer's keyring opens the vault now, with --keyring and without typing."),
            tr("So anyone who uses this account on this computer can open the vault."),
        ],
    )


def _keyring_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    _label_argument(parser, terminal)
    parser.add_argument(
        "--remove", action="store_true", help=terminal.tr("take the key out of the keyring again")
    )


def _counsellor(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    out = Path(arguments.out)
    with opened(arguments, terminal) as vault:
        given = give_letter(vault, arguments.to, out, label=arguments.label)
    return Outcome(
        data={"place": given.key.place, "path": str(given.path), "fingerprint": given.fingerprint},
        lines=[
            tr("The letter is written: {path}", path=given.path),
            tr("Compare the key with whoever gets the letter: {key}", key=given.fingerprint),
            tr("Who holds the letter, that key and a copy of the vault can read all of it."),
        ],
    )


def _counsellor_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--to", metavar="RECIPIENT", required=True,
        help=tr("the counsellor's age key, age1…, or a file that holds it"),
    )  # fmt: skip
    parser.add_argument(
        "--out", metavar="LETTER", required=True, help=tr("where the letter is written")
    )
    _label_argument(parser, terminal)


LIST = Command(vault_arguments, _list)
PASSPHRASE = Command(_passphrase_arguments, _passphrase)
ADD = Command(_add_arguments, _add)
REMOVE = Command(_remove_arguments, _remove)
KEYRING = Command(_keyring_arguments, _keyring)
COUNSELLOR = Command(_counsellor_arguments, _counsellor)
