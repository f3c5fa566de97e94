"""What one record of a chat tells of its room's life.

By the platform's own word for the record where there is one, else by the sentence that the
platform writes. Reads only what was imported; decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.collect.link_forms import FoundLink
from app.collect.roomlife.sentences import said_in_words
from app.collect.roomlife.words import room_words
from app.domain.chats.chats import Message, MessageKind, Platform
from app.domain.chats.roomlife import Happening, Known

MOST_NAMES = 200
"""Names that are taken from one record; the record itself keeps all."""

LONGEST = 4096
_LOOKED_AT = 4000  # characters of a message in which words of an evacuation room are looked for
_ROOM_LINKS = frozenset({
    "telegram.invite", "telegram.name", "telegram.folder", "discord.invite", "kakaotalk.open_chat",
})  # fmt: skip
_SERVICE = MessageKind.SERVICE
_META = frozenset({Platform.INSTAGRAM, Platform.FACEBOOK})


class Told(NamedTuple):
    """What a record tells: see `app.domain.chats.roomlife.RoomEvent`.

    `by_name` holds the name of who did it where the sentence gives it and the record no sender.
    """

    kind: Happening
    before: str = ""
    after: str = ""
    names: tuple[str, ...] = ()
    by_name: str = ""
    known: Known = Known.SAID


def told_by(platform: Platform, message: Message) -> Told | None:
    """What a service record tells; None where it is about something else.

    Records of Instagram and Facebook look like messages: what only their words say is proposed,
    since anybody can type them.
    """
    if message.kind is _SERVICE:
        reader = _BY_ACTION.get(platform) if message.action else None
        if reader is not None:
            return reader(message)
    elif platform not in _META:
        return None
    found = _of_meta(message) if platform in _META else None
    return found or _by_words(platform, message)


def leads_elsewhere(message: Message, links: Iterable[FoundLink]) -> Told | None:
    """A proposed evacuation room: a link to a room beside words that tell people to go there."""
    rooms = [link.normal for link in links if link.kind in _ROOM_LINKS]
    if not rooms or room_words().evacuation.search(message.text[:_LOOKED_AT]) is None:
        return None
    after = "\n".join(dict.fromkeys(rooms))[:LONGEST]
    return Told(Happening.EVACUATION, after=after, known=Known.PROPOSED)


def _by_words(platform: Platform, message: Message) -> Told | None:
    found = said_in_words(platform, message.text)
    if found is None:
        return None
    kind, groups = found
    typed = message.kind is not _SERVICE
    if typed and groups.get("actor", "") != message.sender:
        return None
    names = tuple(one[:LONGEST] for one in groups.get("names", "").split("\n") if one)
    return _settled(
        Told(
            kind,
            groups.get("before", "")[:LONGEST],
            groups.get("after", "")[:LONGEST],
            names[:MOST_NAMES],
            groups.get("actor", "")[:LONGEST],
            Known.PROPOSED if typed else Known.SAID,
        ),
        message.sender or groups.get("actor", ""),
    )


def _settled(told: Told, actor: str) -> Told:
    """Platforms write "A removed A" for leaving and "A invited A" for joining."""
    if told.names == (actor,) and actor:
        if told.kind is Happening.REMOVED:
            return told._replace(kind=Happening.LEFT, names=())
        if told.kind is Happening.ADDED:
            return told._replace(kind=Happening.JOINED, names=())
    return told


_TELEGRAM = {
    "create_group": (Happening.CREATED, "title"),
    "create_channel": (Happening.CREATED, "title"),
    "edit_group_title": (Happening.RENAMED, "title"),
    "edit_group_photo": (Happening.PICTURE, ""),
    "delete_group_photo": (Happening.PICTURE_REMOVED, ""),
    "invite_members": (Happening.ADDED, ""),
    "remove_members": (Happening.REMOVED, ""),
    "join_group_by_link": (Happening.JOINED, ""),
    "join_group_by_request": (Happening.JOINED, ""),
    "migrate_to_supergroup": (Happening.MOVED_TO, "title"),
    "migrate_from_group": (Happening.MOVED_FROM, "title"),
    "pin_message": (Happening.PINNED, "message_id"),
    "clear_history": (Happening.CLEARED, ""),
    "set_messages_ttl": (Happening.TIMER, "period"),
}


def _of_telegram(message: Message) -> Told | None:
    found = _TELEGRAM.get(message.action)
    if found is None:
        return None
    kind, key = found
    details = message.details
    after = details.get(key, "")[:LONGEST] if key else ""
    if kind is Happening.JOINED:
        after = details.get("inviter", "")[:LONGEST]
    names = tuple(one for one in details.get("members", "").split("\n") if one)[:MOST_NAMES]
    return _settled(Told(kind, "", after, names), message.sender)


_DISCORD = {
    "RecipientAdd": Happening.ADDED,
    "RecipientRemove": Happening.REMOVED,
    "ChannelNameChange": Happening.RENAMED,
    "ChannelIconChange": Happening.PICTURE,
    "ChannelPinnedMessage": Happening.PINNED,
    "GuildMemberJoin": Happening.JOINED,
}
_DISCORD_NAME = re.compile(r"Changed the channel name: (.{1,300})\Z", re.DOTALL)


def _of_discord(message: Message) -> Told | None:
    kind = _DISCORD.get(message.action)
    if kind is None:
        return None
    after = ""
    if kind is Happening.RENAMED:
        found = _DISCORD_NAME.match(message.text)
        after = found.group(1).rstrip(".") if found else ""
    elif kind is Happening.PINNED:
        after = message.reply_to
    names = _listed(message.details, "mentions", "nickname", "name")
    return _settled(Told(kind, "", after, names), message.sender)


def _of_meta(message: Message) -> Told | None:
    kinds = {"Subscribe": Happening.ADDED, "Unsubscribe": Happening.REMOVED}
    kind = kinds.get(message.details.get("type", "")) if message.details else None
    if kind is None:
        return None
    return _settled(Told(kind, names=_listed(message.details, "users", "name")), message.sender)


def _listed(details: Mapping[str, str], key: str, *inner: str) -> tuple[str, ...]:
    """The names of a list of people, by the first of their keys that is filled."""
    names = []
    for place in range(MOST_NAMES):
        at = f"{key}[{place}]"
        name = next((one for word in inner if (one := details.get(f"{at}.{word}", ""))), "")
        if not name:
            break
        names.append(name[:LONGEST])
    return tuple(names)


_BY_ACTION: dict[Platform, Callable[[Message], Told | None]] = {
    Platform.TELEGRAM: _of_telegram,
    Platform.DISCORD: _of_discord,
}
