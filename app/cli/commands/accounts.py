"""`accounts DIR --case ID`, `account`: who was seen, under which names, and what they did."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.commands.rooms import event_data, event_line, member_data, utc
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.chats.chats import Account
from app.domain.chats.platform_names import PLATFORMS
from app.domain.chats.roomlife_words import DEEDS, PARTS
from app.domain.text.textsafe import one_line, visible_name
from app.domain.times.times import iso_kst
from app.usecases.chats.chat_view import own_accounts, say_own
from app.usecases.chats.roomlife import AccountLife, account_life
from app.usecases.chats.rooms import list_accounts

NAME = 60


def _arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)


def _one_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    _arguments(parser, terminal)
    parser.add_argument("--account", metavar="ID", required=True, help=terminal.tr("the account"))
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument(
        "--mine",
        dest="mine",
        action="store_const",
        const=True,
        help=terminal.tr("say that it is the person's own"),
    )
    whose.add_argument(
        "--not-mine",
        dest="mine",
        action="store_const",
        const=False,
        help=terminal.tr("say that it is not"),
    )


def _data(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "platform": account.platform.value,
        "native_id": account.native_id,
        "names": list(account.names),
    }


def _accounts(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr = terminal.tr
    with opened(arguments, terminal) as vault:
        accounts = list_accounts(vault, arguments.case)
    lines = [
        f"{one.id}  {tr(PLATFORMS[one.platform])} · {one_line(one.native_id, NAME)} · "
        + " / ".join(visible_name(name, NAME) for name in one.names)
        for one in accounts
    ]
    return Outcome(
        data={"accounts": [_data(one) for one in accounts]},
        lines=lines or [tr("Nothing is kept in this case yet.")],
    )


def _when(at_ms: int | None, terminal: Terminal) -> str:
    return terminal.tr("no time") if at_ms is None else iso_kst(at_ms)


def _lines(life: AccountLife, terminal: Terminal) -> list[str]:
    tr = terminal.tr
    lines = [
        f"{visible_name(one.name, NAME)}  {_when(one.first_ms, terminal)}" for one in life.names
    ]
    for part in life.parts:
        count = f" × {part.posts:,}" if part.posts else ""
        lines.append(
            f"{part.room}: {tr(PARTS[part.part])}{count}  "
            f"{_when(part.first_ms, terminal)} – {_when(part.last_ms, terminal)}"
        )
    lines += [event_line(event, terminal) for event in life.events]
    lines += [
        f"{message.id}  {tr(DEEDS[mark.deed])}  {one_line(message.text, 100)}"
        for mark, message in life.marked
    ]
    return lines


def _account(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        life = account_life(vault, arguments.case, arguments.account)
        if arguments.mine is not None:
            say_own(vault, arguments.case, life.account.id, own=arguments.mine)
        mine = life.account.id in own_accounts(vault, arguments.case)
    data = {
        **_data(life.account),
        "mine": mine,
        "names": [{"name": one.name, "first_at": utc(one.first_ms)} for one in life.names],
        "posts": life.posts,
        "forwards": life.forwards,
        "forwarded_from": [{"name": name, "count": count} for name, count in life.forwarded_from],
        "first_at": utc(life.first_ms),
        "last_at": utc(life.last_ms),
        "parts": [{"room": part.room, **member_data(part)} for part in life.parts],
        "events": [{"room": event.room, **event_data(event)} for event in life.events],
        "marked": [{"message": mark.message, "deed": mark.deed.value} for mark, _ in life.marked],
    }
    return Outcome(data=data, lines=_lines(life, terminal))


ACCOUNTS = Command(_arguments, _accounts)
ACCOUNT = Command(_one_arguments, _account)
