"""A row on a picture's page: the words that a program read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.items import ItemKind
from app.domain.evidence.machine_words import READ_BY_A_PROGRAM
from app.domain.text.textsafe import LINES, visible
from ui.pages.item.row import Shown, row
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.machine_words import MachineWords

TEXT_LENGTH = 4_000


def words_row(shown: Shown) -> QWidget | None:
    """For pictures: show what was read, with what it is worth."""
    if shown.details.item.kind is not ItemKind.PICTURE:
        return None
    return _WordsRow(shown)


class _WordsRow(QWidget):
    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._context, self._item = shown.context, shown.details.item.id
        tr = self._context.tr
        self._text, self._note = Words("", "soft").selectable(), Words("", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            row(
                tr("A program may have read the words in this picture, for search."),
                tr("Show what was read"),
                self._read,
            )
        )
        for words in (self._text, self._note):
            words.hide()
            column.addWidget(words)

    def _read(self) -> None:
        from app.usecases.items.reading_words import words_in_picture

        self._context.with_vault(
            lambda vault, _job: words_in_picture(vault, self._item), self._show, owner=self
        )

    def _show(self, read: MachineWords | None) -> None:
        tr = self._context.tr
        if read is None or not read.text:
            unread = tr("This picture was not read yet.")
            self._note.say(unread if read is None else tr("No words were found."))
        else:
            self._text.say(visible(read.text, TEXT_LENGTH, keep=LINES))
            self._note.say(tr(READ_BY_A_PROGRAM))
        self._text.setVisible(read is not None and bool(read.text))
        self._note.show()
