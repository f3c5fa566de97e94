"""Where a recovery kit is given: words typed, a box for each sheet, or files that were saved.

Nothing typed here is judged here; what comes of it is said by `app.usecases.ways_in.recovery`.
Forgotten in `clear`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.text.textsafe import visible_name
from app.i18n import N_
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.words import Words

MOST_BOXES = 5
"""A split kit has five sheets at most; three are ever needed."""

BOX_NAME = N_("Words of sheet {number}")
FIRST_HINT = N_("The words, in their order, with spaces between them")
NEXT_HINT = N_("The words of another sheet")
BOX_HEIGHT = 88
NAME_LENGTH = 60


class WordsBox(QPlainTextEdit):
    """A box for the words of one sheet. Tab leaves it; what is dropped on it is left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setFixedHeight(BOX_HEIGHT)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )


class KitEntry(QWidget):
    """Boxes for words, and the files that were chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        self._files: list[Path] = []
        tr = page.context.tr
        self.boxes = [WordsBox() for _ in range(MOST_BOXES)]
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for number, box in enumerate(self.boxes, 1):
            page.say(box.setAccessibleName, partial(tr, BOX_NAME, number=number))
            hint = FIRST_HINT if number == 1 else NEXT_HINT
            page.say(box.setPlaceholderText, partial(tr, hint))
            inside.addWidget(box)
        self.more, self._choose = Button("", QUIET), Button("", SECONDARY)
        self.more.clicked.connect(self._show_another)
        self._choose.clicked.connect(self._choose_files)
        page.say(self.more.say, lambda: tr("Another sheet"))
        page.say(self._choose.say, lambda: tr("Choose saved files"))
        self._named = Words("", "quiet")
        page.say(lambda _text: self._name_files(), lambda: "")
        inside.addLayout(row_of(self._choose, self.more))
        inside.addWidget(self._named)
        self.clear()

    def texts(self) -> Callable[[], list[str]]:
        """What was given, to be called away from the window: the files are read then.

        Raises as `app.usecases.ways_in.recovery.read_kit_files` does.
        """
        typed = [text for box in self.boxes if (text := box.toPlainText()).strip()]
        files = list(self._files)

        def read() -> list[str]:
            from app.usecases.ways_in.recovery import read_kit_files

            return [*typed, *read_kit_files(files)]

        return read

    @property
    def sheets(self) -> int:
        """How many sheets were given."""
        return len(self._files) + sum(1 for box in self.boxes if box.toPlainText().strip())

    def take_files(self, files: list[Path]) -> None:
        """Use these saved files."""
        self._files = files
        self._name_files()

    def clear(self) -> None:
        """Forget what was typed and chosen."""
        for number, box in enumerate(self.boxes):
            box.setPlainText("")
            box.setVisible(number == 0)
        self.more.setVisible(True)
        self.take_files([])

    def _show_another(self) -> None:
        hidden = [box for box in self.boxes if box.isHidden()]
        hidden[0].show()
        hidden[0].setFocus()
        self.more.setVisible(len(hidden) > 1)

    def _choose_files(self) -> None:
        title = self._context.tr("Choose saved files")
        chosen, _kind = QFileDialog.getOpenFileNames(self, title, "", "(*.txt)")
        if chosen:
            self.take_files([Path(one) for one in chosen])

    def _name_files(self) -> None:
        names = ", ".join(visible_name(file.name, NAME_LENGTH) for file in self._files)
        self._named.say(self._context.tr("Chosen: {names}", names=names) if names else "")
        self._named.setVisible(bool(names))
