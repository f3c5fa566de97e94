"""`vault destroy DIR` and `vault keep DIR`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.errors import InputProblem
from app.usecases.vault.ending import (
    destroy_vault,
    finish_destroying,
    is_being_destroyed,
    keep_vault,
    set_vault_aside,
    vault_due,
)

WORDS = ("destroy", "파기")


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    parser.add_argument(
        "--now", action="store_true", help=terminal.tr("at once, without waiting for the week")
    )
    parser.add_argument(
        "--word",
        metavar="WORD",
        help=terminal.tr("the word that is asked for before anything is destroyed"),
    )


def _destroy(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    path = Path(arguments.dir)
    if is_being_destroyed(path):
        return _ended(terminal.work(lambda job: finish_destroying(path, job)), terminal)
    with opened(arguments, terminal) as vault:
        due_ms = vault_due(vault)
        if not arguments.now and (due_ms is None or vault.now_ms() < due_ms):
            due_ms = set_vault_aside(vault)
            return Outcome(
                data={"destroyed": False, "after": iso_utc(due_ms), "left": []},
                lines=[
                    terminal.tr(
                        "The vault is set aside. It can be destroyed after {when}, by the same command.",
                        when=iso_kst(due_ms),
                    ),
                    terminal.tr("Until then it works as before. To keep it: vault keep."),
                ],
            )
        _ask(arguments.word, terminal)
        left = terminal.work(lambda job: destroy_vault(vault, job))
    return _ended(left, terminal)


def _ask(given: str | None, terminal: Terminal) -> None:
    """The word, from the arguments or typed. Raises InputProblem INP-031 for another one."""
    word = given
    if word is None and sys.stdin is not None and sys.stdin.isatty():
        told = terminal.tr(
            "Everything in this vault will be gone for good. Bundles and backups stay where they are."
        )
        asked = terminal.tr("To destroy it, type: {word}", word=terminal.tr("destroy"))
        sys.stderr.write(f"{told}\n{asked}\n")
        word = sys.stdin.readline()
    if (word or "").strip().casefold() not in WORDS:
        raise InputProblem("INP-031", word=terminal.tr("destroy"))


def _ended(left: tuple[str, ...], terminal: Terminal) -> Outcome:
    tr = terminal.tr
    lines = [
        tr("The vault is destroyed. Nobody can open it any more, with no key."),
        tr(
            "What a solid-state disk keeps of the key file can't be known; backups and bundles stay where they are."
        ),
    ]
    if left:
        lines.append(tr("These are no part of a vault and were left:"))
        lines += [f"  {visible(name, 120)}" for name in left]
    return Outcome(
        status=DONE if not left else NOT_ALL,
        data={"destroyed": True, "after": None, "left": list(left)},
        lines=lines,
    )


def _keep(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        was = keep_vault(vault)
    tr = terminal.tr
    line = tr("The vault is kept.") if was else tr("The vault was not set aside. It is kept.")
    return Outcome(data={"kept": True, "was_set_aside": was}, lines=[line])


DESTROY = Command(_arguments, _destroy)
KEEP = Command(vault_arguments, _keep)
