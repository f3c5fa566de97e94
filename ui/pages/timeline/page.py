"""The case in the order of time: as a picture, and below it as a list that says the same.

Both follow each other, and both can show one kind of entry alone. Notes are added here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from app.domain.case.timeline import PERSON_LANE, Kind, Timeline
from app.i18n import N_
from ui.context import Context
from ui.models.paged import ROW, PagedModel
from ui.pages.page import Page
from ui.pages.timeline.here import WITHOUT_SUBJECT, HereCard, page_of
from ui.pages.timeline.words import TimelineWords
from ui.session import Changed
from ui.widgets.buttons import CHOICE, QUIET, SECONDARY, Button
from ui.widgets.card import Card, field_row, row_of
from ui.widgets.empty import EmptyNote
from ui.widgets.flow import Flow
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.timeline.timeline_view import TimelineView, picture_height
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.case.timeline import TimelineEntry


PAGE = 200
KINDS = (
    (Kind.ALL, N_("All")),
    (Kind.ROOMS, N_("Rooms")),
    (Kind.ACCOUNTS, N_("Accounts")),
    (Kind.SPREAD, N_("Spread")),
    (Kind.THREATS, N_("Threats and events")),
    (Kind.REPORTS, N_("Handed in")),
)
MOST_LANES = 5
"""So many lines are seen at once; with more the picture scrolls."""


class PictureArea(QScrollArea):
    """The picture, scrolled up and down where it has many lines."""

    def __init__(self, picture: TimelineView) -> None:
        super().__init__()
        self._picture = picture
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        picture.setObjectName("inside")  # the style sheet keeps its ground clear
        self.setWidget(picture)
        picture.stood.connect(self._bring)

    def sizeHint(self) -> QSize:
        """As high as the picture, up to so many lines."""
        most = picture_height(MOST_LANES)
        return QSize(480, min(self._picture.sizeHint().height(), most))

    def fit(self) -> None:
        """The picture has other lines now."""
        self.setFixedHeight(self.sizeHint().height())

    def _bring(self, entry: TimelineEntry) -> None:
        y = round(self._picture.y_of(entry.lane))
        self.ensureVisible(0, y, 0, self._picture.lane_height())


class TimelinePage(Page):
    """Picture and list of one timeline."""

    place = "timeline"

    def __init__(self, context: Context) -> None:
        self._entries: tuple[TimelineEntry, ...] = ()
        self._places: dict[int, int] = {}
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """A card with the picture, a card with the list, a line for a note."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("In order of time"))
        hint = Words("", "quiet", wrap=False)
        self.say(hint.say, lambda: tr("Times are Korean time (UTC+09:00)"))
        self.head_widget(hint)
        self._words = TimelineWords(self.context)
        self._card = Card()
        words = self._words
        self._picture = TimelineView(
            words.sentence, words.title, words.day, words.hour, several=words.several
        )
        self.say(self._picture.setAccessibleName, lambda: tr("Timeline as a picture"))
        self._picture.stood.connect(self._stand)
        self._picture.chosen.connect(self._open)
        self._area = PictureArea(self._picture)
        self._here = HereCard(self, words)
        self._here.more.connect(lambda: self._open(self._here.entry))
        self._here.in_chat.connect(self._open_chat)
        self._card.inside.addLayout(self._kinds())
        self._card.add(self._area, self._here)
        self._list_card = Card()
        self._model = PagedModel(self._words.row, self)
        self._model.wanted.connect(self._add_rows)
        self._list = RowsView()
        self._list.setModel(self._model)
        self._list.opened.connect(lambda index: self._open(index.data(ROW)))
        self._list.selectionModel().currentChanged.connect(self._follow)
        self._list.setMinimumHeight(4 * row_height())
        self.say(self._list.setAccessibleName, lambda: tr("Timeline as a list"))
        self._list_card.add(self._list)
        self._empty = EmptyNote("timeline")
        self.say(
            self._empty.sentence.say,
            lambda: tr(
                "Messages, files and notes with a time will stand here one after the other."
            ),
        )
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._card)
        self.desk.addWidget(self._list_card, 1)
        self._build_note()

    def _kinds(self) -> Flow:
        """One choice of what is seen alone, and the zoom for the mouse."""
        tr = self.context.tr
        group = QButtonGroup(self)
        self._kind_buttons: dict[Kind, Button] = {}
        for kind, text in KINDS:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.setChecked(kind is Kind.ALL)
            button.clicked.connect(partial(self._see, kind))
            self.say(button.say, partial(tr, text))
            group.addButton(button)
            self._kind_buttons[kind] = button
        nearer, farther = Button("", QUIET), Button("", QUIET)
        for button, step, name in (
            (nearer, 2.0, N_("Zoom in")),
            (farther, 0.5, N_("Zoom out")),
        ):
            button.clicked.connect(partial(self._zoom, step))
            self.say(button.say, partial(tr, name))
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(nearer)
        beside.addWidget(farther)
        return row_of(*self._kind_buttons.values(), both)

    def _build_note(self) -> None:
        tr = self.context.tr
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._note.returnPressed.connect(self._add_note)
        self.say(self._note.setAccessibleName, lambda: tr("Note"))
        self.say(
            self._note.setPlaceholderText, lambda: tr("Write down what happened, in your own words")
        )
        keep = Button("", SECONDARY)
        keep.clicked.connect(self._add_note)
        self.say(keep.say, lambda: tr("Keep the note"))
        card = Card()
        card.inside.addLayout(field_row(self._note, keep))
        self.desk.addWidget(card)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the timeline."""
        case = self.context.session.case
        if case is not None:
            from app.usecases.case.timelines import timeline

            self.context.with_vault(
                lambda vault, _job: timeline(vault, case.id), self._show, owner=self
            )

    def clear(self) -> None:
        """Let go of it."""
        self._see(Kind.ALL)
        self._kind_buttons[Kind.ALL].setChecked(True)
        self._here.show_entry(None)
        self._show(Timeline((), ()))
        self._note.clear()

    def retext(self) -> None:
        """Picture and rows too."""
        super().retext()
        self._model.reword()
        self._here.retext()
        self._picture.look_again()

    def _show(self, timeline: Timeline) -> None:
        self._words.show(timeline)
        self._picture.show_timeline(timeline)
        self._area.fit()
        self._here.show_entry(self._picture.current)
        self._list_shown()
        anything = bool(timeline.entries)
        self._empty.setVisible(not anything)
        self._card.setVisible(anything)
        self._list_card.setVisible(anything)

    def _list_shown(self) -> None:
        layout = self._picture.layout_now
        self._entries = tuple(layout.entry(number) for number in layout.shown)
        self._places = {id(entry): place for place, entry in enumerate(self._entries)}
        self._model.begin()

    def _see(self, kind: Kind, _on: bool = True) -> None:
        """Entries of one kind alone, in picture and list."""
        self._picture.see(kind)
        self._here.show_entry(self._picture.current)
        self._list_shown()

    def _zoom(self, step: float, _on: bool = True) -> None:
        self._picture.zoom_to(self._picture.zoom * step)

    def _add_rows(self, offset: int) -> None:
        """The next rows of the list, which lays out none that nobody scrolled to."""
        rows = self._entries[offset : offset + PAGE]
        self._model.add(rows, complete=offset + len(rows) >= len(self._entries))

    def _stand(self, entry: TimelineEntry) -> None:
        """The list follows the picture."""
        self._here.show_entry(entry)
        self._point_at(entry)

    def _follow(self, index: QModelIndex, _before: QModelIndex) -> None:
        """The picture follows the list."""
        entry = index.data(ROW)
        if entry is not None:
            self._picture.point_at(entry)
            self._here.show_entry(entry)

    def _point_at(self, entry: TimelineEntry) -> None:
        number = self._places[id(entry)]
        if number >= self._model.rowCount():
            begin = self._model.rowCount()
            rows = self._entries[begin : number + PAGE]
            self._model.add(rows, complete=begin + len(rows) >= len(self._entries))
        self._list.setCurrentIndex(self._model.index(number))

    def _open(self, entry: TimelineEntry | None) -> None:
        page = page_of(entry) if entry is not None else None
        if entry is None or page is None:
            return
        self.context.go(page, None if page in WITHOUT_SUBJECT else entry.subject)

    def _open_chat(self) -> None:
        from ui.pages.chat.place import ChatPlace

        entry = self._here.entry
        if entry is not None:
            message = entry.subject if entry.subject.startswith("m-") else None
            room = entry.lane if entry.lane != PERSON_LANE else None
            self.context.go("chat", ChatPlace(room_id=room, message_id=message))

    def _add_note(self) -> None:
        from app.usecases.told.noting import add_note

        case, text = self.context.session.case, self._note.text()
        if case is None:
            return

        def kept(_note: object) -> None:
            self._note.clear()
            self.context.session.tell(Changed.NOTES)

        self.context.with_vault(
            lambda vault, _job: add_note(vault, case.id, text), kept, owner=self
        )
