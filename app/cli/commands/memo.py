"""`memo DIR --case ID`: speak, and it is in the vault. Ends by Return, by time, or Ctrl+C (drops)."""

from __future__ import annotations

import argparse
import sys
import threading

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.told import text_argument
from app.cli.usage import whole_number
from app.jobs import Job
from app.usecases.intake.adding import Added
from app.usecases.intake.memo import LONGEST_S, Recording, begin_memo, keep_memo
from app.usecases.told.told_texts import kept_text
from app.usecases.vault.vaults import OpenVault

TICK_S = 0.1


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--seconds",
        metavar="NUMBER",
        type=whole_number(terminal.texts, 1, LONGEST_S),
        default=LONGEST_S,
        help=tr("stop after so many seconds"),
    )
    parser.add_argument(
        "--device", metavar="NAME", help=tr("another microphone, as the system calls it")
    )
    text_argument(parser, "note", tr("what else is known"))


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        added, broke_off = terminal.work(lambda job: _record(vault, arguments, terminal, job))
    item = added.item
    lines = [terminal.tr("The memo is kept: {id}", id=item.id)]
    if broke_off:
        lines.append(terminal.tr("The microphone is gone. What was said until then is kept."))
    return Outcome(
        data={
            "item": item.id, "size": item.size, "sha256": item.sha256, "broke_off": broke_off
        },
        lines=lines,
    )  # fmt: skip


def _record(
    vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal, job: Job
) -> tuple[Added, bool]:
    note = kept_text(arguments.note or "")  # said before anything is recorded
    recording = begin_memo(
        vault, arguments.case, device=arguments.device, longest_s=arguments.seconds
    )
    try:
        _wait(recording, terminal, job)
        return keep_memo(vault, arguments.case, recording, job, note=note), recording.broke_off
    finally:
        recording.forget()


def _wait(recording: Recording, terminal: Terminal, job: Job) -> None:
    """Until somebody presses Return, it is long enough, or the work is to stop."""
    pressed = threading.Event()
    if sys.stdin is not None and sys.stdin.isatty():
        if not terminal.as_json:
            print(terminal.tr("Recording. Press Return to stop."), file=sys.stderr)

        def listen() -> None:
            sys.stdin.readline()
            pressed.set()

        threading.Thread(target=listen, daemon=True).start()
    while recording.goes_on and not pressed.wait(TICK_S):
        job.check()


MEMO = Command(_arguments, _run)
