"""`rescue DIR OUT`: copies out what can still be read."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.command import DONE, NOT_ALL, Command, Outcome
from app.cli.opening import vault_arguments
from app.cli.terminal import Terminal
from app.cli.ways_in import key_of
from app.domain.text.textsafe import visible
from app.error_texts import TEXTS
from app.errors import InputProblem
from app.usecases.vault.rescuing import (
    BY_SPARES,
    RescuedItem,
    RescueResult,
    RescueState,
    rescue_vault,
    state_words,
)

_LOST = (RescueState.DAMAGED, RescueState.MISSING, RescueState.UNKNOWN)


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    vault_arguments(parser, terminal)
    tr = terminal.tr
    parser.add_argument(
        "out", metavar="OUT", help=tr("a new or empty folder for what is copied out")
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help=tr("yes, write it there although what is written is not encrypted"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    if not arguments.yes:
        raise InputProblem("VLT-044")
    key = key_of(arguments, terminal)
    path, out = Path(arguments.dir), Path(arguments.out)
    result = terminal.work(lambda job: rescue_vault(path, key, out, job, terminal.texts))
    lost = [item for item in result.items if item.state in _LOST]
    whole_words = result.index == "whole" and not result.segments
    return Outcome(
        status=NOT_ALL if lost or not whole_words else DONE,
        data=_data(result, out),
        lines=_lines(result, out, lost, terminal),
    )


def _data(result: RescueResult, out: Path) -> dict[str, object]:
    counts = {state.value: result.count(state) for state in RescueState}
    return {
        "path": str(out),
        **counts,
        "index": result.index,
        "damaged_segments": list(result.segments),
        "notices": list(result.notices),
        "items": [
            {
                "file": item.file,
                "id": item.id,
                "name": item.name,
                "state": item.state.value,
                "size": item.size,
                "unreadable": item.unreadable,
            }
            for item in result.items
        ],
        "records": [
            {"file": one.file, "lines": one.lines, "gaps": one.gaps} for one in result.records
        ],
    }


def _lines(
    result: RescueResult, out: Path, lost: list[RescuedItem], terminal: Terminal
) -> list[str]:
    tr, ntr = terminal.tr, terminal.ntr
    lines = [
        ntr(
            "{count} item copied out whole",
            "{count} items copied out whole",
            result.count(RescueState.WHOLE),
        ),
        tr("What was copied out lies in {path} and is not encrypted.", path=str(out)),
    ]
    if result.index == "none":
        lines.append(tr(TEXTS[BY_SPARES].sentence))
        lines.append(tr("Messages, notes and the custody log stand in the index alone."))
    elif result.index == "partly":
        lines.append(tr("Parts of the index can't be read; the lists in records have gaps."))
    lines += [
        f"  {item.id or '-'}  {visible(item.name, 60)}  {state_words(item.state, terminal.texts)}"
        for item in lost
    ]
    lines += [tr(TEXTS[code].sentence) for code in result.notices]
    return lines


RESCUE = Command(_arguments, _run)
