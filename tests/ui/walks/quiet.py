"""The pages of care and safety, as the gallery shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.usecases.items.evidence import list_items
from app.usecases.items.looks import leave_to_look, looks_of, say_what_is_seen, take_back
from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """The neutral page that stands there after leaving."""
    desk.window.frame.go("left")
    settle(desk)
    yield "left"


def inside(desk: Desk, settle: Settle) -> Iterator[str]:
    """Settings, the calm page, the card that offers it, and what others look at; undone again."""
    frame = desk.window.frame
    frame.go("care")
    settle(desk)
    yield "care"
    frame.go("evidence")
    settle(desk)
    frame.pause.offer()
    settle(desk)
    yield "evidence-pause"
    frame.pause.rest.emit()
    settle(desk)
    yield "rest"
    frame.go("looks")
    settle(desk)
    yield "looks"
    session = desk.context.session
    vault, case = session.vault, session.case
    assert case is not None
    items = [one.item.id for one in list_items(vault, case.id, limit=3)]
    looks = leave_to_look(vault, case.id, items)
    say_what_is_seen(vault, looks[0].id, "대화 화면, 사람은 나오지 않음")
    frame.go("looks", looks[1].id)
    settle(desk)
    yield "looks-write"
    frame.go("item", items[0])
    settle(desk)
    yield "item-looked"
    for one in looks_of(vault, case.id):
        say_what_is_seen(vault, one.id, "")
        take_back(vault, one.id)
