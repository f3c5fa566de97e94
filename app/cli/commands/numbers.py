"""`numbers DIR --case ID`: where resident registration numbers stand; never the numbers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.evidence.resident_numbers import NumberPlace, NumbersFound
from app.domain.text.textsafe import one_line
from app.usecases.case.resident_numbers import numbers_in_case, numbers_in_import
from app.usecases.vault.vaults import OpenVault

SHOWN = 20


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        found = terminal.work(lambda job: numbers_in_case(vault, arguments.case, job))
    lines = as_lines(found, terminal)
    nothing = terminal.tr("No resident registration number was found in this case.")
    return Outcome(data=as_data(found), lines=lines or [nothing])


def of_import(vault: OpenVault, import_id: str, terminal: Terminal) -> NumbersFound:
    """The places in what an import brought, for the end of its list."""
    return terminal.work(lambda job: numbers_in_import(vault, import_id, job))


def as_data(found: NumbersFound) -> Mapping[str, object]:
    """The stable keys of `numbers`."""
    return {"total": found.total, "places": [_place(one) for one in found.places]}


def _place(one: NumberPlace) -> Mapping[str, object]:
    return {
        "kind": one.kind.value,
        "id": one.id,
        "item": one.item,
        "name": one.name,
        "position": one.position,
    }


def as_lines(found: NumbersFound, terminal: Terminal) -> list[str]:
    """How many places, the first of them, and what becomes of them; nothing where there are none."""
    if not found.total:
        return []
    tr, ntr = terminal.tr, terminal.ntr
    lines = [
        ntr(
            "{count} place holds what looks like a resident registration number.",
            "{count} places hold what looks like a resident registration number.",
            found.total,
        )
    ]
    for one in found.places[:SHOWN]:
        kind = tr(one.word)
        lines.append(f"  {kind}  {one.id}  {one_line(one.name, 60)}  {one_line(one.position, 40)}")
    if found.total > SHOWN:
        lines.append(tr("  and more: --json names them"))
    lines.append(tr("The originals stay as they are. Reports and copied texts show *******."))
    return lines


NUMBERS = Command(_arguments, _run)
