"""Turns one raw record of `result.json` into a message.

After the writer's keys, tolerant of every type in every place.
"""

from __future__ import annotations

from typing import Any

from app.collect.chats.base import Lineage, LinkRead, MediaRead, MessageRead
from app.collect.chats.flatten import as_text, flatten
from app.collect.chats.media_names import media
from app.collect.chats.problems import Problems
from app.collect.chats.telegram_text import linked, plain_text
from app.collect.chats.telegram_times import json_moment
from app.domain.chats.chats import MessageKind
from app.domain.times.times import Moment

_KINDS = {
    "message": MessageKind.MESSAGE,
    "service": MessageKind.SERVICE,
    "unsupported": MessageKind.UNSUPPORTED,
}
_SERVICE = MessageKind.SERVICE
_CORE = frozenset({
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from", "from_id",
    "actor", "actor_id", "action", "text", "text_entities", "forwarded_from",
    "reply_to_message_id", "photo", "file", "thumbnail", "contact_vcard", "media_type",
})  # fmt: skip
_KNOWN_DETAILS = frozenset({
    "author", "saved_from", "reply_to_peer_id", "via_bot", "inline_bot_buttons", "reactions",
    "title", "members", "message_id", "inviter", "photo_file_size", "width", "height",
    "file_name", "file_size", "thumbnail_file_size", "sticker_emoji", "performer", "mime_type",
    "duration_seconds", "media_spoiler", "self_destruct_period_seconds", "contact_information",
    "location_information", "live_location_period_seconds", "place_name", "address", "poll",
    "todo_list", "invoice_information", "game_title", "game_description", "game_link",
    "information_text", "duration", "period", "discard_reason", "score", "game_message_id",
    "amount", "currency", "invoice_message_id", "recurring", "reason_domain", "reason_app_id",
    "reason_app_name", "values", "to", "to_id", "distance", "emoticon", "schedule_date", "cost",
    "months", "new_title", "new_icon_emoji_id", "button_id", "peer_id", "boosts", "channel_post",
    "giveaway_information", "winners", "prize", "stars", "gift_id", "is_limited", "is_anonymous",
    "forwarded_from_id", "paid_stars_amount", "gift_code", "unclaimed", "via_giveaway",
    "reply_to_story_id", "grouped_id", "contact_vcard_file_size", "peers", "is_name_hidden",
    "gift_text",
})  # fmt: skip
_MEDIA_TYPES = frozenset(
    ["sticker", "video_message", "voice_message", "animation", "video_file", "audio_file"]
)
_NO_MEDIA: tuple[MediaRead, ...] = ()
_NO_LINKS: tuple[LinkRead, ...] = ()


class RecordReader:
    """Reads records of one source.

    `zone_minutes` is assumed for clock times without a unix time.
    """

    def __init__(self, problems: Problems, zone_minutes: int) -> None:
        self._problems = problems
        self._zone = zone_minutes

    def read(self, room: str, position: str, record: dict[str, Any]) -> MessageRead:
        """One record as a message. What does not fit is noted and left empty.

        The record itself always comes through.
        """
        get = record.get
        kind = self._kind(position, get("type", "message"))
        service = kind is _SERVICE
        message = MessageRead(room, position, kind, self._identifier(position, "id", get("id")))
        who = "actor" if service and "from" not in record else "from"
        message.sender = self._words(position, who, get(who))
        message.sender_id = self._identifier(position, f"{who}_id", get(f"{who}_id"))
        message.shown = self._shown(position, kind, record)
        if "edited" in record or "edited_unixtime" in record:
            message.changed = json_moment(get("edited"), get("edited_unixtime"), self._zone)
        text, entities = get("text"), get("text_entities")
        message.text = plain_text(text, entities, position, self._problems)
        if "/" in message.text or (entities and type(entities) is list) or type(text) is list:
            message.links = linked(message.text, text, entities, position, self._problems)
        if (
            not _CORE.issuperset(record)
            or service
            or "forwarded_from" in record
            or "reply_to_message_id" in record
        ):
            self._more(message, record)
        if "photo" in record or "file" in record or "contact_vcard" in record:
            message.media = self._media(position, record)
        return message

    def _kind(self, position: str, word: object) -> MessageKind:
        kind = _KINDS.get(word) if isinstance(word, str) else None
        if kind is None:
            self._problems.once(f"{position}.type", "unknown_type", as_text(word))
        return kind or MessageKind.MESSAGE

    def _shown(self, position: str, kind: MessageKind, record: dict[str, Any]) -> Moment | None:
        local, unix = record.get("date"), record.get("date_unixtime")
        shown = json_moment(local, unix, self._zone)
        if kind is MessageKind.UNSUPPORTED:
            return shown
        if shown is None:
            self._problems.add(f"{position}.date", "bad_time")
        elif unix is None:
            self._problems.once(f"{position}.date", "zone_assumed", _zone_text(self._zone))
        return shown

    def _identifier(self, position: str, key: str, value: object) -> str:
        """An identifier as text, exactly as found; numbers by their digits."""
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= 64:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
            return str(value)
        self._problems.add(f"{position}.{key}", "bad_record")
        return ""

    def _words(self, position: str, key: str, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= 4096:
            return value
        self._problems.add(f"{position}.{key}", "bad_record")
        return value[:4096] if isinstance(value, str) else ""

    def _more(self, message: MessageRead, record: dict[str, Any]) -> None:
        """Everything that most messages don't have."""
        position = message.position
        message.forwarded_from = self._words(
            position, "forwarded_from", record.get("forwarded_from")
        )
        reply = record.get("reply_to_message_id")
        message.reply_to = self._identifier(position, "reply_to_message_id", reply)
        message.action = self._words(position, "action", record.get("action"))
        rest = {key: value for key, value in record.items() if key not in _CORE}
        for key in rest.keys() - _KNOWN_DETAILS:
            self._problems.once(f"{position}.{key[:80]}", "unknown_key", key)
        message.details, whole = flatten(rest)
        if not whole:
            self._problems.add(position, "too_many", "details")
        if message.action == "migrate_to_supergroup":
            message.lineage = Lineage("to", message.details.get("title", ""))
        elif message.action == "migrate_from_group":
            message.lineage = Lineage("from", message.details.get("title", ""))

    def _media(self, position: str, record: dict[str, Any]) -> tuple[MediaRead, ...]:
        word = record.get("media_type")
        if word is not None and (not isinstance(word, str) or word not in _MEDIA_TYPES):
            self._problems.once(f"{position}.media_type", "unknown_media", as_text(word))
        file_role = word if isinstance(word, str) and 0 < len(word) <= 32 else "file"
        found = []
        roles = {"photo": "photo", "file": file_role}
        for key in ("photo", "file", "thumbnail", "contact_vcard"):
            role = roles.get(key, key)
            named = record.get(key)
            if isinstance(named, str) and named:
                found.append(media(role, named))
            elif named is not None:
                self._problems.add(f"{position}.{key}", "bad_record")
        return tuple(found)


def _zone_text(minutes: int) -> str:
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
