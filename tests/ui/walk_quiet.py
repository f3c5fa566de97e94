"""The pages of care and safety, as the gallery shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """The neutral page that stands there after leaving."""
    desk.window.frame.go("left")
    settle(desk)
    yield "left"
