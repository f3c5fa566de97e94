"""Pictures of a room as a chat, of a saved page, and of what was collected as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.usecases.chats.rooms import list_rooms
from app.usecases.items.evidence import list_items
from ui.building import Desk
from ui.pages.chat.place import ChatPlace


def pages(desk: Desk, case: str, settle: Callable[[Desk], None]) -> Iterator[str]:
    """A chat, with something found and a line marked in it; a mail; the list."""
    frame, vault = desk.window.frame, desk.context.session.vault
    room = next(row.room.id for row in list_rooms(vault, case) if row.messages > 5)
    frame.go("chat", ChatPlace(room_id=room))
    settle(desk)
    yield "chat"
    page = frame.page_called("chat")
    page.finder.words.setText("자세한")
    page.finder.words.returnPressed.emit()
    settle(desk)
    page.strip.threat.click()
    settle(desk)
    yield "chat-found"
    mail = next(row.item.id for row in list_items(vault, case) if row.item.name.endswith(".eml"))
    frame.go("saved_page", mail)
    settle(desk)
    yield "saved_page"
    frame.go("evidence")
    settle(desk)
    switch = frame.page_called("evidence").filters.switch
    switch.click()
    settle(desk)
    yield "evidence-list"
    switch.click()
    settle(desk)
