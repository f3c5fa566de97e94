"""`search DIR WORDS`: all that holds the words, and what stands around each place."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from app.cli.command import Command, Outcome
from app.cli.opening import case_argument, opened, vault_arguments
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.domain.chats.chats import Message
from app.domain.evidence.machine_words import READ_BY_A_PROGRAM
from app.domain.evidence.searching import KIND_WORDS, Kind
from app.domain.text.textsafe import one_line
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.case.searching import Around, Hit, around, filters_of, search

LIMIT = 10_000
AROUND = 50


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr, texts = terminal.tr, terminal.texts
    vault_arguments(parser, terminal)
    case_argument(parser, terminal, required=False)
    parser.add_argument("words", metavar="WORDS", nargs="+", help=tr("parts of words count too"))
    parser.add_argument(
        "--kind",
        metavar="KIND",
        action="append",
        default=[],
        choices=[kind.value for kind in Kind],
        help=tr("only this kind; may be given again"),
    )
    parser.add_argument("--room", metavar="ID", help=tr("only what was seen in this room"))
    parser.add_argument("--account", metavar="ID", help=tr("only what comes from this account"))
    parser.add_argument(
        "--since", metavar="TIME", default="", help=tr("from this day or time on, in Korea")
    )
    parser.add_argument(
        "--until", metavar="TIME", default="", help=tr("up to this day or time, in Korea")
    )
    parser.add_argument(
        "--around",
        metavar="NUMBER",
        type=whole_number(texts, 0, AROUND),
        default=0,
        help=tr("how many messages before and after each to show"),
    )
    parser.add_argument(
        "--limit",
        metavar="NUMBER",
        type=whole_number(texts, 1, LIMIT),
        default=50,
        help=tr("how many to show"),
    )


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    words = " ".join(arguments.words)
    filters = filters_of(
        arguments.kind,
        room=arguments.room,
        account=arguments.account,
        since=arguments.since,
        until=arguments.until,
    )
    places: dict[int, Around] = {}
    with opened(arguments, terminal) as vault:
        page = search(vault, words, arguments.case, filters=filters, limit=arguments.limit)
        if arguments.around:
            for place, hit in enumerate(page.hits):
                places[place] = around(vault, hit, words, messages=arguments.around)
    data = {
        "total": page.total,
        "hits": [_data(hit, places.get(place)) for place, hit in enumerate(page.hits)],
    }
    lines = [terminal.ntr("{count} place", "{count} places", page.total)]
    for place, hit in enumerate(page.hits):
        lines += _lines(hit, places.get(place), terminal)
    if any(hit.kind == Kind.MACHINE for hit in page.hits):
        kind = terminal.tr(KIND_WORDS[Kind.MACHINE])
        lines.append(f"{kind}: {terminal.tr(READ_BY_A_PROGRAM)}")
    return Outcome(data=data, lines=lines)


def _data(hit: Hit, place: Around | None) -> Mapping[str, object]:
    data: dict[str, object] = {
        "kind": hit.kind,
        "id": hit.id,
        "case": hit.case,
        "snippet": hit.snippet,
        "at": None if hit.at_ms is None else iso_utc(hit.at_ms),
        "read_by_a_program": hit.kind == Kind.MACHINE,
    }
    if place is not None:
        data["around"] = {
            "passage": place.passage,
            "at": place.at,
            "messages": [
                {
                    "id": one.id,
                    "room": one.room,
                    "account": one.account,
                    "sender": one.sender,
                    "text": one.text,
                    "shown": _shown(one),
                }
                for one in place.messages
            ],
        }
    return data


def _lines(hit: Hit, place: Around | None, terminal: Terminal) -> list[str]:
    at = "" if hit.at_ms is None else iso_kst(hit.at_ms)
    kind = terminal.tr(KIND_WORDS[hit.kind])
    lines = [f"{at}  {hit.id}  {kind}  {one_line(hit.snippet, 100)}"]
    if place is None:
        return lines
    for number, one in enumerate(place.messages):
        mark = ">" if number == place.at else " "
        lines.append(f"  {mark} {one_line(one.sender, 24)}: {one_line(one.text, 100)}")
    if place.passage:
        lines.append(f"    {one_line(place.passage, 600)}")
    return lines


def _shown(message: Message) -> str | None:
    at_ms = None if message.shown is None else message.shown.at_ms
    return None if at_ms is None else iso_utc(at_ms)


SEARCH = Command(_arguments, _run)
