"""A saved page or a mail to be read: plain words to the left, what it says of itself to the right.

Inert: no engine for pages is here. No link opens, nothing is loaded or run; what is not shown is
said. Its layout is not shown for that reason; its pictures are covered tiles, seen while held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.evidence.found_words import fact_in_words, fact_value_in_words
from app.domain.text.textsafe import LINES, visible, visible_name
from ui.context import Context
from ui.pages.page import Page
from ui.pages.saved_page.pictures import InsidePictures
from ui.theme.scale import scaled
from ui.widgets.card import Card
from ui.widgets.hash_text import HashText
from ui.widgets.inside_card import WORDS_SHOWN, InsideCard
from ui.widgets.words import TIGHT, Words

if TYPE_CHECKING:
    from app.usecases.items.evidence import ItemDetails

NAME_LENGTH = 48
FACT_LENGTH = 300
WIDEST = 320


class _Beside(QScrollArea):
    """As wide as what is in it: a check sum is never cut, whatever the size of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.horizontalScrollBar().rangeChanged.connect(self._widen)

    def _widen(self, _least: int, hidden: int) -> None:
        if hidden > 0:
            self.setMinimumWidth(min(self.width() + hidden, scaled(WIDEST)))


class SavedPage(Page):
    """Shown with an item's identifier."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item_id: str | None = None
        self._details: ItemDetails | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The words, and beside them the rest."""
        tr = self.context.tr
        self.head_button(lambda: tr("Details of the item"), self._to_item, filled=False)
        hint = Words("", "quiet")
        self.say(
            hint.say,
            lambda: tr(
                "Only its words are shown, and its pictures while you hold them. "
                "Nothing in it runs, and links are text."
            ),
        )
        self._words = QPlainTextEdit()
        self._words.setReadOnly(True)
        self._words.setUndoRedoEnabled(False)
        self._words.setTabChangesFocus(True)
        self.say(self._words.setAccessibleName, lambda: tr("Its words"))
        self._more = Words("", "quiet")
        self.say(self._more.say, lambda: tr("It goes on; search finds all of it."))
        self._nothing = Words("", "soft")
        self.say(self._nothing.say, lambda: tr("No words were read in it. The file is kept whole."))
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._nothing)
        left.addWidget(self._words, 1)
        left.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addWidget(self._beside(), 2)
        self.desk.addWidget(hint)
        self.desk.addLayout(row, 1)
        self._hide_words()

    def _beside(self) -> QScrollArea:
        self._about = Card(spacing=6)
        self._pictures = InsidePictures(self)
        self._inside = InsideCard(self.context)
        holder = QWidget()
        holder.setObjectName("inside")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self._about)
        column.addWidget(self._pictures)
        column.addWidget(self._inside)
        column.addStretch(1)
        area = _Beside()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self._area = area
        return area

    def refresh(self, subject: object = None) -> None:
        """Read what was kept of the item's inside."""
        from app.usecases.items.evidence import details

        if isinstance(subject, str):
            self._item_id = subject
        case, item_id = self.context.session.case, self._item_id
        if case is None or item_id is None:
            return

        def show(found: ItemDetails) -> None:
            if self._item_id == item_id:
                self._details = found
                self._show(found)
                if self.isVisible():
                    self._pictures.open(case.id, item_id)

        self.context.with_vault(
            lambda vault, _job: details(vault, item_id, case.id), show, owner=self
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: the worker ends, the pictures are let go of."""
        self._pictures.close_sitting()
        super().hideEvent(event)

    def retext(self) -> None:
        """What was read too."""
        super().retext()
        if self._details is not None:
            self._show(self._details)

    def clear(self) -> None:
        """Let go of everything."""
        self._item_id = self._details = None
        self.title.say("")
        self._hide_words()
        self._about.empty()
        self._about.hide()
        self._area.setMinimumWidth(0)
        self._inside.show_inside(None)
        self._pictures.close_sitting()

    def _hide_words(self) -> None:
        self._words.clear()
        for widget in (self._words, self._more, self._nothing):
            widget.hide()

    def _to_item(self, *_pressed: bool) -> None:
        if self._item_id is not None:
            self.context.go("item", self._item_id)

    def _show(self, found: ItemDetails) -> None:
        tr, texts = self.context.tr, self.context.language.texts
        self.title.say(visible_name(found.item.name, NAME_LENGTH))
        text = "" if found.inside is None else found.inside.text
        self._words.setPlainText(visible(text, WORDS_SHOWN, keep=LINES))
        self._words.setVisible(bool(text))
        self._nothing.setVisible(not text)
        self._more.setVisible(len(text) > WORDS_SHOWN)
        self._about.empty()
        self._about.add(Words(tr("What the file says of itself"), "strong"))
        for name, value in sorted(found.facts.items()):
            said = fact_value_in_words(name, value, FACT_LENGTH, texts)
            self._about.add(
                Words(fact_in_words(name, texts), "quiet"), Words(said, endless=TIGHT).selectable()
            )
        self._about.add(Words("SHA-256", "quiet"), HashText(found.item.sha256))
        self._about.show()
        inside = found.inside
        lists = None if inside is None else msgspec.structs.replace(inside, text="")
        anything = lists is not None and (
            lists.parts or lists.problems or lists.recorded or lists.sent
        )
        self._inside.show_inside(lists if anything else None)
