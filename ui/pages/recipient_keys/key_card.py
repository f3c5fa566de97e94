"""One key of the address book: whose it is, its numbers, and whether they were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.bundles.key_words import CHECKED, HEARD, NOT_EVERYWHERE, READ_ALOUD
from app.domain.bundles.recipient_keys import CheckedHow
from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, pair
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.bundles.recipient_keys import RecipientKey

_LONGEST = 80


class KeyCard(Card):
    """Shows one key. `compared` gives its name, how, and the numbers typed as heard, if any.

    `out` gives its name, to be taken out; `later` asks that the key opens a bundle made before.
    """

    compared = Signal(str, str, str)
    out = Signal(str)
    later = Signal(object)

    def __init__(self, context: Context, key: RecipientKey, numbers: str) -> None:
        super().__init__(spacing=8)
        tr = context.tr
        self.add(Words(one_line(key.recipient, 120) or key.name, "strong"))
        self.add(Words(numbers, "lead").selectable())
        state = tr(CHECKED[key.checked_how])
        if key.checked_ms is not None:
            state = f"{state} · {clock(key.checked_ms)}"
        self.add(pair(tr("Name of its file: {name}", name=f"key-{key.name}.age"), state))
        if key.is_hybrid:
            self.add(Words(tr(NOT_EVERYWHERE), "soft"))
        if key.note:
            self.add(Words(one_line(key.note, 400), "soft"))
        buttons = []
        if key.checked_how is CheckedHow.NOT_YET:
            self.add(Words(tr(READ_ALOUD), "soft"))
            for how, text in (
                (CheckedHow.PHONE, tr("They are the same, by phone")),
                (CheckedHow.IN_PERSON, tr("They are the same, in person")),
            ):
                buttons.append(self._button(text, key, how))
        else:
            buttons.append(self._button(tr("Take the comparison back"), key, CheckedHow.NOT_YET))
        later = Button("", QUIET)
        later.setText(tr("For a bundle made before"))
        later.setAccessibleName(f"{tr('For a bundle made before')}: {key.name}")
        later.clicked.connect(lambda *_: self.later.emit(key))
        leave = Button("", QUIET)
        leave.setText(tr("Take this out"))
        leave.setAccessibleName(f"{tr('Take this out')}: {key.name}")
        leave.clicked.connect(lambda *_: self.out.emit(key.name))
        self.heard, self._problem = QLineEdit(), Words("", "care")
        self.heard.setPlaceholderText(tr(HEARD))
        self.heard.setAccessibleName(f"{tr(HEARD)}: {key.name}")
        self.heard.setMaxLength(_LONGEST)
        self.add(self.heard, self._problem)
        self.heard.setHidden(key.checked_how is not CheckedHow.NOT_YET)
        self._problem.hide()
        self.add_row(*buttons, later, leave)

    def show_problem(self, text: str) -> None:
        """A sentence below the numbers that were typed; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _button(self, text: str, key: RecipientKey, how: CheckedHow) -> Button:
        button = Button("", QUIET if how is CheckedHow.NOT_YET else SECONDARY)
        button.setText(text)
        button.setAccessibleName(f"{text}: {key.name}")
        button.clicked.connect(lambda *_: self._compared(key.name, how))
        return button

    def _compared(self, name: str, how: CheckedHow) -> None:
        self.show_problem("")
        typed = "" if how is CheckedHow.NOT_YET else self.heard.text()
        self.compared.emit(name, how.value, typed)
