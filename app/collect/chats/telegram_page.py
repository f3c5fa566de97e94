"""Reads the messages of one parsed `messages.html`.

After the writer's classes, tolerant of what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.collect.chats.base import LinkRead, MediaRead, MessageRead
from app.collect.chats.media_names import absent_by_sentence, media
from app.collect.chats.problems import Problems
from app.collect.chats.telegram_text import LONGEST
from app.collect.chats.telegram_times import html_moment
from app.collect.links import MOST, find_links, normalise
from app.domain.chats.chats import MessageKind
from app.domain.times.times import Certainty, Moment, TimeSource

_UNSUPPORTED = "This message is not supported by this version of Telegram Desktop"
_ID = re.compile(r"message(-?[0-9]{1,19})\Z", re.ASCII)
_REPLY = re.compile(r"go_to_message([0-9]{1,19})\Z", re.ASCII)
_VIA = re.compile(r" via @\w{1,64}\s*\Z")
_ROLES = {
    "photo_wrap": "photo",
    "video_file_wrap": "video_file",
    "animated_wrap": "animation",
    "sticker_wrap": "sticker",
    "media_photo": "photo",
    "media_video": "video_file",
    "media_voice_message": "voice_message",
    "media_audio_file": "audio_file",
}
_PARTS = frozenset(
    {"date", "from_name", "text", "media_wrap", "reply_to", "signature", "forwarded", "body"}
    | {"reactions", "userpic_wrap", "bot_buttons_table"}
)
_MOST_MEDIA = 100
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class PageReader:
    """Reads the pages of one room in order. `zone_minutes` is assumed where a page states none."""

    def __init__(self, problems: Problems, zone_minutes: int) -> None:
        self._problems = problems
        self._zone = zone_minutes
        self._day: Moment | None = None
        self._sender = ""

    def messages(self, tree: LexborHTMLParser, name: str) -> Iterator[MessageRead]:
        """The messages of a page; `name` is its file's. Lines that only tell the day are none."""
        self._sender = ""
        seen: set[str] = set()
        # Only direct children of the history: what is nested deeper is part of a message's words.
        history = tree.css_first("div.history")
        nodes = (
            [] if history is None else [one for one in history.iter() if "message" in _classes(one)]
        )
        for place, node in enumerate(nodes):
            match = _ID.match(node.attributes.get("id") or "")
            native = match.group(1) if match else ""
            where = f"{name}#message{native}" if native else f"{name}#message:{place}"
            if not native or native in seen:
                where = f"{name}#message{native}:{place}"
                self._problems.add(where, "bad_record")
            seen.add(native)
            classes = _classes(node)
            if "service" in classes:
                told = self._service(node, native, where)
                if told is not None:
                    told.source = name
                    yield told
            else:
                message = self._message(node, native, where, joined="joined" in classes)
                message.source = name
                yield message

    def _service(self, node: LexborNode, native: str, where: str) -> MessageRead | None:
        body = node.css_first("div.body")
        text = self._text(body, where) if body is not None else ""
        if native.startswith("-"):
            self._day = _day(text, self._zone)
            return None
        self._sender = ""
        unsupported = text.startswith(_UNSUPPORTED)
        kind = MessageKind.UNSUPPORTED if unsupported else MessageKind.SERVICE
        message = MessageRead("", where, kind, native, text=text)
        message.shown = None if unsupported else self._day
        anchor = node.css_first("div.userpic_wrap a[href]")
        if anchor is not None:
            message.media = (media("photo", anchor.attributes.get("href") or ""),)
        return message

    def _message(self, node: LexborNode, native: str, where: str, *, joined: bool) -> MessageRead:
        message = MessageRead("", where, MessageKind.MESSAGE, native)
        body = _child(node, "body")
        if body is None:
            self._problems.add(where, "bad_record")
            return message
        name = _child(body, "from_name")
        if name is not None:
            self._sender = _VIA.sub("", name.text().strip())[:4096]
        elif not joined:
            self._sender = ""
        message.sender = self._sender
        date = _child(body, "date")
        title = (date.attributes.get("title") or "") if date is not None else ""
        message.shown = html_moment(title, self._zone)
        if message.shown is None:
            self._problems.add(where, "bad_time")
        elif message.shown.certainty is Certainty.ZONE_ASSUMED:
            self._problems.once(where, "zone_assumed", f"{self._zone:+d} min")
        forwarded = _child(body, "forwarded", "body")
        if forwarded is not None:
            self._forwarded(message, forwarded)
        self._content(message, forwarded if forwarded is not None else body)
        for part in body.iter():
            if not _classes(part) & _PARTS:
                self._problems.once(
                    where, "unknown_key", part.attributes.get("class") or part.tag or ""
                )
        return message

    def _forwarded(self, message: MessageRead, forwarded: LexborNode) -> None:
        name = _child(forwarded, "from_name")
        if name is None:
            # Joined to the forward above; the page says no more than that.
            message.details = {"forwarded": "true"}
            return
        date = name.css_first("span.date")
        if date is not None:
            message.details = {"forwarded_date": (date.attributes.get("title") or date.text())[:80]}
        message.forwarded_from = _VIA.sub("", name.text(deep=False).strip())[:4096]

    def _content(self, message: MessageRead, body: LexborNode) -> None:
        text, reply = _child(body, "text"), _child(body, "reply_to")
        if text is not None:
            message.text = self._text(text, message.position)
            message.links = self._links(text, message.text, message.position)
        anchor = reply.css_first("a[href]") if reply is not None else None
        if anchor is not None:
            target = (anchor.attributes.get("href") or "").rpartition("#")[2]
            match = _REPLY.match(target)
            message.reply_to = match.group(1) if match else ""
        signature = _child(body, "signature")
        if signature is not None:
            message.details = {**message.details, "author": signature.text().strip()[:4096]}
        found: list[MediaRead] = []
        for part in body.iter():
            if "media_wrap" in _classes(part):
                found += self._media(message, part)
        message.media = tuple(found[:_MOST_MEDIA])
        if len(found) > _MOST_MEDIA:
            self._problems.add(message.position, "too_many", "media")

    def _text(self, node: LexborNode, where: str) -> str:
        text = node.text().strip()
        if len(text) > LONGEST:
            self._problems.add(where, "too_long")
        return text[:LONGEST]

    def _links(self, node: LexborNode, words: str, where: str) -> tuple[LinkRead, ...]:
        found = {link.normal: LinkRead(link, where) for link in find_links(words)}
        for anchor in node.css("a[href]"):
            href = anchor.attributes.get("href") or ""
            # Hashtags have no address; mail and telephone numbers are words, not links.
            if not href or href.startswith(("#", "mailto:", "tel:")) or "://" not in href[:40]:
                continue
            shown = find_links(href)
            link = shown[0] if shown else normalise(href)
            if link is None:
                self._problems.add(where, "bad_link")
            elif len(found) < MOST:
                found.setdefault(link.normal, LinkRead(link, where))
        return tuple(found.values())

    def _media(self, message: MessageRead, wrap: LexborNode) -> list[MediaRead]:
        found: list[MediaRead] = []
        for part in wrap.iter():
            role = next((_ROLES[one] for one in sorted(_classes(part)) if one in _ROLES), "file")
            href = part.attributes.get("href") if part.tag == "a" else None
            if href and not href.lower().startswith(("http://", "https://")):
                found.append(media(role, href))
            elif href:
                link = normalise(href)
                if link is not None:
                    message.links = (*message.links, LinkRead(link, message.position))
            described = part.css_first("div.description")
            absent = absent_by_sentence(role, described.text().strip()) if described else None
            if absent is not None and not href:
                found.append(absent)
            elif not href:
                message.details = {**message.details, "media": part.text().strip()[:4096]}
            image = part.css_first("img[src]")
            if image is not None:
                found.append(media("thumbnail", image.attributes.get("src") or ""))
        return found


def _classes(node: LexborNode) -> frozenset[str]:
    return frozenset((node.attributes.get("class") or "").split())


def _child(node: LexborNode, *classes: str) -> LexborNode | None:
    """The first direct child that has all the classes."""
    wanted = frozenset(classes)
    return next((child for child in node.iter() if wanted <= _classes(child)), None)


def _day(text: str, zone_minutes: int) -> Moment | None:
    """A day line, `27 August 2024`, as the beginning of that day."""
    words = text.split()
    if len(words) != 3 or words[1] not in _MONTHS:
        return None
    try:
        clock = datetime(int(words[2]), _MONTHS.index(words[1]) + 1, int(words[0]))  # noqa: DTZ001
        midnight = int((clock - datetime(1970, 1, 1)).total_seconds()) - zone_minutes * 60  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    return Moment(midnight * 1000, TimeSource.PLATFORM_LOCAL, Certainty.DAY, text, zone_minutes)
