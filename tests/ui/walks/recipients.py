"""A key of one's own without a vault, and the address book with keys that were and were not compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.usecases.bundles.recipient_keys import CheckedHow, add_key, check_key, list_keys
from crypto.age import HybridIdentity, X25519Identity
from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """The form for one's own key, and what was made; the line for a key file."""
    desk.window.frame.go("own_key")
    page = desk.window.frame.page_called("own_key")
    settle(desk)
    yield "own_key"
    with tempfile.TemporaryDirectory() as folder:
        page._first.field.setText("내 열쇠를 여는 말")
        page.make(Path(folder) / "ongi.key")
        settle(desk)
        yield "own_key-made"
        page.save_sheet(Path(folder) / "sheet.pdf")
        settle(desk)
        yield "own_key-sheet"
    page.clear()


def inside(desk: Desk, settle: Settle) -> Iterator[str]:
    """Three keys: compared by phone, a post-quantum one, one without words."""
    vault, seed = desk.context.session.vault, bytes(range(32))
    if not list_keys(vault):  # another walk may have been here before
        own = str(X25519Identity(seed).recipient)
        add_key(vault, own, "jongno", recipient="종로경찰서 여성청소년과")
        check_key(vault, "jongno", CheckedHow.PHONE)
        hybrid = str(HybridIdentity(seed).recipient)
        add_key(vault, hybrid, "d4u", recipient="디지털성범죄피해자지원센터", note="3층 상담실")
    desk.window.frame.go("recipient_keys")
    settle(desk)
    yield "recipient_keys"
    page = desk.window.frame.page_called("recipient_keys")
    page._later.begin(list_keys(vault)[0])
    settle(desk)
    yield "recipient_keys-later"
