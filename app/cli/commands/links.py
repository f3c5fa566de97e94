"""`links DIR --case ID`: the links of a case, with what may mislead about them. None is opened."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.chats.link_shape import WARNINGS
from app.domain.text.textsafe import one_line
from app.usecases.items.links import LinkRow, list_links


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _data(row: LinkRow) -> dict[str, object]:
    link = row.link
    return {
        "id": link.id,
        "link": link.normal,
        "original": link.original,
        "kind": link.kind,
        "host": link.host,
        "standing": link.standing.value,
        "times": row.times,
        "message": link.message,
        "source_item": link.source_item,
        "position": link.position,
        "expires_at": utc(row.expires_ms),
        "warnings": [
            {"warn": one.warn.value, "shown": one.shown, "known": one.known} for one in row.warnings
        ],
    }


def _lines(row: LinkRow, terminal: Terminal) -> list[str]:
    lines = [f"{one_line(row.link.normal, 200)}  {row.link.kind} × {row.times:,}"]
    for one in row.warnings:
        sentence = terminal.tr(
            WARNINGS[one.warn],
            host=one_line(one.host, 80),
            shown=one_line(one.shown, 80),
            known=one.known,
        )
        lines.append(f"    {sentence}")
    return lines


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        rows = list_links(vault, arguments.case)
    lines = [line for row in rows for line in _lines(row, terminal)]
    return Outcome(
        data={"links": [_data(row) for row in rows]},
        lines=lines or [terminal.tr("Nothing is kept in this case yet.")],
    )


LINKS = Command(_arguments, _run)
