"""Steps of the journey at the window that make copies: looked at, marked, kept, written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.evidence.copies import can_be_seen, is_film
from app.domain.evidence.items import ItemKind, Method
from app.domain.evidence.sights import can_be_heard, can_be_looked_at
from app.jobs import Job
from app.usecases.intake.adding import add_bytes
from tests.flows.traces.leaks import LATIN, WORD
from tests.flows.traces.sitting import LEFT, Sitting, must, settle
from tests.unit.collect.looking.conftest import sound


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
            QTest.mouseClick(page._film.on, LEFT)
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


def look_at_each_kind_large(at: Sitting) -> None:
    """A picture, a document, a film and a sound: seen near, played, left."""
    session = at.desk.context.session
    vault = session.vault
    add_bytes(
        vault, session.case.id, sound(), Job(),
        name=f"{WORD}.wav", kind=ItemKind.AUDIO, method=Method.FILE,
    )  # fmt: skip
    items = [item for item in map(vault.items.get, at.items()) if can_be_looked_at(item)]
    chosen = {item.media_type.partition("/")[0]: item for item in items}
    must(len(chosen) == 4, "there are a picture, a document, a film and a sound")
    for item in chosen.values():
        page = at.page("view", item.id)
        if can_be_heard(item):
            page._sound.play.click()
            page._sound._choose(15)
        else:
            for tick in (page._see.keep, page._see.in_colour):
                QTest.mouseClick(tick, LEFT)
                settle(at.desk)
            must(page._stage.is_shown, "it is in sight")
            if is_film(item):
                page._film.play.toggle()
            for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_R):
                QTest.keyClick(page._stage, key)
        settle(at.desk)
        page.grab()
    at.page("evidence")
    must(not page._stage.is_shown, "it is covered again")
