"""What a person leaves to somebody else to look at, and the words of who looked.

The one place where a picture has to be looked at to be described; still covered until it is held.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.domain.evidence.looks import PLAIN_WORDS, Look
from app.domain.text.textsafe import visible, visible_name
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import END, PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.empty import EmptyNote
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.words import TIGHT, Words
from ui.wording import KINDS, day

if TYPE_CHECKING:
    from app.domain.evidence.items import Item

PICTURE = QSize(300, 200)
NAME_LENGTH = 48
MOST_SHOWN = 100

Looked = tuple[Look, "Item"]


class LooksPage(Page):
    """A card to write in, for the one that was chosen, and below it all that was left."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._looked: tuple[Looked, ...] = ()
        self._now: Looked | None = None
        super().__init__(context)

    def build(self) -> None:
        """What it is for, the form, the list, or what to do where there is nothing."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Let somebody else look"))
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr(
                "You need not look at what is hard to look at. Whoever you trust looks instead and "
                "writes down what is there; from then on these words stand in its place. "
                "Nothing is sent by this."
            ),
        )
        self.desk.addWidget(what)
        self._build_form()
        self._list = Card(spacing=6)
        self._empty = EmptyNote("eye_off")
        choose = Button("", SECONDARY)
        choose.clicked.connect(lambda: self.context.go("evidence"))
        self.say(
            self._empty.sentence.say,
            lambda: tr("Nothing is left to others to look at. Choose it among what is collected."),
        )
        self.say(choose.say, lambda: tr("See what is collected"))
        self._empty.inside.insertWidget(3, choose, 0, Qt.AlignmentFlag.AlignCenter)
        self.desk.addWidget(self._list)
        self.desk.addWidget(self._empty)
        self.clear()

    def _build_form(self) -> None:
        tr = self.context.tr
        self._form = Card(spacing=10)
        self._about = Words("", "strong", endless=TIGHT)
        self._picture = CoveredPicture(size=PICTURE)
        self._picture.setFixedSize(PICTURE)
        self._picture.wanted.connect(self._read_picture)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.say(self.words.setAccessibleName, lambda: tr("What is seen, in words"))
        self.say(
            self.words.setPlaceholderText,
            lambda: tr("What is there, in plain words: no guess at an age, no judgement, no names"),
        )
        self.plain = ChoiceBox()
        self.say(self.plain.setAccessibleName, lambda: tr("Plain words to begin with"))
        self.plain.activated.connect(self._begin_with)
        self._problem = Words("", "care")
        self._keep, large, later = Button("", PRIMARY), Button("", SECONDARY), Button("", SECONDARY)
        self._keep.clicked.connect(self._say)
        large.clicked.connect(self._look_large)
        later.clicked.connect(self._put_away)
        self.say(self._keep.say, lambda: tr("Keep these words"))
        self.say(large.say, lambda: tr("See it large"))
        self.say(later.say, lambda: tr("Later"))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.plain)
        right.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._picture)
        row.addLayout(right, 1)
        self._form.add(self._about)
        self._form.inside.addLayout(row)
        self._form.add(self._problem)
        self._form.add_row(self._keep, large, later)
        self.desk.addWidget(self._form)

    def show_problem(self, text: str) -> None:
        """A sentence below the form."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def refresh(self, subject: object = None) -> None:
        """Read the list; with the name of a look, open its form."""
        case = self.context.session.case
        if case is None:
            return

        from app.usecases.items.looks import looked_items

        asked = subject if isinstance(subject, str) else None
        self.context.with_vault(
            lambda vault, _job: looked_items(vault, case.id),
            lambda looked: self._show(looked, asked),
            owner=self,
        )

    def on_changed(self, what: Changed) -> None:
        """Only another case matters: the list is read anew after each act of one's own."""
        if what is Changed.CASE:
            self.refresh()

    def retext(self) -> None:
        """List and choices too."""
        super().retext()
        self._show_list()
        self._show_form()

    def clear(self) -> None:
        """Let go of everything."""
        self._looked, self._now = (), None
        self.words.setPlainText("")
        self._show_form()
        self._show_list()

    def _show(self, looked: tuple[Looked, ...], asked: str | None) -> None:
        self._looked = looked
        self._show_list()
        for one in looked:
            if one[0].id == asked:
                self._write(one)

    def _show_list(self) -> None:
        self._list.empty()
        for one in self._looked[:MOST_SHOWN]:
            self._add(*one)
        self._list.setVisible(bool(self._looked))
        self._empty.setVisible(not self._looked)

    def _add(self, look: Look, item: Item) -> None:
        tr = self.context.tr
        said = visible(look.words) if look.words else tr("Nobody looked yet.")
        write, back = Button("", QUIET), Button("", QUIET)
        back.lean(END)
        write.say(tr("Change the words") if look.words else tr("Write what is seen"))
        write.clicked.connect(partial(self._write_again, look, item))
        back.say(tr("Ask nobody to look"))
        back.clicked.connect(partial(self._take_back, look))
        if look.asked_ms is None:
            back.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(said, "text" if look.words else "soft", endless=TIGHT))
        words.addWidget(Words(self._caption(item), "quiet", endless=TIGHT))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (write, back):
            row.addWidget(button)
        self._list.inside.addLayout(row)

    def _caption(self, item: Item) -> str:
        kind = self.context.tr(KINDS[item.kind])
        name = visible_name(item.name, NAME_LENGTH)
        return f"{kind} · {day(item.added_ms, self.context)} · {name}"

    def _write_again(self, look: Look, item: Item, *_pressed: bool) -> None:
        self._write((look, item))
        self.words.setFocus()

    def _write(self, one: Looked) -> None:
        self._now = one
        self.words.setPlainText(one[0].words)
        self._picture.set_jpeg(None)
        self._show_form()

    def _show_form(self) -> None:
        tr = self.context.tr
        self.plain.clear()
        self.plain.addItems([tr("Plain words to begin with"), *(tr(one) for one in PLAIN_WORDS)])
        self.show_problem("")
        self._form.setVisible(self._now is not None)
        if self._now is None:
            self._about.say("")
            self._picture.set_jpeg(None)
            self._picture.caption("", "")
            return
        item = self._now[1]
        self._about.say(self._caption(item))
        self._picture.caption(tr(KINDS[item.kind]), tr("Hold to see it"))

    def _begin_with(self, chosen: int) -> None:
        if chosen:
            before = self.words.toPlainText().rstrip()
            self.words.setPlainText("\n".join(one for one in (before, self._plain(chosen)) if one))
            self.plain.setCurrentIndex(0)
            self.words.setFocus()

    def _plain(self, chosen: int) -> str:
        return self.context.tr(PLAIN_WORDS[chosen - 1])

    def _put_away(self) -> None:
        self._now = None
        self.words.setPlainText("")
        self._show_form()

    def _read_picture(self) -> None:
        from app.usecases.items.evidence import preview

        if self._now is not None:
            item = self._now[1].id
            self.context.with_vault(
                lambda vault, _job: preview(vault, item), self._picture.set_jpeg, owner=self
            )

    def _look_large(self) -> None:
        if self._now is not None:
            self.context.go("view", self._now[1].id)

    def _say(self) -> None:
        from app.usecases.items.looks import say_what_is_seen

        if self._now is None:
            return
        look, words = self._now[0], self.words.toPlainText()

        def kept(_look: Look) -> None:
            self._put_away()
            self._changed()

        self.context.with_vault(
            lambda vault, _job: say_what_is_seen(vault, look.id, words),
            kept,
            owner=self,
            place=self,
            must_finish=True,
        )

    def _take_back(self, look: Look, *_pressed: bool) -> None:
        from app.usecases.items.looks import take_back

        self._put_away()
        self.context.with_vault(
            lambda vault, _job: take_back(vault, look.id),
            lambda _none: self._changed(),
            owner=self,
            place=self,
        )

    def _changed(self) -> None:
        self.refresh()
        self.context.session.tell(Changed.NOTES)
