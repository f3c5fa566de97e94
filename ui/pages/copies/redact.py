"""Make a covered copy of a picture, a PDF or a film: mark places, keep it as a new item.

The original is covered until asked for, grey and silent, and never changes. Stills and parts are
made here too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.evidence.copies import Area, Covering, Facing, Sound, is_film
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.marks import Marks
from ui.pages.copies.redact_side import RedactSide
from ui.pages.page import Page
from ui.pages.viewing.way import FilmWay, PageWay
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.pictures.area_board import AreaBoard
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Item
    from app.jobs import Job
    from app.usecases.copies.copying import View
    from app.usecases.intake.adding import Added
    from app.usecases.vault.vaults import OpenVault

NAME_LENGTH = 40
HEIGHT = 400
ALL_THE_REST = 100
"""The picture gets the height that is left, since most screens are upright."""


class RedactPage(Page):
    """One original, the places on it, and the one action: keep the copy."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item: Item | None = None
        self._facing: Facing | None = None
        self._wanted: tuple[str, int, int] | None = None
        self._is_reading = False
        super().__init__(context)

    def build(self) -> None:
        """Board and way to the left, controls to the right."""
        tr = self.context.tr
        self.head_button(lambda: tr("Back to the item"), self._back, filled=False)
        self._keep = self.head_button(lambda: tr("Keep the copy"), self.keep, filled=True)
        self._progress = ProgressPanel(self.context)
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr(
                "The original stays as it is. What you cover here can't be brought back from "
                "the copy; what you don't cover is in it."
            ),
        )
        self._marks = Marks()
        self._board = AreaBoard(self._marks)
        self._board.setMinimumHeight(HEIGHT)
        self._board.marked.connect(self._show_marks)
        self._side = RedactSide(self)
        self._pages, self._film = PageWay(self), FilmWay(self, plays=False)
        self._pages.stepped.connect(self._step)
        self._pages.sought.connect(self._to_page)
        self._film.stepped.connect(self._step)
        self._film.sought.connect(lambda at_ms: self._read("at", at_ms, 1))
        self._still, self._part = Button("", SECONDARY), Button("", SECONDARY)
        self._still.clicked.connect(self.keep_still)
        self._part.clicked.connect(self.keep_part)
        self.say(self._still.say, lambda: tr("Keep this moment as a picture"))
        self.say(self._part.say, lambda: tr("Keep the chosen part as a picture"))
        self.say(lambda _text: self._say_board(), lambda: "")
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._board, 1)
        left.addWidget(self._pages)
        left.addWidget(self._film)
        left.addLayout(row_of(self._still, self._part))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self.desk.addWidget(intro)
        self.desk.addWidget(self._progress)
        self.desk.addLayout(row, ALL_THE_REST)
        self._listen()
        self.clear()

    def _listen(self) -> None:
        side = self._side
        side.show_it.toggled.connect(lambda _on: self._uncover())
        side.in_colour.toggled.connect(lambda _on: self._uncover())
        side.sure.toggled.connect(lambda _on: self._show_marks())
        side.mark.clicked.connect(self._board.add_in_the_middle)
        side.out.clicked.connect(lambda: self._changed(self._marks.remove))
        side.undo.clicked.connect(lambda: self._changed(self._marks.back))
        side.how.chosen.connect(self._choose_how)
        side.from_here.clicked.connect(lambda: self._change(from_ms=self._board.at_ms))
        side.to_here.clicked.connect(lambda: self._change(to_ms=self._board.at_ms))
        side.every_page.clicked.connect(
            lambda on: self._change(page=None if on else self._board.page)
        )

    def refresh(self, subject: object = None) -> None:
        """Begin with an item, asked for by its identifier; without one, go on as it is."""
        from app.usecases.items.evidence import details

        if isinstance(subject, str) and (self._item is None or subject != self._item.id):
            self.clear()
            case = self.context.session.case
            here = None if case is None else case.id
            self.context.with_vault(
                lambda vault, _job: details(vault, subject, here).item, self._begin, owner=self
            )

    def on_changed(self, what: Changed) -> None:
        """What is marked here does not change by it."""

    def retext(self) -> None:
        """The words about the chosen place too."""
        super().retext()
        self._show_marks()

    def clear(self) -> None:
        """Let go of the picture and the places."""
        self._item = self._facing = self._wanted = None
        self._is_reading = False
        self.title.say(self.context.tr("Covered copy"))
        self._marks.clear()
        self._board.clear()
        self._pages.show_where(None)
        self._film.begin()
        for tick in (self._side.show_it, self._side.in_colour, self._side.sure):
            tick.setChecked(False)
        self._side.show_kind(film=False, pages=False, minor=False)
        self._still.hide()
        self._show_marks()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: covered again."""
        self._side.show_it.setChecked(False)
        super().hideEvent(event)

    def _back(self) -> None:
        self.context.go("item", self._item.id if self._item is not None else None)

    def _begin(self, item: Item) -> None:
        self._item = item
        self.title.say(
            self.context.tr("Covered copy of {name}", name=visible_name(item.name, NAME_LENGTH))
        )
        self._still.setVisible(is_film(item))
        self._read("at", 0, 1)

    # --- what is shown ----------------------------------------------------------------------------

    def _step(self, way: int) -> None:
        facing = self._facing
        if facing is None:
            return
        if facing.at_ms is not None:
            self._read("after" if way > 0 else "before", facing.at_ms, 1)
        else:
            self._to_page((facing.page or 1) + way)

    def _to_page(self, page: int) -> None:
        """Another page of a PDF; a number that it has not leads nowhere."""
        if self._facing is not None and 1 <= page <= self._facing.pages:
            self._read("at", 0, page)

    def _read(self, which: str, at_ms: int, page: int) -> None:
        """Ask for another picture; while one is on its way, only the newest wish counts."""
        self._wanted = (which, at_ms, page)
        if self._item is None or self._is_reading:
            return
        from app.usecases.copies.copying import view

        item, (which, at_ms, page), self._wanted = self._item.id, self._wanted, None
        self._is_reading = True
        self.context.with_vault(
            lambda vault, job: view(vault, item, job, which=which, at_ms=at_ms, page=page),
            lambda seen: self._seen(item, seen),
            owner=self,
            failed=self._failed,
        )

    def _failed(self, _error: object) -> bool:
        self._is_reading = False
        return False

    def _seen(self, item: str, seen: View | None) -> None:
        if self._item is None or self._item.id != item:
            return
        self._is_reading = False
        if seen is not None:
            facing = self._facing = seen.facing
            self._board.page = facing.page if facing.pages > 1 else None
            self._board.at_ms = facing.at_ms
            self._board.show_picture(seen.jpeg, (facing.width, facing.height))
            self._pages.show_where(facing)
            self._film.show_where(facing)
            case = self.context.session.case
            self._side.show_kind(
                film=facing.at_ms is not None,
                pages=facing.pages > 1,
                minor=case is not None and case.minor_mode,
            )
            if self._marks.chosen not in self._board.here():
                self._marks.choose(None)
            self._show_marks()
        if self._wanted is not None:
            self._read(*self._wanted)

    def _say_board(self) -> None:
        tr = self.context.tr
        self._board.say(
            tr("Picture to mark places on"),
            tr(
                "N marks a place, Enter goes to the next one. Arrows move it, with Shift they "
                "change its size, with Ctrl finely. Delete takes it out."
            ),
            tr("Covered until you ask to see it"),
        )

    def _uncover(self) -> None:
        side = self._side
        side.in_colour.setEnabled(side.show_it.isChecked())
        self._board.uncover(is_open=side.show_it.isChecked(), in_colour=side.in_colour.isChecked())

    # --- marking ----------------------------------------------------------------------------------

    def _changed(self, change: Callable[[], None]) -> None:
        change()
        self._board.update()
        self._show_marks()

    def _change(self, **parts: object) -> None:
        """Change the chosen place; an end before its beginning moves the beginning, and so on."""
        area = self._marks.area
        if area is None:
            return
        changed = msgspec.structs.replace(area, **parts)
        if not changed.is_sensible:
            parts = {"from_ms": self._board.at_ms, "to_ms": self._board.at_ms}
        self._changed(lambda: self._marks.change(**parts))

    def _choose_how(self, how: object) -> None:
        if isinstance(how, Covering):
            self._board.how = how
            self._changed(lambda: self._marks.change(how=how))

    def _show_marks(self) -> None:
        marks, side = self._marks, self._side
        area = marks.area
        side.show_chosen(area, marks.chosen or 0, can_go_back=marks.can_go_back)
        side.in_colour.setEnabled(side.show_it.isChecked())
        case = self.context.session.case
        is_minor = case is not None and case.minor_mode
        may = self._item is not None and (side.sure.isChecked() or not is_minor)
        self._keep.setEnabled(may and bool(marks.areas))
        self._part.setEnabled(may and area is not None)
        self._still.setEnabled(may)
        self._board.update()

    # --- keeping ----------------------------------------------------------------------------------

    def keep(self) -> None:
        """Make the covered copy."""
        from app.usecases.copies.copying import redact

        areas, sound = self._marks.areas, self._side.sound.value
        kept = sound if isinstance(sound, Sound) else Sound.KEPT
        self._make(
            lambda vault, case, item, sure, job: redact(
                vault, case, item, areas, job, sound=kept, screens_without_image=sure
            )
        )

    def keep_still(self) -> None:
        """Make a picture of the moment that is shown."""
        from app.usecases.copies.copying import still

        at_ms = self._board.at_ms or 0
        self._make(
            lambda vault, case, item, sure, job: still(
                vault, case, item, at_ms, job, screens_without_image=sure
            )
        )

    def keep_part(self) -> None:
        """Make a picture of the chosen place."""
        from app.usecases.copies.copying import crop

        chosen, at_ms = self._marks.area, self._board.at_ms
        if chosen is None:
            return
        page = self._board.page if chosen.page is None else chosen.page
        part = Area(chosen.left, chosen.top, chosen.width, chosen.height, page=page)
        self._make(
            lambda vault, case, item, sure, job: crop(
                vault, case, item, part, job, at_ms=at_ms, screens_without_image=sure
            )
        )

    def _make(self, work: Callable[[OpenVault, str, str, bool, Job], Added]) -> None:
        case, item = self.context.session.case, self._item
        if case is None or item is None:
            return
        sure = self._side.sure.isChecked()
        self._keep.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: work(vault, case.id, item.id, sure, job),
            self._made,
            owner=self,
            failed=lambda _error: self._show_marks(),
        )
        self._progress.follow(ticket)

    def _made(self, added: Added) -> None:
        tr = self.context.tr
        self.context.session.tell(Changed.EVIDENCE)
        name = visible_name(added.item.name, NAME_LENGTH)
        if added.is_new:
            self.context.messages.good(
                tr("The copy is kept: {name}", name=name),
                tr("It is a new item. The original was not changed."),
            )
        else:
            self.context.messages.good(
                tr("This copy was there already: {name}", name=name),
                tr(
                    "It was made the same way before, so nothing new was made. "
                    "The original was not changed."
                ),
            )
        self.context.go("item", added.item.id)
