"""Two vaults and one case between them, through the faces that the window and command line use."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from app.domain.chats.chats import Account, Message, MessageKind, Platform, Room
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item, ItemKind
from app.domain.ids import new_id
from app.exchange.packing import marks_of
from app.jobs import Job
from app.usecases.bundles.recipient_keys import add_key
from app.usecases.case.exchanging import CaseHanded, TakenIn, case_numbers, hand_case, take_case
from app.vault import Vault
from crypto.age import X25519Identity
from crypto.sshsig import fingerprint
from tests.unit.vault.filling import BEGIN_MS, add_case, platform_time, sighting_of

_names = count()
KEY = X25519Identity.generate()


def add_words(
    vault: Vault, case: Case, words: str, kind: ItemKind = ItemKind.TEXT, media: str = "text/plain"
) -> Item:
    """An item of words: nothing of it is decoded, so no worker is needed."""
    stored = vault.blobs.store(io.BytesIO(words.encode()))
    item = Item(
        new_id("item"), kind, f"{words[:8]}.txt", stored.size, stored.sha256, media, vault.now_ms()
    )
    with vault.transaction():
        vault.items.add(item, stored)
        vault.items.place(item.id, case.id)
        vault.custody.append(Act.ITEM_TAKEN, item.id, case.id, {"sha256": item.sha256})
        vault.sightings.add_many([sighting_of(vault, case, item)])
    return item


def add_chat(vault: Vault, case: Case, *texts: str, export: str = "") -> list[Message]:
    """A room with one account and messages, as an import of an export leaves them.

    The same `export` in two vaults gives the same bytes, room and account, by other identifiers.
    """
    native = export or str(next(_names))
    source = add_words(vault, case, f"export {native}", ItemKind.CHAT, "application/json")
    room = Room(new_id("room"), case.id, Platform.TELEGRAM, native, "방", "group", 5, source.id)
    account = Account(new_id("account"), case.id, Platform.TELEGRAM, native, ("가",), 5)
    messages = [
        Message(
            new_id("message"), case.id, source.id, f"messages[{at}]", room.id,
            MessageKind.MESSAGE, account=account.id, sender="가", text=text,
            shown=platform_time(BEGIN_MS + at, "2024-08-27T14:00:00"),
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip
    with vault.transaction():
        vault.chats.add_room(room)
        vault.chats.add_account(account)
        vault.chats.add_messages(messages)
        vault.custody.append(Act.CHAT_IMPORTED, source.id, case.id)
    return messages


@dataclass
class Sides:
    """`here` and `there`, and the files between them."""

    here: Vault
    there: Vault
    folder: Path
    handed: list[CaseHanded] = field(default_factory=list)

    def path(self) -> Path:
        return self.folder / f"{next(_names)}.ongi-case"

    def first(self, case_id: str, sender: Vault | None = None, **how: Any) -> TakenIn:
        """A case goes over for the first time: sealed to a key, its numbers compared."""
        sender = sender or self.here
        taker = self.there if sender is self.here else self.here
        known = {one.name for one in sender.handover.keys.all()}
        if "test" not in known:
            add_key(sender, str(KEY.recipient), "test")
        made = hand_case(sender, case_id, self.path(), Job(), key="test", **how)
        self.handed.append(made)
        numbers = case_numbers(sender, case_id)
        return take_case(taker, made.path, Job(), identity=str(KEY), trust=numbers, peer="다른 쪽")

    def again(self, case_id: str, sender: Vault, **how: Any) -> TakenIn:
        """It goes over once more, to whoever it came from: sealed to that side's key."""
        taker = self.there if sender is self.here else self.here
        signer = self.signer(taker, case_id)
        made = hand_case(sender, case_id, self.path(), Job(), peer=signer, **how)
        self.handed.append(made)
        return take_case(taker, made.path, Job(), trust=case_numbers(sender, case_id))

    def signer(self, vault: Vault, case_id: str) -> str:
        return fingerprint(vault.case_signer(case_id).public_line())


def state(vault: Vault, case_id: str, *, quiet: bool = True) -> dict[str, Any]:
    """Everything that a case holds, in a form that two vaults can be compared by."""
    records = vault.records_of(case_id)
    found: dict[str, Any] = {
        "items": sorted(item.sha256 for item in records.items()),
        # A link that both found by themselves has an identifier of its own in each vault.
        "links": sorted(
            str((one["normal"], one["seen"])) for one in records.links.all(frozenset())
        ),
        "messages": sorted(
            (one.id, one.text, one.position, one.sender)
            for item in records.items()
            for one in records.messages(item.id)
        ),
    }
    for shelf in (*records.before_messages, *records.behind_links):
        left = marks_of(shelf)[0] if quiet else ()
        found[shelf.name] = sorted(
            str({name: value for name, value in one.items() if name not in left})
            for one in shelf.all()
        )
    return found


__all__ = ["Sides", "add_case", "add_chat", "add_words", "state"]
