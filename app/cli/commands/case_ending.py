"""`case aside|back|destroy DIR --case ID`: a whole case is put away, brought back, destroyed."""

from __future__ import annotations

import argparse

from app.cli.command import NOT_ALL, Command, Outcome
from app.cli.commands.removed import case_told, elsewhere
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.times.times import iso_kst
from app.usecases.case.removing_cases import (
    bring_case_back,
    case_kept_elsewhere,
    destroy_case,
    set_case_aside,
)
from app.usecases.items.removing import KeptElsewhere


def _aside(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        kept = case_kept_elsewhere(vault, arguments.case)
        aside = set_case_aside(vault, arguments.case)
    lines = [
        tr("The case is set aside and shows nowhere now."),
        tr(
            "It is destroyed when the vault is opened after {when}. Until then: case back.",
            when=iso_kst(aside.due_ms),
        ),
        *elsewhere(kept, terminal),
    ]
    return Outcome(data=case_told(aside), lines=lines)


def _back(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        bring_case_back(vault, arguments.case)
    return Outcome(data={"id": arguments.case}, lines=[terminal.tr("The case is back.")])


def _destroy_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--yes",
        action="store_true",
        help=terminal.tr("destroy it; without it, nothing is done and it is told what would be"),
    )


def _destroy(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        kept = case_kept_elsewhere(vault, arguments.case)
        if not arguments.yes:
            return Outcome(
                status=NOT_ALL,
                data=_ended(arguments.case, 0, kept, destroyed=False, finished=True),
                lines=[
                    tr("Nothing is destroyed yet. Destroying can't be taken back."),
                    *_words(kept, terminal),
                    tr("To destroy it: the same again with --yes."),
                ],
            )
        done = terminal.work(lambda job: destroy_case(vault, arguments.case, job))
    lines = [
        tr("The case is destroyed."),
        terminal.ntr("{count} item is destroyed.", "{count} items are destroyed.", done.items),
        *_words(kept, terminal),
    ]
    if not done.finished:
        lines.append(tr("The last steps are done when the vault is opened next."))
    told = _ended(arguments.case, done.items, kept, destroyed=True, finished=done.finished)
    return Outcome(data=told, lines=lines)


def _words(kept: KeptElsewhere, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    return [
        tr(
            "The custody log keeps that the case existed: what was done and when, and name, size and hash of its items."
        ),
        tr("Items that another case has too stay there."),
        tr(
            "Their bytes are unreadable in this vault. What a solid-state disk keeps of an older key file can't be known."
        ),
        *elsewhere(kept, terminal),
    ]


def _ended(
    case: str, items: int, kept: KeptElsewhere, *, destroyed: bool, finished: bool
) -> dict[str, object]:
    return {
        "id": case,
        "destroyed": destroyed,
        "items": items,
        "finished": finished,
        "bundles": list(kept.bundles),
        "backup": kept.backup,
        "case_files": kept.case_files,
    }


ASIDE = Command(case_arguments, _aside)
BACK = Command(case_arguments, _back)
DESTROY = Command(_destroy_arguments, _destroy)
