"""The importers that there are, as a hand-written list.

A new format is one module and one line here.
"""

from __future__ import annotations

import re

from app.collect.chats.base import ChatImporter
from app.collect.chats.discord_json import DiscordJson
from app.collect.chats.excerpt import Excerpt
from app.collect.chats.kakao_csv import KakaoCsv
from app.collect.chats.kakao_text import KakaoText
from app.collect.chats.line_text import LineText
from app.collect.chats.meta_json import MetaJson
from app.collect.chats.signal_text import SignalText
from app.collect.chats.telegram_html import TelegramHtml
from app.collect.chats.telegram_json import TelegramJson
from app.collect.chats.whatsapp_text import WhatsAppText

IMPORTERS: tuple[ChatImporter, ...] = (
    Excerpt(),
    TelegramJson(),
    TelegramHtml(),
    DiscordJson(),
    MetaJson(),
    KakaoText(),
    KakaoCsv(),
    SignalText(),
    WhatsAppText(),
    LineText(),
)

_MESSAGES = re.compile(rb'"(?:messages|conversations|chats)"\s*:\s*\[')


def recognise(head: bytes, name: str, siblings: frozenset[str]) -> ChatImporter | None:
    """The importer for a file, or None.

    `head` is its first 64 KiB, `siblings` the names of the files beside it.
    """
    for importer in IMPORTERS:
        if importer.sniff(head, name, siblings):
            return importer
    return None


def holds_messages(head: bytes) -> bool:
    """Whether a file of which nobody knows the writer says that messages are in it, as JSON.

    Then its reader should be told that they were not read. `head` as for `recognise`.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _MESSAGES.search(head) is not None
