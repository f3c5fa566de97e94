"""`remove DIR`, `removed list DIR`, `removed back DIR`, `removed destroy DIR`."""

from __future__ import annotations

import argparse

from app.cli.command import NOT_ALL, Command, Outcome
from app.cli.opening import items_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.domain.text.textsafe import one_line, visible
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.case.removing_cases import CaseSetAside, list_cases_aside
from app.usecases.items.removing import (
    KeptElsewhere,
    SetAside,
    bring_back,
    destroy_items,
    kept_elsewhere,
    list_removed,
    set_items_aside,
)


def _item_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    items_argument(parser, terminal)


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        waiting = set_items_aside(vault, arguments.item)
        kept = kept_elsewhere(vault, arguments.item)
    asked = set(arguments.item)
    rows = [row for row in waiting if row.item.id in asked]
    lines = [
        terminal.ntr(
            "{count} item is set aside and shows nowhere now.",
            "{count} items are set aside and show nowhere now.",
            len(rows),
        ),
        terminal.tr(
            "They are destroyed when the vault is opened after {when}. Until then: removed back.",
            when=iso_kst(max(row.due_ms for row in rows)),
        ),
        *elsewhere(kept, terminal),
    ]
    return Outcome(data={"items": [_told(row) for row in rows]}, lines=lines)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows, cases = list_removed(vault), list_cases_aside(vault)
    lines = [
        f"{one.case.id}  {_called(one, terminal)}  "
        + terminal.tr("destroyed after {when}", when=iso_kst(one.due_ms))
        for one in cases
    ]
    lines += [
        f"{row.item.id}  {visible(row.item.name, 60)}  "
        + terminal.tr("destroyed after {when}", when=iso_kst(row.due_ms))
        for row in rows
    ]
    return Outcome(
        data={"cases": [case_told(one) for one in cases], "items": [_told(row) for row in rows]},
        lines=lines or [terminal.tr("Nothing is set aside.")],
    )


def _back(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        bring_back(vault, arguments.item)
    count = len(arguments.item)
    return Outcome(
        data={"items": list(arguments.item)},
        lines=[terminal.ntr("{count} item is back.", "{count} items are back.", count)],
    )


def _destroy_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _item_arguments(parser, terminal)
    parser.add_argument(
        "--yes",
        action="store_true",
        help=terminal.tr("destroy them; without it, nothing is done and it is told what would be"),
    )


def _destroy(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        kept = kept_elsewhere(vault, arguments.item)
        if not arguments.yes:
            return Outcome(
                status=NOT_ALL,
                data=_ended(0, finished=True, kept=kept),
                lines=[
                    tr("Nothing is destroyed yet. Destroying can't be taken back."),
                    *_words(kept, terminal),
                    tr("To destroy them: the same again with --yes."),
                ],
            )
        done = terminal.work(lambda job: destroy_items(vault, arguments.item, job))
    lines = [
        terminal.ntr("{count} item is destroyed.", "{count} items are destroyed.", done.items),
        *_words(kept, terminal),
    ]
    if not done.finished:
        lines.append(tr("The last steps are done when the vault is opened next."))
    return Outcome(data=_ended(done.items, finished=done.finished, kept=kept), lines=lines)


def _words(kept: KeptElsewhere, terminal: Terminal) -> list[str]:
    return [
        terminal.tr(
            "The custody log keeps that they existed: name, size and hash, and when they came and went."
        ),
        terminal.tr(
            "Their bytes are unreadable in this vault. What a solid-state disk keeps of an older key file can't be known."
        ),
        *elsewhere(kept, terminal),
    ]


def elsewhere(kept: KeptElsewhere, terminal: Terminal) -> list[str]:
    """Where copies stay that destroying here does not reach, a line each."""
    lines = []
    if kept.bundles:
        names = ", ".join(visible(name, 60) for name in kept.bundles)
        lines.append(
            terminal.tr(
                "Bundles made since then may hold a copy, and keep it: {names}", names=names
            )
        )
    if kept.backup:
        lines.append(terminal.tr("The backup holds a copy until the next one is made there."))
    if kept.case_files:
        lines.append(terminal.tr("Whoever was handed the case as a file keeps a copy."))
    return lines


def case_told(row: CaseSetAside) -> dict[str, object]:
    """A case that is set aside."""
    return {
        "id": row.case.id,
        "title": row.case.title,
        "number": row.number,
        "items": row.items,
        "removed_at": iso_utc(row.removed_ms),
        "destroyed_after": iso_utc(row.due_ms),
    }


def _called(row: CaseSetAside, terminal: Terminal) -> str:
    return one_line(row.number or row.case.title, 60) or terminal.tr("Case without a name")


def _told(row: SetAside) -> dict[str, object]:
    return {
        "id": row.item.id,
        "name": row.item.name,
        "size": row.item.size,
        "cases": list(row.cases),
        "removed_at": iso_utc(row.removed_ms),
        "destroyed_after": iso_utc(row.due_ms),
    }


def _ended(count: int, *, finished: bool, kept: KeptElsewhere) -> dict[str, object]:
    return {
        "destroyed": count,
        "finished": finished,
        "bundles": list(kept.bundles),
        "backup": kept.backup,
    }


REMOVE = Command(_item_arguments, _remove)
LIST = Command(vault_arguments, _list)
BACK = Command(_item_arguments, _back)
DESTROY = Command(_destroy_arguments, _destroy)
