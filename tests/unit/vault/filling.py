"""Fills vaults with small evidence through their public face."""

from __future__ import annotations

import io
from pathlib import Path

from app.domain.chats.chats import Account, Message, MessageKind, Platform, Room
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.vault import Vault

PASSPHRASE = "정말 긴 암호 문장"
DAY_MS = 24 * 3600 * 1000
BEGIN_MS = 1_724_734_800_000  # 2024-08-27 05:00 UTC


def platform_time(at_ms: int, original: str = "") -> Moment:
    return Moment(at_ms, TimeSource.PLATFORM, Certainty.EXACT, original, 540)


def add_case(vault: Vault, title: str = "") -> Case:
    case = Case(new_id("case"), title, vault.now_ms())
    with vault.transaction():
        vault.cases.add(case)
        vault.custody.append(Act.CASE_CREATED, case.id, case.id)
    return case


def add_item(vault: Vault, case: Case, content: bytes, name: str = "a.png") -> Item:
    """As intake does it: bytes first, then one transaction with item, entry and sighting."""
    stored = vault.blobs.store(io.BytesIO(content))
    item = Item(
        new_id("item"),
        ItemKind.PICTURE,
        name,
        stored.size,
        stored.sha256,
        "image/png",
        vault.now_ms(),
    )
    with vault.transaction():
        vault.items.add(item, stored)
        vault.items.place(item.id, case.id)
        vault.custody.append(Act.ITEM_TAKEN, item.id, case.id, {"sha256": item.sha256})
        vault.sightings.add_many([sighting_of(vault, case, item)])
    return item


def sighting_of(vault: Vault, case: Case, item: Item, **more: object) -> Sighting:
    entered = vault_moment(vault.now_ms())
    return Sighting(new_id("sighting"), case.id, entered, Method.FILE, item=item.id, **more)


class Chat:
    """A room of a case with its source item and one account, to add messages to."""

    def __init__(self, vault: Vault, case: Case, native_id: str = "100") -> None:
        self.vault = vault
        self.case = case
        self.source = add_item(vault, case, f"export {new_id('item')}".encode(), "result.json")
        self.room = Room(
            new_id("room"), case.id, Platform.TELEGRAM, native_id, "방", "private_supergroup", 5,
            self.source.id,
        )  # fmt: skip
        self.account = Account(new_id("account"), case.id, Platform.TELEGRAM, native_id, ("가",), 5)
        with vault.transaction():
            vault.chats.add_room(self.room)
            vault.chats.add_account(self.account)

    def message(self, text: str, at_ms: int | None = BEGIN_MS, **more: object) -> Message:
        shown = None if at_ms is None else platform_time(at_ms, "2024-08-27T14:00:00")
        return Message(
            new_id("message"), self.case.id, self.source.id, "messages[0]", self.room.id,
            MessageKind.MESSAGE, account=self.account.id, sender="가", text=text, shown=shown,
            **more,
        )  # fmt: skip

    def add(self, *messages: Message) -> None:
        with self.vault.transaction():
            self.vault.chats.add_messages(messages)


def blob_files(vault: Vault) -> list[Path]:
    return sorted(path for path in (vault.path / "blobs").rglob("*") if path.is_file())


def flip(path: Path, at: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
