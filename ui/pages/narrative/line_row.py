"""One line of the account: its words in a field as high as they are, and where they come from.

Knows nothing of the vault: it tells when something was typed, left, or asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.narrative import NarrativeLine, SourceKind
from app.domain.textsafe import visible_name
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.flow import Flow
from ui.widgets.form.kept import KeptBox
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.line_sources import WhereFrom

EDGE = 24
NAME = 24
SOURCES: dict[SourceKind, str] = {
    SourceKind.SIGHTING: N_("Kept: {name}"),
    SourceKind.MESSAGE: N_("Message: {name}"),
    SourceKind.NOTE: N_("Note"),
    SourceKind.INCIDENT: N_("Incident log"),
    SourceKind.PAYMENT: N_("Payments and demands"),
    SourceKind.LINK: N_("Links"),
    SourceKind.ROOM: N_("Chat room: {name}"),
    SourceKind.PART: N_("Kept: {name}"),
}
ACTS = (
    ("up", N_("Up")),
    ("down", N_("Down")),
    ("join", N_("Join with the next")),
    ("remove", N_("Take it out")),
)
KEYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_J: "join"}


class LineBox(KeptBox):
    """A field that is as high as what stands in it; Alt with Up, Down or J moves or joins."""

    asked = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving and joining by keyboard."""
        act = KEYS.get(Qt.Key(event.key()))
        if act and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.asked.emit(act)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line that is written on has its acts beside it."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written is kept when the field is left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().documentLayout().documentSize().height()))
        height = lines * QFontMetrics(self.font()).lineSpacing() + EDGE
        if height != self.height():
            self.setFixedHeight(height)


class LineRow(QWidget):
    """A line, its sources as quiet chips, and the acts while it is written on."""

    typed = Signal()
    left = Signal()
    asked = Signal(str, str)
    wanted = Signal(object)
    entered = Signal(str)

    def __init__(self, context: Context, line: NarrativeLine) -> None:
        super().__init__()
        self._context = context
        self.line = line
        self.under_way = ""
        """What is on its way into the vault just now."""
        self.kept_as = ""
        """The identifier of a new line, known on the vault's lane before it is here."""
        self._sources: tuple[WhereFrom, ...] = ()
        self.box = LineBox()
        self.box.show_text(line.text)
        self.box.textChanged.connect(self.typed)
        self.box.left.connect(self.left)
        self.box.asked.connect(lambda act: self.asked.emit(self.line.id, act))
        self.box.entered.connect(lambda: self.entered.emit(self.line.id))
        self._problem = Words("", "care")
        self._problem.hide()
        self._chips = QWidget()
        self._flow = Flow(self._chips, spacing=4)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(4)
        self._buttons = {name: Button("", QUIET) for name, _said in ACTS}
        for name, button in self._buttons.items():
            button.clicked.connect(lambda *_, act=name: self.asked.emit(self.line.id, act))
            acts.addWidget(button)
        acts.addStretch(1)
        self._acts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.box, self._problem, self._chips, self._acts):
            column.addWidget(widget)
        self.retext()

    def show_line(self, line: NarrativeLine, sources: tuple[WhereFrom, ...]) -> None:
        """Show a line as it is kept now; what is being typed in it stays."""
        if line.text != self.line.text and self.said() == self.line.text:
            self.box.show_text(line.text)
        self.line = line
        if sources != self._sources:
            self._sources = sources
            self._show_chips()

    def said(self) -> str:
        """What stands in the field."""
        return self.box.said()

    @property
    def is_changed(self) -> bool:
        """Whether something stands there that is not kept yet; an emptied field is none."""
        said = self.said()
        return bool(said) and said != self.line.text

    def show_problem(self, text: str) -> None:
        """A sentence below the field."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def show_acts(self, shown: bool) -> None:
        """Have the acts beside it, or not."""
        self._acts.setVisible(shown)

    def retext(self) -> None:
        """All words in the language in use now."""
        tr = self._context.tr
        self.box.setAccessibleName(tr("A line of the account"))
        for name, said in ACTS:
            self._buttons[name].say(tr(said))
        self._show_chips()

    def _show_chips(self) -> None:
        while (entry := self._flow.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._sources:
            chip = Button("", QUIET)
            name = visible_name(one.name, NAME)
            chip.say(self._context.tr(SOURCES[one.source.kind], name=name).rstrip(": "))
            chip.clicked.connect(partial(self._want, one))
            self._flow.addWidget(chip)
        more = len(self.line.sources) - len(self._sources)
        if self._sources and more > 0:
            self._flow.addWidget(
                Words(self._context.ntr("{count} more", "{count} more", more), "quiet", wrap=False)
            )
        self._chips.setVisible(bool(self._sources))

    def _want(self, one: WhereFrom, *_: object) -> None:
        self.wanted.emit(one)
