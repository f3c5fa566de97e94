"""`key make FILE`: a key of one's own, for whoever gets bundles. Needs no vault."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import Command, Outcome
from app.cli.terminal import Terminal
from app.cli.ways_in import passphrase_argument
from app.domain.bundles.key_words import NOT_EVERYWHERE
from app.usecases.bundles.identity_files import make_key


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    parser.add_argument("file", metavar="FILE", help=tr("where the key is written; not handed out"))
    passphrase_argument(parser, terminal)
    parser.add_argument(
        "--unlocked", action="store_true", help=tr("without a passphrase on the key file")
    )
    parser.add_argument(
        "--post-quantum", action="store_true", help=tr("a key that later computers can't break")
    )
    parser.add_argument(
        "--sheet",
        metavar="WHOSE",
        help=tr(
            "also a page to print for senders (FILE.pdf); WHOSE stands on it, or a line if empty"
        ),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    words = None
    if not arguments.unlocked:
        words = terminal.passphrase(
            arguments.passphrase_file, tr("Passphrase of the key file"), twice=True
        )
    made = terminal.work(
        lambda job: make_key(
            Path(arguments.file),
            words,
            job,
            post_quantum=arguments.post_quantum,
            sheet_of=arguments.sheet,
        )
    )
    lines = [
        tr("The key is made: {path}", path=made.path),
        tr("Whoever holds this file can open what is sealed for you. Keep it, and a copy."),
        tr("Give this to senders: {file}, or its QR code: {picture}", file=made.public_file,
           picture=made.picture),
        *([] if made.sheet is None else [tr("A page to print for senders: {file}", file=made.sheet)]),
        *([] if arguments.post_quantum else [made.public_key]),
        tr("Its numbers: {numbers}", numbers=made.numbers),
        tr("Read these numbers out to whoever calls to compare them."),
    ]  # fmt: skip
    if arguments.post_quantum:
        lines.append(tr(NOT_EVERYWHERE))
    return Outcome(
        data={
            "path": str(made.path),
            "public_key": made.public_key,
            "numbers": made.numbers,
            "public_file": str(made.public_file),
            "picture": str(made.picture),
            "sheet": None if made.sheet is None else str(made.sheet),
        },
        lines=lines,
    )


MAKE = Command(_arguments, _run)
