"""`narrative draft|show|edit DIR --case ID`: the account of events, line by line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.typed_text import text_of
from app.domain.reports.narrative import LineSource, NarrativeLine
from app.domain.text.textsafe import one_line
from app.usecases.reports.narrating import (
    Offered,
    account_of,
    add_line,
    change_line,
    draft_account,
    join_line,
    move_line,
    remove_line,
    take,
)
from app.usecases.vault.vaults import OpenVault

_SHOWN = 400


def _draft_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--in",
        dest="language",
        choices=("ko", "en"),
        default="ko",
        metavar="{ko,en}",
        help=tr("the language of a first draft; Korean where not given"),
    )
    parser.add_argument("--take", action="store_true", help=tr("put everything new into it"))


def _draft(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        drafted = terminal.work(
            lambda job: draft_account(vault, arguments.case, arguments.language, job)
        )
        lines, offered = drafted.lines, drafted.offered
        if arguments.take and offered:
            lines, offered = take(vault, arguments.case, offered), ()
    data = {
        **_data(lines),
        "offered": [_offered(one) for one in offered],
        "drawn_together": drafted.grain.name.lower(),
    }
    told = _told(lines, terminal)
    if offered:
        told += ["", tr("New, and not in it yet:"), *(f"+ {_shown(one.text)}" for one in offered)]
    return Outcome(data=data, lines=told)


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        lines = account_of(vault, arguments.case)
    return Outcome(data=_data(lines), lines=_told(lines, terminal))


def _edit_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr = terminal.tr
    case_arguments(parser, terminal)
    parser.add_argument(
        "--line", metavar="ID", help=tr("the line; without it a line is added at the end")
    )
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--text-file",
        metavar="FILE",
        help=tr("its words; - is standard input (then the passphrase comes from its file)"),
    )
    ways.add_argument("--up", action="store_true", help=tr("move it up by one"))
    ways.add_argument("--down", action="store_true", help=tr("move it down by one"))
    ways.add_argument("--join", action="store_true", help=tr("join it with the next line"))
    ways.add_argument("--remove", action="store_true", help=tr("take it out"))


def _edit(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        lines = _edited(vault, arguments, terminal)
    return Outcome(data=_data(lines), lines=_told(lines, terminal))


def _edited(
    vault: OpenVault, arguments: argparse.Namespace, terminal: Terminal
) -> tuple[NarrativeLine, ...]:
    case, line = arguments.case, arguments.line or ""
    if arguments.text_file is not None:
        text = text_of(arguments.text_file, terminal)
        if not line:
            return add_line(vault, case, text)
        change_line(vault, case, line, text)
        return account_of(vault, case)
    if arguments.join:
        return join_line(vault, case, line)
    if arguments.remove:
        return remove_line(vault, case, line)
    return move_line(vault, case, line, -1 if arguments.up else 1)


def _data(lines: Iterable[NarrativeLine]) -> dict[str, object]:
    return {
        "lines": [
            {
                "id": line.id,
                "text": line.text,
                "edited": line.edited,
                "sources": _sources(line.sources),
            }
            for line in lines
        ]
    }


def _offered(one: Offered) -> dict[str, object]:
    return {
        "text": one.text,
        "instead_of": one.instead_of,
        "after": one.after,
        "sources": _sources(one.sources),
    }


def _sources(sources: Iterable[LineSource]) -> list[str]:
    return [f"{source.kind.value} {source.id}" for source in sources]


def _told(lines: tuple[NarrativeLine, ...], terminal: Terminal) -> list[str]:
    if not lines:
        return [terminal.tr("There is no account of events in this case yet.")]
    return [f"{line.id}  {_shown(line.text)}" for line in lines]


def _shown(text: str) -> str:
    return one_line(text, _SHOWN)


DRAFT = Command(_draft_arguments, _draft)
SHOW = Command(case_arguments, _show)
EDIT = Command(_edit_arguments, _edit)
