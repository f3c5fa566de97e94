"""Messages on their way into a vault, source by source, in the order of each.

Where a source was read on both sides, its messages are known again by their position.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec

from app.domain.chats.chats import Message
from app.domain.ids import is_id
from app.domain.times.times import is_storable
from app.exchange.translating import Translating
from app.vault import Vault
from app.vault.exchange.case_records import CaseRecords
from app.vault.exchange.columns import OddRecordError, Record
from app.vault.exchange.shelf import ForeignError
from app.vault.index.numbers import number


class Chats:
    """Messages on their way in, source by source, in the order of each."""

    def __init__(self, vault: Vault, records: CaseRecords, ours: Translating, case_id: str) -> None:
        self._vault = vault
        self._records = records
        self._ours = ours
        self._case_id = case_id
        self.taken = 0
        self.left_out = 0
        self._waiting: set[str] = set()
        self._block: list[Message] = []
        self._places: dict[str, dict[str, str]] = {}
        self.counts: dict[str, int] = {}

    def add(self, record: Record) -> None:
        """Keep one message, or know it as ours where its source was read here too."""
        message = self._read(record)
        if message is None:
            self.left_out += 1
            return
        source = message.source_item
        self.counts[source] = self.counts.get(source, 0) + 1
        here = self._records.has_message(message.id)
        if here is None:
            raise ForeignError("messages")
        if here:
            return
        places = self._places.get(message.source_item)
        if places is None:
            self.finish()
            places = {one.position: one.id for one in self._records.messages(message.source_item)}
            self._places = {message.source_item: places}
        known = places.get(message.position)
        if known is not None:
            self._ours.alias("message", message.id, known)
            return
        if message.id in self._waiting:
            raise OddRecordError("messages")
        self._waiting.add(message.id)
        self._block.append(message)
        if len(self._block) >= 2000:
            self.finish()

    def finish(self) -> None:
        """Write what waits."""
        if self._block:
            self.taken += self._vault.chats.add_messages(self._block)
            self._block = []
            self._waiting = set()

    def _read(self, record: Record) -> Message | None:
        ours = self._ours
        try:
            told = msgspec.convert(record, Message)
        except (msgspec.ValidationError, RecursionError):
            raise OddRecordError("messages") from None
        account = None if told.account is None else ours(told.account)
        source, room = ours(told.source_item), ours(told.room)
        ids = [(told.id, "message"), (source, "item"), (room, "room")]
        ids += [] if account is None else [(account, "account")]
        if not all(is_id(one, kind) for one, kind in ids) or not _fits(told):
            raise OddRecordError("messages")
        knows = self._records.knows
        if not all(knows(kind, number(one)) for one, kind in ids[1:]):
            return None
        media = tuple(self._media(one) for one in told.media)
        return msgspec.structs.replace(
            told, case=self._case_id, source_item=source, room=room, account=account, media=media
        )

    def _media(self, one: Any) -> Any:
        item = None if one.item is None else self._ours(one.item)
        if item is None:
            return one
        if not is_id(item, "item"):
            raise OddRecordError("messages")
        if self._records.knows("item", number(item)):
            return replace(one, item=item)
        return replace(one, item=None, absent="refused")


def _fits(told: Message) -> bool:
    times = [one for one in (told.shown, told.changed) if one is not None]
    return all(is_storable(one) for one in times) and len(told.media) <= 1000
