"""The directory and the law, without a vault and with a correction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.usecases.reports.directory import correct
from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """Without a vault: who to call now, and what a kind of harm suggests."""
    for name, subject in (("directory", "act_now"), ("law", "threat")):
        desk.window.frame.go(name, subject)
        settle(desk)
        yield name


def inside(desk: Desk, settle: Settle) -> Iterator[str]:
    """A centre's correction beside what came with the program, and the form for one."""
    correct(
        desk.context.session.vault,
        "kr.d4u.chungnam",
        [("phone", "041-1366", ""), ("web", "xn--9n2b.kr", "게시판")],
        "담당자가 확인함",
    )
    desk.window.frame.go("directory", "충남")
    page = desk.window.frame.page_called("directory")
    settle(desk)
    yield "directory-corrected"
    page._correct("kr.d4u.chungnam")
    settle(desk)
    yield "directory-form"
    desk.window.frame.go("directory", "police")
    page._correct("")
    settle(desk)
    yield "directory-police"
