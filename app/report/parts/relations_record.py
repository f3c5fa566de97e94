"""Rooms and accounts for machines: who was in a room as what, what became of it, what was marked.

Part of `report.json` where the template has the picture of them; see FORMAT.md, "report.json".
"""

from __future__ import annotations

from typing import Any

from app.domain.chats.roomlife import RoomEvent, RoomMember
from app.domain.times.times import in_calendar, iso_utc
from app.report.facts import DeedSeen
from app.report.select import Selection


def relations_record(selection: Selection) -> dict[str, Any]:
    """`members`, `room_events` and `marked_messages`, as far as their rooms go along."""
    facts, rooms = selection.facts, selection.rooms
    return {
        "members": [_member(one) for one in facts.members if one.room in rooms],
        "room_events": [_event(one) for one in facts.events if one.room in rooms],
        "marked_messages": [_deed(one) for one in facts.deeds if one.room in rooms],
    }


def _member(member: RoomMember) -> dict[str, Any]:
    return {
        "room": member.room,
        "account": member.account,
        "name": member.name,
        "part": str(member.part),
        "posts": member.posts,
        "forwards": member.forwards,
        "first_at": _utc(member.first_ms),
        "last_at": _utc(member.last_ms),
        "source_item": member.source_item,
        "position": member.position,
    }


def _event(event: RoomEvent) -> dict[str, Any]:
    return {
        "room": event.room,
        "kind": str(event.kind),
        "known": str(event.known),
        "at": _utc(event.shown.at_ms if event.shown is not None else None),
        "account": event.account,
        "actor": event.actor,
        "before": event.before,
        "after": event.after,
        "names": list(event.names),
        "other": event.other,
        "source_item": event.source_item,
        "position": event.position,
    }


def _deed(deed: DeedSeen) -> dict[str, Any]:
    return {
        "message": deed.message,
        "room": deed.room,
        "account": deed.account,
        "deed": str(deed.deed),
        "at": _utc(deed.at_ms),
        "source_item": deed.source_item,
    }


def _utc(at_ms: int | None) -> str | None:
    return iso_utc(at_ms) if at_ms is not None and in_calendar(at_ms) else None
