"""`list DIR --case ID`: the items of a case."""

from __future__ import annotations

import argparse

from rich.filesize import decimal

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.evidence.found_words import item_kind_in_words
from app.domain.text.textsafe import visible
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.items.evidence import list_items


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows = list_items(vault, arguments.case)
    data = [
        {
            "id": row.item.id,
            "kind": row.item.kind.value,
            "name": row.item.name,
            "size": row.item.size,
            "sha256": row.item.sha256,
            "media_type": row.item.media_type,
            "added_at": iso_utc(row.item.added_ms),
            "origin": row.item.origin,
            "parent": row.item.parent,
            "sightings": row.sightings,
        }
        for row in rows
    ]
    lines = [
        f"{row.item.id}  {decimal(row.item.size):>9}  {iso_kst(row.item.added_ms)}  "
        f"{item_kind_in_words(row.item.kind, terminal.texts)} · {visible(row.item.name, 60)}"
        for row in rows
    ]
    return Outcome(
        data={"items": data}, lines=lines or [terminal.tr("Nothing is kept in this case yet.")]
    )


LIST = Command(_arguments, _run)
