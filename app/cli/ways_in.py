"""How a subcommand is told which key opens the vault: a passphrase, the keyring, a letter, a kit.

At most one way may be given; without any the passphrase is asked for.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.kits import kit_argument, kit_texts
from app.cli.terminal import Terminal
from app.errors import InputProblem
from app.usecases.bundles.identity_files import is_closed
from app.usecases.vault.vaults import ByKeyring, Key
from app.usecases.ways_in.letters import read_letter
from app.usecases.ways_in.recovery import read_kit_texts


def passphrase_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--passphrase-file alone."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=terminal.tr("read the passphrase from the first line of FILE; - is standard input"),
    )


def key_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--passphrase-file and every other way in."""
    tr = terminal.tr
    passphrase_argument(parser, terminal)
    parser.add_argument(
        "--keyring", action="store_true", help=tr("open with the keyring of this computer")
    )
    parser.add_argument("--letter", metavar="FILE", help=tr("open with a counsellor's letter"))
    parser.add_argument(
        "--identity", metavar="FILE", help=tr("the age key that the letter is sealed for")
    )
    kit_argument(parser, terminal)


def key_of(arguments: argparse.Namespace, terminal: Terminal) -> str | Key:
    """The key that the arguments name, or that is typed.

    Raises InputProblem INP-018 where the arguments don't fit together, and as `read_letter`,
    `read_kit_texts` and `Terminal.passphrase` do.
    """
    _one_way(arguments)
    if arguments.keyring:
        return ByKeyring()
    if arguments.letter is not None:
        identity, words = Path(arguments.identity), None
        if is_closed(identity):
            words = terminal.passphrase(None, terminal.tr("Passphrase of the key file"))
        return read_letter(Path(arguments.letter), identity, words)
    if arguments.kit is not None:
        return read_kit_texts(kit_texts(arguments.kit, terminal))
    return terminal.passphrase(arguments.passphrase_file, terminal.tr("Passphrase of the vault"))


def _one_way(arguments: argparse.Namespace) -> None:
    ways = [
        name
        for name, given in (
            ("--passphrase-file", arguments.passphrase_file is not None),
            ("--keyring", arguments.keyring),
            ("--letter", arguments.letter is not None),
            ("--kit", arguments.kit is not None),
        )
        if given
    ]
    if len(ways) > 1:
        raise InputProblem("INP-018", what=" ".join(ways), help="--help")
    if (arguments.letter is None) != (arguments.identity is None):
        raise InputProblem("INP-018", what="--letter --identity", help="--help")
