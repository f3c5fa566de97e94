"""The inside of a saved page or a mail: plain words, its parts with their digests, what was unread.

Inert: plain text only. No link can be opened, nothing is loaded, no part is decoded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from app.domain.evidence.found_words import digest_in_words
from app.domain.evidence.places_in_words import place_in_words
from app.domain.evidence.understanding import what_in_words
from app.domain.text.textsafe import LINES, one_line, visible
from ui.context import Context
from ui.widgets.card import Card, fact
from ui.widgets.hash_text import HashText
from ui.widgets.progress import size_text
from ui.widgets.words import Words
from ui.wording import full_moment

if TYPE_CHECKING:
    from app.domain.evidence.pages import PageInside, PagePart

WORDS_SHOWN = 50_000
PARTS_SHOWN = 30
PROBLEMS_SHOWN = 30
NAME_LENGTH = 120
HEIGHT, LOW = 220, 110
FEW_LINES, FEW_LETTERS = 4, 240


class InsideCard(Card):
    """Shows an inside, or hides itself where there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self.hide()

    def show_inside(self, inside: PageInside | None) -> None:
        """The words first, then parts, then what was not understood."""
        self.empty()
        self.setVisible(inside is not None)
        if inside is None:
            return
        tr = self._context.tr
        if inside.text:
            self.add(Words(tr("Its words"), "strong"), self._text(inside.text))
            if len(inside.text) > WORDS_SHOWN:
                self.add(Words(tr("It goes on; search finds all of it."), "quiet"))
        for name, at in ((tr("Saved"), inside.recorded), (tr("Sent"), inside.sent)):
            if at is not None:
                self.add(fact(name, full_moment(at, self._context)))
        if inside.parts:
            self.add(Words(tr("What is inside it"), "strong"))
        for part in inside.parts[:PARTS_SHOWN]:
            self._part(part)
        self._rest(len(inside.parts) - PARTS_SHOWN)
        if inside.problems:
            self.add(Words(tr("Kept, but not understood"), "strong"))
        texts = self._context.language.texts
        for one in inside.problems[:PROBLEMS_SHOWN]:
            what = what_in_words(one.what, texts)
            where = visible(place_in_words(one.where, texts), NAME_LENGTH)
            self.add(Words(f"{where}: {what}" if where else what, "soft"))
        self._rest(len(inside.problems) - PROBLEMS_SHOWN)

    def _text(self, text: str) -> QPlainTextEdit:
        box = QPlainTextEdit()
        box.setReadOnly(True)
        box.setUndoRedoEnabled(False)
        box.setTabChangesFocus(True)
        box.setPlainText(visible(text, WORDS_SHOWN, keep=LINES))
        few = text.count("\n") < FEW_LINES and len(text) < FEW_LETTERS
        box.setFixedHeight(LOW if few else HEIGHT)
        box.setAccessibleName(self._context.tr("Its words"))
        return box

    def _part(self, part: PagePart) -> None:
        texts = self._context.language.texts
        checked, place = digest_in_words(part.digest, texts), place_in_words(part.position, texts)
        told = [part.media_type, size_text(part.size), checked, place]
        said = " · ".join(one_line(word, NAME_LENGTH) for word in told if word)
        name = one_line(part.name, NAME_LENGTH) or one_line(place, NAME_LENGTH)
        self.add(Words(name), Words(said, "quiet"))
        if part.sha256:
            self.add(HashText(part.sha256))

    def _rest(self, count: int) -> None:
        if count > 0:
            said = self._context.ntr("and {count} more", "and {count} more", count)
            self.add(Words(said, "quiet"))
