"""`rooms DIR --case ID`, `room life`, `room decide`: rooms, and what happened to them."""

from __future__ import annotations

import argparse

from app.cli.command import Command, Outcome
from app.cli.opening import case_arguments, opened
from app.cli.terminal import Terminal
from app.domain.chats.platform_names import PLATFORMS
from app.domain.chats.roomlife import RoomEvent, RoomMember
from app.domain.chats.roomlife_words import HAPPENINGS, KNOWN, PARTS, event_detail
from app.domain.text.textsafe import visible_name
from app.domain.times.times import iso_kst, iso_utc
from app.usecases.chats.roomlife import RoomLife, decide_event, read_rooms, room_life, unread_rooms
from app.usecases.chats.rooms import list_rooms

TITLE = 60


def utc(at_ms: int | None) -> str | None:
    """A time of UTC milliseconds as these commands print it."""
    return None if at_ms is None else iso_utc(at_ms)


def event_data(event: RoomEvent) -> dict[str, object]:
    """An event with its stable keys."""
    return {
        "kind": event.kind.value,
        "known": event.known.value,
        "at": utc(event.shown.at_ms if event.shown else None),
        "account": event.account,
        "actor": event.actor,
        "before": event.before,
        "after": event.after,
        "names": "\n".join(event.names),
        "message": event.message,
        "source_item": event.source_item,
        "position": event.position,
        "other": event.other,
    }


def member_data(member: RoomMember) -> dict[str, object]:
    """A member with its stable keys."""
    return {
        "account": member.account,
        "name": member.name,
        "part": member.part.value,
        "posts": member.posts,
        "forwards": member.forwards,
        "first_at": utc(member.first_ms),
        "last_at": utc(member.last_ms),
        "source_item": member.source_item,
        "position": member.position,
    }


def event_line(event: RoomEvent, terminal: Terminal) -> str:
    """An event as a person reads it."""
    at_ms = event.shown.at_ms if event.shown else None
    when = terminal.tr("no time") if at_ms is None else iso_kst(at_ms)
    known = terminal.tr(KNOWN[event.known])
    detail = event_detail(event)
    return f"{when}  {terminal.tr(HAPPENINGS[event.kind])}  {detail}  ({known}; {event.message})"


def _rooms_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    parser.add_argument(
        "--read",
        action="store_true",
        help=terminal.tr("first look through the messages that came in before rooms were followed"),
    )


def _rooms(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    tr, case = terminal.tr, arguments.case
    with opened(arguments, terminal) as vault:
        if arguments.read:
            terminal.work(lambda job: read_rooms(vault, case, job))
        rows = list_rooms(vault, case)
        unread = unread_rooms(vault, case)
    lines = [
        f"{row.room.id}  {tr(PLATFORMS[row.room.platform])} · "
        f"{visible_name(row.room.title, TITLE) or tr('(a room without a name)')} · "
        + terminal.texts.ntr("{count} message", "{count} messages", row.messages)
        for row in rows
    ]
    if unread:
        lines.append(tr("Older exports can be looked through for what happened to rooms: --read"))
    data = [
        {
            "id": row.room.id,
            "platform": row.room.platform.value,
            "native_id": row.room.native_id,
            "title": row.room.title,
            "kind": row.room.kind,
            "messages": row.messages,
            "moved_from": row.room.moved_from,
        }
        for row in rows
    ]
    return Outcome(
        data={"rooms": data, "unread": len(unread)},
        lines=lines or [tr("Nothing is kept in this case yet.")],
    )


def _room_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    parser.add_argument("--room", metavar="ID", required=True, help=terminal.tr("the room"))


def _life_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    _room_argument(parser, terminal)


def _life_lines(life: RoomLife, terminal: Terminal) -> list[str]:
    lines = [event_line(event, terminal) for event in life.events]
    for member in life.members:
        part = terminal.tr(PARTS[member.part])
        count = f" × {member.posts:,}" if member.posts else ""
        account = f"  {member.account}" if member.account else ""
        lines.append(f"{visible_name(member.name, TITLE)}: {part}{count}{account}")
    return lines or [terminal.tr("Nothing is known of this room's life.")]


def _life(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        life = room_life(vault, arguments.case, arguments.room)
    return Outcome(
        data={
            "room": life.room.id,
            "events": [event_data(event) for event in life.events],
            "members": [member_data(member) for member in life.members],
        },
        lines=_life_lines(life, terminal),
    )


def _decide_arguments(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    case_arguments(parser, terminal)
    message_argument(parser, terminal)
    parser.add_argument("--not", dest="is_not", action="store_true", help=terminal.tr("it is not"))
    parser.add_argument(
        "--other", metavar="ID", help=terminal.tr("the room of this case that it leads to")
    )


def message_argument(parser: argparse.ArgumentParser, terminal: Terminal) -> None:
    """--message ID."""
    parser.add_argument("--message", metavar="ID", required=True, help=terminal.tr("the message"))


def _decide(arguments: argparse.Namespace, terminal: Terminal) -> Outcome:
    with opened(arguments, terminal) as vault:
        event = decide_event(
            vault,
            arguments.case,
            arguments.message,
            is_so=not arguments.is_not,
            other=arguments.other,
        )
    return Outcome(data={"event": event_data(event)}, lines=[event_line(event, terminal)])


ROOMS = Command(_rooms_arguments, _rooms)
LIFE = Command(_life_arguments, _life)
DECIDE = Command(_decide_arguments, _decide)
