"""Telegram Desktop's export for people: `messages.html`, `messages2.html` … of one room.

After the writer's own source (telegramdesktop/tdesktop, `export_output_html.cpp`). Files hold at
most a thousand messages each and are read one after the other. The format tells less than the JSON
one: no identifiers of room and senders, no unix time, no times at all on service messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser

from app.collect.chats.base import ReadContext, Record, RoomRead
from app.collect.chats.html_shape import sound_end
from app.collect.chats.problems import Problems
from app.collect.chats.telegram_page import PageReader
from app.domain.chats.chats import Platform

LARGEST = 32 * 1024 * 1024
"""Bytes of one file that are read; the writer's have one or two MiB."""

_NAME = re.compile(r"messages([0-9]{0,6})\.html?\Z", re.IGNORECASE | re.ASCII)
_BREAK = re.compile(rb"<br\s{0,8}/?>", re.IGNORECASE)


class TelegramHtml:
    """`messages.html` of Telegram Desktop. See `app.collect.chats.base.ChatImporter`."""

    name = "telegram.html"
    platform = Platform.TELEGRAM

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:
        """By content.

        Of several files only the first, and none where the JSON of it lies beside.
        """
        if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            return False
        if b'class="page_wrap' not in head or b'class="history"' not in head:
            return False
        if any(sibling.lower() == "result.json" for sibling in siblings):
            return False
        number = _number(name)
        return number is None or all(
            number <= other for other in map(_number, siblings) if other is not None
        )

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:
        """The further files of the room, by their numbers."""
        own = _number(name)
        if own is None:
            return ()
        others = {sibling: _number(sibling) for sibling in siblings if sibling != name}
        following = [(number, other) for other, number in others.items() if number is not None]
        return tuple(other for number, other in sorted(following) if number > own)

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """The room, its messages file by file, and what was not understood."""
        problems = Problems()
        page = PageReader(problems, context.zone)
        for place, name in enumerate(
            (context.name, *self.companions(context.name, context.siblings))
        ):
            if place and context.open_companion is None:
                problems.add(name, "cut_off")
                break
            opened = (
                context.open_companion(name) if place and context.open_companion else open_source()
            )
            with opened as source:
                tree = _parsed(source, name, problems)
            if not place:
                yield _room(tree)
            for message in page.messages(tree, name):
                yield message
                if problems.waiting:
                    yield from problems.drain()
        yield from problems.close()


def _number(name: str) -> int | None:
    """1 for `messages.html`, 2 for `messages2.html`; None for other names."""
    match = _NAME.match(name)
    return None if match is None else int(match.group(1) or 1)


def _parsed(source: BinaryIO, name: str, problems: Problems) -> LexborHTMLParser:
    data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        problems.add(name, "too_long")
        data = data[:LARGEST]
    end = sound_end(data)
    if end < len(data):
        problems.add(f"{name}: byte {end}", "cut_off")
        data = data[:end]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        problems.add(f"{name}: byte {problem.start}", "bad_text")
        data = data.decode("utf-8", "replace").encode()
    # The writer breaks lines inside texts by <br> only; its own line breaks are at their edges.
    return LexborHTMLParser(_BREAK.sub(b"\n", data))


def _room(tree: LexborHTMLParser) -> RoomRead:
    header = tree.css_first("div.page_header div.text")
    title = header.text().strip()[:4096] if header is not None else ""
    return RoomRead("", Platform.TELEGRAM, "", title, "", "")
