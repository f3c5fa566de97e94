"""Words for what happened to rooms, for the screen and the command line.

Names and titles are evidence: `event_detail` puts them beside each other and makes no sentence.
"""

from __future__ import annotations

from app.domain.chats.roomlife import Deed, Happening, Known, Part, RoomEvent
from app.domain.text.textsafe import one_line, visible_name
from app.i18n import N_

HAPPENINGS: dict[Happening, str] = {
    Happening.CREATED: N_("Room made"),
    Happening.RENAMED: N_("Room renamed"),
    Happening.PICTURE: N_("Room's picture changed"),
    Happening.PICTURE_REMOVED: N_("Room's picture removed"),
    Happening.MOVED_TO: N_("Room became another one"),
    Happening.MOVED_FROM: N_("Room came from another one"),
    Happening.JOINED: N_("Came in"),
    Happening.ADDED: N_("Was brought in"),
    Happening.LEFT: N_("Left"),
    Happening.REMOVED: N_("Was removed"),
    Happening.HOST: N_("Became the host"),
    Happening.HELPER: N_("Became a helper of the host"),
    Happening.PINNED: N_("Message pinned"),
    Happening.CLEARED: N_("Messages cleared"),
    Happening.TIMER: N_("Messages set to vanish"),
    Happening.EVACUATION: N_("Link to the next room"),
}

KNOWN: dict[Known, str] = {
    Known.SAID: N_("the export says so"),
    Known.PROPOSED: N_("looks like it; you decide"),
    Known.KEPT: N_("you said that it is so"),
    Known.DECLINED: N_("you said that it is not"),
}

PARTS: dict[Part, str] = {
    Part.CREATOR: N_("made the room"),
    Part.HOST: N_("host"),
    Part.HELPER: N_("helper of the host"),
    Part.POSTER: N_("posted"),
    Part.JOINED: N_("came in"),
    Part.ADDED: N_("was brought in"),
    Part.LEFT: N_("left"),
    Part.REMOVED: N_("was removed"),
}

DEEDS: dict[Deed, str] = {
    Deed.THREAT: N_("threatens"),
    Deed.MONEY: N_("asks for money"),
}

DEEDS_DONE: dict[Deed, str] = {
    Deed.THREAT: N_("Was threatened"),
    Deed.MONEY: N_("Was asked for money"),
}
"""As what happened to the person, on her own line."""

_NAME = 60
_MOST_NAMES = 8


def event_detail(event: RoomEvent) -> str:
    """Who, whom and what of an event, as evidence text on one line."""
    names = [visible_name(one, _NAME) for one in event.names[:_MOST_NAMES]]
    more = " …" if len(event.names) > _MOST_NAMES else ""
    told = one_line(event.after.replace("\n", "  "), 200)
    if event.before:
        told = f"{one_line(event.before, 100)} → {told}"
    if event.kind is Happening.PINNED and told:
        told = f"#{told}"
    actor, whom = visible_name(event.actor, _NAME), ", ".join(names) + more
    who = f"{actor} → {whom}" if actor and whom else actor or whom
    parts = [who, told]
    return " · ".join(part for part in parts if part)
