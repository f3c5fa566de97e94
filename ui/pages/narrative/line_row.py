"""One line of the account: its words in a field as high as they are, and where they come from.

Knows nothing of the vault: it tells when something was typed, left, or asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.reports.narrative import NarrativeLine, SourceKind
from app.domain.text.textsafe import visible_name
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import QUIET, START, Button
from ui.widgets.flow import Flow
from ui.widgets.form.kept import KeptBox
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.line_sources import WhereFrom

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


class LineText(Words):
    """The line at rest, in whole words; it asks to be written on when it is reached or pressed."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__("", "line")
        self.setIndent(0)  # or Qt's height reckons with an edge that its drawing leaves out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def say(self, text: str) -> None:
        """Another text has other heights."""
        self._heights: dict[int, int] = {}
        self._hint = QSize()
        super().say(text)

    def changeEvent(self, event: QEvent) -> None:
        """So has another font."""
        super().changeEvent(event)
        self._heights, self._hint = {}, QSize()

    def heightForWidth(self, width: int) -> int:
        """Worked out once a width: a label of Qt's lays its text out each time it is asked."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As narrow as may be: the column says how wide it is."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Worked out once."""
        if not self._hint.isValid():
            self._hint = super().minimumSizeHint()
        return self._hint

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab or by the mouse: the field takes its place."""
        super().focusInEvent(event)
        self.opened.emit()


class LineRow(QWidget):
    """A line at rest with its sources as quiet chips; a field and the acts once it is written on.

    The field is made when it is first needed: an account has many lines, and few are changed.
    """

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
        self._box: LineBox | None = None
        self._acts: QWidget | None = None
        self._buttons: dict[str, Button] = {}
        self._text = LineText()
        self._text.say(line.text)
        self._text.opened.connect(self.write)
        self._problem = Words("", "care")
        self._problem.hide()
        self._chips = QWidget()
        self._flow = Flow(self._chips, spacing=4)
        self._chips.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for widget in (self._text, self._problem, self._chips):
            self._column.addWidget(widget)
        self._name()

    @property
    def box(self) -> LineBox:
        """The field, made now where it was not needed yet."""
        if self._box is None:
            box = self._box = LineBox()
            box.show_text(self.line.text)
            box.textChanged.connect(self.typed)
            box.left.connect(self.left)
            box.asked.connect(lambda act: self.asked.emit(self.line.id, act))
            box.entered.connect(lambda: self.entered.emit(self.line.id))
            self._column.insertWidget(0, box)
            self._text.hide()
            self._name()
        return self._box

    def write(self) -> None:
        """Put the cursor into the field."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: NarrativeLine, sources: tuple[WhereFrom, ...]) -> None:
        """Show a line as it is kept now; what is being typed in it stays."""
        if line.text != self.line.text and self.said() == self.line.text:
            self._text.say(line.text)
            if self._box is not None:
                self._box.show_text(line.text)
        self.line = line
        if sources != self._sources:
            self._sources = sources
            self._show_chips()

    def said(self) -> str:
        """What stands in the field."""
        return self.line.text if self._box is None else self._box.said()

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
        if shown and self._acts is None:
            self._make_acts()
        if self._acts is not None:
            self._acts.setVisible(shown)

    def _make_acts(self) -> None:
        self._acts = QWidget()
        row = QHBoxLayout(self._acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name, said in ACTS:
            button = self._buttons[name] = Button("", QUIET)
            if not row.count():
                button.lean(START)
            button.say(self._context.tr(said))
            button.clicked.connect(lambda *_, act=name: self.asked.emit(self.line.id, act))
            row.addWidget(button)
        row.addStretch(1)
        self._column.addWidget(self._acts)

    def retext(self) -> None:
        """All words in the language in use now."""
        for name, said in ACTS:
            if name in self._buttons:
                self._buttons[name].say(self._context.tr(said))
        self._name()
        self._show_chips()

    def _name(self) -> None:
        if self._box is not None:
            self._box.setAccessibleName(self._context.tr("A line of the account"))

    def _show_chips(self) -> None:
        while (entry := self._flow.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._sources:
            chip = Button("", QUIET)
            if not self._flow.count():
                chip.lean(START)
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
