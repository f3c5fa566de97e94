"""The importers that there are, as a hand-written list.

A new format is one module and one line here.
"""

from __future__ import annotations

from app.collect.chats.base import ChatImporter
from app.collect.chats.telegram_html import TelegramHtml
from app.collect.chats.telegram_json import TelegramJson

IMPORTERS: tuple[ChatImporter, ...] = (TelegramJson(), TelegramHtml())


def recognise(head: bytes, name: str, siblings: frozenset[str]) -> ChatImporter | None:
    """The importer for a file, or None.

    `head` is its first 64 KiB, `siblings` the names of the files beside it.
    """
    for importer in IMPORTERS:
        if importer.sniff(head, name, siblings):
            return importer
    return None
