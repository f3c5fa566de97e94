"""What nearly every subcommand begins with: DIR, a key, --case, and an open vault."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.terminal import Terminal
from app.cli.ways_in import key_arguments, key_of, passphrase_argument
from app.usecases.vault.vaults import OpenVault, open_vault

__all__ = [
    "case_argument",
    "new_vault_arguments",
    "opened",
    "passphrase_argument",
    "vault_arguments",
]


def vault_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """DIR and the ways in."""
    _place(parser, terminal)
    key_arguments(parser, terminal)


def new_vault_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """DIR and --passphrase-file."""
    _place(parser, terminal)
    passphrase_argument(parser, terminal)


def _place(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("dir", metavar="DIR", help=terminal.tr("the folder of the vault"))


def case_argument(
    parser: argparse.ArgumentParser, terminal: Terminal, *, required: bool = True
) -> None:
    """--case ID."""
    parser.add_argument("--case", metavar="ID", required=required, help=terminal.tr("the case"))


def case_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """The vault's folder, how it is opened, and one of its cases."""
    vault_arguments(parser, terminal)
    case_argument(parser, terminal)


def items_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """`--item ID`, at least once."""
    parser.add_argument(
        "--item",
        metavar="ID",
        action="append",
        required=True,
        help=terminal.tr("an item; may be given several times"),
    )


@contextmanager
def opened(
    arguments: argparse.Namespace, terminal: Terminal, *, look_only: bool = False
) -> Iterator[OpenVault]:
    """The vault of DIR, opened with the key that the arguments name and closed at the end."""
    key = key_of(arguments, terminal)
    older: bool = getattr(arguments, "accept_older", False)
    vault = terminal.work(
        lambda job: open_vault(
            Path(arguments.dir), key, job, accept_older=older, look_only=look_only
        )
    )
    try:
        terminal.go_on()
        yield vault
    finally:
        vault.close()
