"""What became of rooms, who was in them and which messages she marked, as far as a report draws it.

Reading only. Like everything around the exhibits it goes along only with the sources that do: where
exhibits were chosen one by one, what other sources tell stays behind. Numbers are covered.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.chats.roomlife import Known, MessageMark, RoomEvent, RoomMember
from app.domain.evidence.items import Case
from app.domain.text.rrn import mask_rrn
from app.report.data.model import Part, Template
from app.report.facts import CaseFacts, DeedSeen
from app.vault import Vault

_SO = (Known.SAID, Known.KEPT)
_DRAWN_BY = frozenset({Part.TIMELINE_PICTURE, Part.RELATIONS_PICTURE})


def with_relations(
    vault: Vault, case: Case, facts: CaseFacts, template: Template, *, all_items: bool
) -> CaseFacts:
    """The facts with members, events and deeds, where the template has a part that draws them.

    `facts` are those that go along already; `all_items` is True where nothing stayed behind.
    """
    if not _DRAWN_BY & set(template.parts):
        return facts
    sources = {exhibit.item.id for exhibit in facts.exhibits}
    rooms = [room.id for room in facts.rooms]
    members = [member for room in rooms for member in vault.rooms.members(room)]
    events = [
        event
        for room in rooms
        for event in vault.rooms.events(case.id, room)
        if event.known in _SO  # neither a guess of ours nor what she said is not so
    ]
    marked = (
        _deed(vault, mark)
        for mark in vault.rooms.marks.in_case(case.id)
        if mark.known is Known.KEPT
    )
    kept = set(rooms)
    deeds = [deed for deed in marked if deed.room in kept]
    if not all_items:
        members = [one for one in members if one.source_item in sources]
        events = [one for one in events if one.source_item in sources]
        deeds = [one for one in deeds if one.source_item in sources]
    return replace(
        facts,
        members=tuple(map(_member, members)),
        events=tuple(map(_event, events)),
        deeds=tuple(deeds),
    )


def _deed(vault: Vault, mark: MessageMark) -> DeedSeen:
    message = vault.chats.message(mark.message)
    at_ms = message.shown.at_ms if message.shown is not None else None
    source, room = message.source_item, message.room
    return DeedSeen(message.id, room, source, mark.deed, message.account, at_ms)


def _member(member: RoomMember) -> RoomMember:
    return replace(member, name=mask_rrn(member.name))


def _event(event: RoomEvent) -> RoomEvent:
    return replace(
        event,
        actor=mask_rrn(event.actor),
        before=mask_rrn(event.before),
        after=mask_rrn(event.after),
        names=tuple(map(mask_rrn, event.names)),
    )
