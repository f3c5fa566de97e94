"""Steps of the journey at the window that make copies: looked at, marked, kept, written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.copies import can_be_seen, is_film
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.sitting import LEFT, Sitting, must, settle


def cover_copies(at: Sitting) -> None:
    """Of a picture, a document and a film, each seen in its colours meanwhile."""
    vault, before = at.desk.context.session.vault, len(at.items())
    seen = [item for item in map(vault.items.get, at.items()) if can_be_seen(item)]
    chosen = {item.media_type.partition("/")[0]: item for item in seen}
    must(len(chosen) == 3, "there are a picture, a document and a film")
    for item in chosen.values():
        page = at.page("redact", item.id)
        for tick in (page._side.show_it, page._side.in_colour):
            QTest.mouseClick(tick, LEFT)
        if is_film(item):
            QTest.mouseClick(page._way.on, LEFT)
            settle(at.desk)
        page._board.grab()
        QTest.keyClick(page._board, Qt.Key.Key_N)
        QTest.mouseClick(page._keep, LEFT)
        settle(at.desk)
    page = at.page("retell", at.items()[0])
    page._text.setPlainText(f"{WORD} 라고 말했다. {LATIN}")
    QTest.mouseClick(page._keep, LEFT)
    settle(at.desk)
    must(len(at.items()) == before + 4, "three copies and a text are kept")
