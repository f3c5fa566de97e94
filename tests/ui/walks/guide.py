"""The guides, one for a minor, what the app can't do, how it looks, the panel beside a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """Without a vault."""
    frame = desk.window.frame
    frame.go("guide")
    settle(desk)
    yield "guide"
    frame.page_called("guide")._minor.setChecked(False)
    for name in ("telegram", "what_to_capture"):
        frame.go("guide", name)
        settle(desk)
        yield f"guide-{name}"
    frame.page_called("guide")._minor.setChecked(True)
    settle(desk)
    yield "guide-minor"
    frame.page_called("guide").clear()
    for name in ("limits", "display"):
        frame.go(name)
        settle(desk)
        yield name
    frame.go("five_minutes")
    frame.page.help_button.click()
    settle(desk)
    yield "five_minutes-help"
    frame.help.close_panel()
