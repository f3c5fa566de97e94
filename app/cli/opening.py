"""What nearly every subcommand begins with: DIR, --passphrase-file, --case, and an open vault."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.terminal import Terminal
from app.usecases.vaults import OpenVault, open_vault


def vault_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """DIR and --passphrase-file."""
    parser.add_argument("dir", metavar="DIR", help=terminal.tr("the folder of the vault"))
    passphrase_argument(parser, terminal)


def passphrase_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--passphrase-file alone."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=terminal.tr("read the passphrase from the first line of FILE; - is standard input"),
    )


def case_argument(
    parser: argparse.ArgumentParser, terminal: Terminal, *, required: bool = True
) -> None:
    """--case ID."""
    parser.add_argument("--case", metavar="ID", required=required, help=terminal.tr("the case"))


@contextmanager
def opened(arguments: argparse.Namespace, terminal: Terminal) -> Iterator[OpenVault]:
    """The vault of DIR, opened with the passphrase and closed at the end."""
    passphrase = terminal.passphrase(
        arguments.passphrase_file, terminal.tr("Passphrase of the vault")
    )
    older: bool = getattr(arguments, "accept_older", False)
    vault = terminal.work(
        lambda job: open_vault(Path(arguments.dir), passphrase, job, accept_older=older)
    )
    try:
        terminal.go_on()
        yield vault
    finally:
        vault.close()
