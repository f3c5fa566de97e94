"""`messages DIR --case ID --room ID`: a room as a chat, some lines of it."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.cli.usage import whole_number
from app.domain.chats.chat_lines import ChatLine, OpenChat
from app.domain.chats.chats import Media
from app.domain.chats.roomlife_words import DEEDS, HAPPENINGS
from app.domain.evidence.media_words import ABSENT, ANY_ABSENT, ANY_ROLE, ROLES
from app.domain.text.textsafe import one_line, visible_name
from app.domain.times.times import iso_kst
from app.usecases.chats.chat_view import (
    chat_lines,
    line_at_typed,
    line_of,
    open_chat,
    room_of_message,
)
from app.usecases.vault.vaults import OpenVault

LIMIT = 10_000
MOST_LINES = 1_000_000_000
NAME, TEXT = 60, 300


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    tr, texts = terminal.tr, terminal.texts
    case_arguments(parser, terminal)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--room", metavar="ID", help=tr("the room"))
    which.add_argument("--message", metavar="ID", help=tr("the message to begin with"))
    parser.add_argument(
        "--from",
        dest="first",
        metavar="NUMBER",
        type=whole_number(texts, 1, MOST_LINES),
        help=tr("begin with this line; the first is 1"),
    )
    parser.add_argument(
        "--at", metavar="TIME", default="", help=tr("begin at this day or time, in Korea")
    )
    parser.add_argument(
        "--limit",
        metavar="NUMBER",
        type=whole_number(texts, 0, LIMIT),
        default=50,
        help=tr("how many to show"),
    )


def _first(vault: OpenVault, chat: OpenChat, arguments: argparse.Namespace) -> int:
    if arguments.first is not None:
        return min(int(arguments.first), max(1, chat.count)) - 1
    if arguments.at.strip():
        return line_at_typed(vault, chat, arguments.at)
    return 0 if arguments.message is None else line_of(vault, chat, arguments.message)


def _media_data(one: Media) -> dict[str, object]:
    return {"role": one.role, "named": one.named, "item": one.item, "absent": one.absent}


def _data(number: int, line: ChatLine) -> dict[str, object]:
    message = line.message
    return {
        "line": number,
        "id": message.id,
        "native_id": message.native_id,
        "kind": message.kind.value,
        "happening": None if line.happening is None else line.happening.value,
        "sender": message.sender,
        "account": message.account,
        "account_id": line.account_id,
        "own": line.own,
        "shown": utc(message.shown.at_ms if message.shown else None),
        "changed": utc(message.changed.at_ms if message.changed else None),
        "text": message.text,
        "forwarded_from": message.forwarded_from,
        "reply_to": message.reply_to,
        "answered": None if line.answered is None else line.answered.message,
        "media": [_media_data(one) for one in message.media],
        "deeds": [deed.value for deed in line.deeds],
        "gaps": [{"first": gap.first, "last": gap.last} for gap in line.gaps],
        "source_item": message.source_item,
        "position": message.position,
    }


def _lines(number: int, line: ChatLine, terminal: Terminal) -> list[str]:
    tr, message = terminal.tr, line.message
    at_ms = message.shown.at_ms if message.shown else None
    when = tr("no time") if at_ms is None else iso_kst(at_ms)
    told = [] if line.happening is None else [tr(HAPPENINGS[line.happening])]
    told += [one_line(message.text, TEXT)] if message.text else []
    for one in message.media:
        role = tr(ROLES.get(one.role, ANY_ROLE))
        told.append(f"[{role}: {one.item or tr(ABSENT.get(one.absent, ANY_ABSENT))}]")
    told += [f"({tr(DEEDS[deed])})" for deed in line.deeds]
    gaps = [
        tr("The export has no numbers from {first} to {last}", first=gap.first, last=gap.last)
        if gap.first != gap.last
        else tr("The export has no number {number}", number=gap.first)
        for gap in line.gaps
    ]
    sender = visible_name(message.sender, NAME)
    return [*gaps, f"{number:>7}  {when}  {message.id}  {sender}: {' '.join(told)}"]


def _run(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    case = arguments.case
    with opened(arguments, terminal) as vault:
        room = arguments.room or room_of_message(vault, case, arguments.message)
        chat = terminal.work(lambda job: open_chat(vault, case, room, job))
        first = _first(vault, chat, arguments)
        found = chat_lines(vault, chat, first, arguments.limit)
    numbered = list(enumerate(found, first + 1))
    lines = [terminal.ntr("{count} message", "{count} messages", chat.count)]
    for number, line in numbered:
        lines += _lines(number, line, terminal)
    return Outcome(
        data={
            "room": chat.room.id,
            "title": chat.room.title,
            "count": chat.count,
            "messages": [_data(number, line) for number, line in numbered],
        },
        lines=lines,
    )


MESSAGES = Command(_arguments, _run)
