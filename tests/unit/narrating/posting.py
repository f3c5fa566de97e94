"""Fills a room with messages that bring pictures, as an import does, through the stores alone."""

from __future__ import annotations

from dataclasses import replace

from app.domain.chats.chats import Message
from app.domain.evidence.items import Case, Item, Method, Sighting
from app.domain.ids import new_id
from app.domain.times.times import Moment, vault_moment
from app.vault import Vault
from tests.unit.vault.filling import BEGIN_MS, Chat, add_item

MINUTE_MS = 60_000


def quiet_chat(vault: Vault, case: Case, title: str, **more: object) -> Chat:
    """A room without a sighting of its export's file, as an import leaves it."""
    chat = Chat(vault, case, new_id("item"))
    room = replace(chat.room, title=title, **more)  # type: ignore[arg-type]
    with vault.transaction():
        vault.chats.update_room(room)
    chat.room = room
    return chat


def post(chat: Chat, item: Item, *, at_ms: int = BEGIN_MS, times: int = 1, sender: str = "밤손님",
         shown: Moment | None = None, apart: int = 5) -> list[Message]:  # fmt: skip
    """An account posts a picture so many times, so many minutes apart."""
    messages = [
        replace_message(chat.message("", at_ms + apart * MINUTE_MS * number), sender, shown)
        for number in range(times)
    ]
    chat.add(*messages)
    entered = vault_moment(chat.vault.now_ms())
    with chat.vault.transaction():
        chat.vault.sightings.add_many(
            Sighting(
                new_id("sighting"), chat.case.id, entered, Method.EXPORT, item=item.id,
                message=message.id, room=chat.room.id, account=chat.account.id,
                shown=message.shown, source_item=chat.source.id,
            )
            for message in messages
        )  # fmt: skip
    return messages


def replace_message(message: Message, sender: str, shown: Moment | None) -> Message:
    import msgspec

    return msgspec.structs.replace(message, sender=sender, shown=shown or message.shown)


def picture(vault: Vault, case: Case) -> Item:
    return add_item(vault, case, new_id("item").encode())
