"""What all pages share.

One title, one filled button at most, a scrolled desk, texts that can be read anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, Button, IconButton
from ui.widgets.heading import Heading
from ui.widgets.passphrase import PassphraseField
from ui.widgets.words import TIGHT, Words

EDGE = 36
BAR = 12
"""How wide the style sheet makes a scroll bar; its room is kept, whether it is needed or not."""
NARROW = 860


class Title(Words):
    """What a page is called; whoever hears the screen hears it when the page comes."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        super().__init__("", "title", endless=TIGHT)

    def say(self, text: str) -> None:
        """Name the page too: it has the focus when it is shown."""
        super().say(text)
        self._page.setAccessibleName(text)


class Page(QWidget):
    """A screen.

    It scrolls as a whole where its content needs more than the window has. With `scrolled=False`
    what is in it shares out all there is: a list that fills the page and scrolls by itself.

    Subclasses fill `desk` in `build`, read data in `refresh`, and let go of everything in `clear`.
    """

    place = ""
    """The place on the rail that this page belongs to."""

    help_topic = ""
    """What the panel of help tells of it; the page's own name where this is empty."""

    lets_go = False
    """Whether it lets go of what it shows as soon as another page is shown."""

    bare = False
    """Whether it stands alone, with no rail beside it."""

    def __init__(self, context: Context, *, scrolled: bool = True, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self._says: list[Callable[[], None]] = []
        self.title = Title(self)
        self._head = Heading(self.title)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(EDGE, 28, 0, 0)
        outside.setSpacing(16)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, EDGE, 0)
        head.setSpacing(8)
        head.addWidget(self._head, 1)
        outside.addLayout(head)
        self.desk = QVBoxLayout()
        self.desk.setSpacing(16)
        self.desk.setContentsMargins(0, 0, EDGE - BAR, EDGE - 8)
        outside.addWidget(self._scrolled(narrow), 1)
        self.build()
        if scrolled:
            self.desk.addStretch(1)
        if not self.bare:
            head.addWidget(self._help_button(), 0, Qt.AlignmentFlag.AlignTop)

    def _help_button(self) -> IconButton:
        """The last thing that Tab comes to: what this page is for, in the panel beside it."""
        self.help_button = IconButton("question")
        self.help_button.clicked.connect(self.context.ways.explain)
        self.say(self.help_button.say, lambda: self.context.tr("About this page (F1)"))
        return self.help_button

    def _scrolled(self, narrow: bool) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("inside")
        if narrow:
            inside.setMaximumWidth(NARROW + EDGE - BAR)
        inside.setLayout(self.desk)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _keep_room_for_bar(area)
        area.setWidget(inside)
        self.rolls = area
        return area

    def to_top(self) -> None:
        """Show its beginning, as for something that was not shown here before."""
        self.rolls.verticalScrollBar().setValue(0)

    def build(self) -> None:
        """Make the widgets; called once."""

    def refresh(self, subject: object = None) -> None:
        """Read what is shown anew. `subject` is what the page was asked to show."""

    def clear(self) -> None:
        """Let go of everything that came out of the vault; called on every lock."""

    def leave_case(self) -> None:
        """Let go of what belongs to one case; called when another is chosen."""
        self.clear()

    def on_changed(self, what: Changed) -> None:
        """Something in the case became different while this page is shown."""
        self.refresh()

    def say(self, setter: Callable[[str], Any], text: Callable[[], str]) -> None:
        """Set a text now, and again whenever the language changes."""
        self._says.append(lambda: setter(text()))
        setter(text())

    def say_passphrase(self, field: PassphraseField, label: Callable[[], str]) -> None:
        """Name a passphrase field, and the button in it that shows what was typed."""
        tr = self.context.tr
        self.say(
            lambda text: field.say(text, tr("Show what was typed"), tr("Hide what was typed")),
            label,
        )

    def retext(self) -> None:
        """Read all texts anew, in the language in use now. What was typed stays."""
        for say in self._says:
            say()

    def repaint_icons(self) -> None:
        """Draw icons in the colours in use now."""

    def head_button(
        self, text: Callable[[], str], press: Callable[..., Any], *, filled: bool
    ) -> Button:
        """A button in the title's row: the page's one filled action, or a quiet one."""
        button = Button("", PRIMARY if filled else QUIET)
        button.clicked.connect(press)
        self.say(button.say, text)
        self._head.add(button)
        return button

    def head_widget(self, widget: QWidget) -> None:
        """Put something else into the title's row."""
        self._head.add(widget)


def _keep_room_for_bar(area: QScrollArea) -> None:
    """Keep the width of what is inside: nothing moves or is laid out anew when a page grows.

    The right edge of its cards stays below that of the title's row. The bar itself is seen only
    where there is something to scroll to (the style sheet draws none that is disabled).
    """
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.setEnabled(False)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
