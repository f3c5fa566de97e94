"""One item, large: a picture, a page of a PDF, a frame of a film, or a sound. Nothing on a disk.

Covered, grey and silent until asked for; covered again on leaving, when the window goes into the
background, after a minute without a sign of life, and on every lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.copies import PAGES_TYPE, can_be_seen, is_film
from app.domain.evidence.sights import Sight, Wish, can_be_heard
from app.domain.text.textsafe import visible, visible_name
from app.errors import OngiError
from ui.context import Context
from ui.errors import in_words
from ui.pages.page import Page
from ui.pages.viewing.asking import Asker
from ui.pages.viewing.below import CaptionRow
from ui.pages.viewing.caption import caption_lines
from ui.pages.viewing.playing import FilmPlayer
from ui.pages.viewing.seeing import SeeBar
from ui.pages.viewing.sound import SoundPanel
from ui.pages.viewing.stage import Stage
from ui.pages.viewing.way import LEAP_MS, STEP_MS, FilmWay, PageWay
from ui.session import Changed
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.copies import Facing
    from app.domain.evidence.items import Item
    from app.usecases.items.evidence import ItemDetails

NAME_LENGTH = 48
CAPTION_LENGTH = 300
ALL_THE_REST = 100


class ViewPage(Page):
    """The stage, what can be done with it, and below what it is."""

    place = "evidence"
    lets_go = True

    def __init__(self, context: Context) -> None:
        self._item_id: str | None = None
        self._item: Item | None = None
        self._details: ItemDetails | None = None
        self._words = ""
        self._facing: Facing | None = None
        self._page_number = 1
        self._next_wish: Wish | None = None
        self._is_due = False
        self._refused: OngiError | None = None
        super().__init__(context)

    def build(self) -> None:
        """Head, stage, controls, caption."""
        tr = self.context.tr
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._cover_button = self.head_button(
            lambda: tr("Cover parts, make a copy"), self._to_redact, filled=False
        )
        self._write_button = self.head_button(
            lambda: tr("Write down"), self._to_retell, filled=False
        )
        self.head_button(lambda: tr("Details of the item"), self._to_item, filled=False)
        self._asker = Asker(self.context, self)
        self._player = FilmPlayer(self)
        self._stage = Stage()
        self._see = SeeBar(self, self._stage)
        self._pages, self._film = PageWay(self), FilmWay(self)
        self._sound = SoundPanel(self, self._asker)
        self._problem = Card("fact")
        self._problem_words = Words("")
        self._problem.add(self._problem_words)
        self._below = CaptionRow(self, self._see.keep)
        self._caption, self._caption_more = self._below.first, self._below.more
        controls = QWidget()
        column = QVBoxLayout(controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._see, self._pages, self._film, self._below):
            column.addWidget(widget)
        self.desk.addWidget(self._problem)
        self.desk.addWidget(self._stage, ALL_THE_REST)
        self.desk.addWidget(self._sound)
        self.desk.addWidget(controls)
        self._listen()
        self.say(lambda _text: self._say_stage(), lambda: "")
        self.clear()

    def _listen(self) -> None:
        stage, film, player, asker = self._stage, self._film, self._player, self._asker
        asker.began.connect(self._began)
        asker.answered.connect(self._answered)
        asker.refused.connect(self._refuse)
        self._sound.refused.connect(self._refuse)
        stage.wanted.connect(self._wish)
        stage.seen.connect(self._seen)
        stage.key.connect(self._key)
        self._pages.stepped.connect(lambda way: self._to_page(self._page_number + way))
        self._pages.sought.connect(self._to_page)
        film.stepped.connect(self._step_frame)
        film.sought.connect(self._seek)
        film.played.connect(self._play)
        player.wanted.connect(self._wish_next)
        player.due.connect(self._show)
        player.ended.connect(lambda: film.show_playing(is_on=False))

    # --- which item -------------------------------------------------------------------------------

    def refresh(self, subject: object = None) -> None:
        """Look at an item, by its identifier; without one, at the one that was looked at."""
        from app.usecases.items.evidence import details
        from app.usecases.items.looks import words_of

        if isinstance(subject, str) and subject != self._item_id:
            self.clear()
            self._item_id = subject
        item, case = self._item_id, self.context.session.case
        if item is None or case is None or self._asker.is_open:
            return
        self._stage.setFocus()
        self.context.with_vault(
            lambda vault, _job: (details(vault, item, case.id), words_of(vault, case.id, item)),
            lambda told: self._describe(*told),
            owner=self,
        )
        self._below.show_item(case.id, item)
        self._asker.open(case.id, item)

    def on_changed(self, what: Changed) -> None:
        """Minor mode may hold it back now; what else changed does not show here."""
        if what is Changed.CASE and self._item_id is not None:
            self._let_go()
            self.refresh()

    def retext(self) -> None:
        """The caption and what was said of a failure too."""
        super().retext()
        if self._details is not None:
            self._describe(self._details, self._words)
        if self._refused is not None:
            self._refuse(self._refused)

    def clear(self) -> None:
        """Let go of everything."""
        self._let_go()
        self._item_id = None
        self._details, self._words = None, ""
        self.title.say(self.context.tr("Look at it"))
        self._below.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: covered, and the worker is gone."""
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        self._player.stop()
        self._film.show_playing(is_on=False)
        self._sound.let_go()
        self._asker.close()
        self._stage.let_go()
        self._see.begin()
        self._item = self._facing = self._refused = None
        self._page_number, self._is_due = 1, False
        self._pages.show_where(None)
        self._film.begin()
        self._problem.hide()
        self._cover_button.hide()
        self._show_kind(is_sound=False)

    def _show_kind(self, *, is_sound: bool) -> None:
        """The stage, or the picture of a sound."""
        self._stage.setVisible(not is_sound)
        self._see.setVisible(not is_sound)
        self._sound.setVisible(is_sound)
        self._write_button.setVisible(is_sound)

    def _describe(self, details: ItemDetails, words: str) -> None:
        self._details, self._words = details, words
        self.title.say(visible_name(details.item.name, NAME_LENGTH))
        first, more = caption_lines(details, words, self.context)
        self._caption.say(visible(first, CAPTION_LENGTH))
        self._caption_more.say(more)
        self._say_stage()

    def _began(self, item: Item) -> None:
        self._item = item
        self._cover_button.setVisible(can_be_seen(item))
        self._say_stage()
        self._show_kind(is_sound=can_be_heard(item))
        if can_be_heard(item):
            self._sound.begin()
            self._sound.wave.setFocus()
        else:
            self._asker.wish(Wish(only_facing=True))

    def _refuse(self, error: OngiError) -> None:
        self._refused = error
        self._player.stop()
        self._film.show_playing(is_on=False)
        self._problem_words.say(in_words(error, self.context.language.texts))
        self._problem.show()

    # --- what is shown ----------------------------------------------------------------------------

    def _wish(self) -> None:
        """The pixels for what the stage shows now; after another frame, if one is on its way."""
        if self._item is None or self._facing is None or self._player.is_on:
            return
        self._is_due = self._asker.is_asking
        if self._is_due:
            return
        self._asker.wish(self._wished(at_ms=self._film.at_ms))

    def _wished(self, *, at_ms: int = 0, which: str = "at", not_before_ms: int = 0) -> Wish:
        view = self._stage.view
        width, height = view.pixels(self._stage.devicePixelRatioF())
        return Wish(
            box=view.box,
            width=width,
            height=height,
            in_grey=self._stage.is_grey,
            page=self._page_number,
            at_ms=at_ms,
            which=which,
            not_before_ms=not_before_ms,
        )

    def _answered(self, wish: Wish, sight: Sight | None) -> None:
        if wish.only_facing:
            if sight is not None:
                self._facing = sight.facing
                self._stage.begin((sight.facing.width, sight.facing.height))
                self._show_where(sight.facing)
                self._wish_if_open()
        elif wish is self._next_wish:
            self._player.take(sight)
        elif sight is not None and not self._player.is_on:
            self._show(sight)
        if self._is_due:
            self._wish()

    def _wish_if_open(self) -> None:
        if self._stage.is_open:
            self._wish()

    def _show(self, sight: Sight) -> None:
        self._refused = None
        self._problem.hide()
        self._facing = sight.facing
        self._stage.show_sight(sight)
        self._show_where(sight.facing)

    def _show_where(self, facing: Facing) -> None:
        self._pages.show_where(facing)
        self._film.show_where(facing)
        self._see.show_where()

    def _seen(self, is_seen: bool) -> None:
        """Covered: a film that plays waits; in sight again: it goes on."""
        self._see.show_where()
        if not self._film.play.isChecked():
            return
        if is_seen and not self._player.is_on:
            self._player.play(self._film.at_ms)
        elif not is_seen:
            self._player.stop()

    def _say_stage(self) -> None:
        tr, item = self.context.tr, self._item
        keys = tr("Hold the mouse button or Space to see it. Plus and minus come nearer, R turns.")
        if item is not None and is_film(item):
            keys += " " + tr("Comma and full stop go frame by frame, P plays without sound.")
        elif item is not None and item.media_type == PAGES_TYPE:
            keys += " " + tr("Page up and page down turn the pages.")
        known = self._details
        what = "" if known is None else caption_lines(known, self._words, self.context)[0]
        held = tr("Hold to see it")
        self._stage.say(
            visible(what, CAPTION_LENGTH) or tr("Look at it"),
            keys,
            f"{visible(what, NAME_LENGTH)} · {held}" if what else held,
        )

    # --- ways through it --------------------------------------------------------------------------

    def _to_page(self, number: int) -> None:
        facing = self._facing
        if facing is not None and 1 <= number <= facing.pages:
            self._page_number = number
            if self._stage.is_open:
                self._asker.wish(self._wished())
            else:
                self._stage.begin((facing.width, facing.height))
                self._asker.wish(Wish(only_facing=True, page=number))

    def _step_frame(self, way: int) -> None:
        self._stop_playing()
        which = "after" if way > 0 else "before"
        self._asker.wish(self._wished(at_ms=self._film.at_ms, which=which))

    def _seek(self, at_ms: int) -> None:
        self._stop_playing()
        self._asker.wish(self._wished(at_ms=at_ms))

    def _play(self, is_on: bool) -> None:
        if is_on and self._stage.is_shown:
            self._player.play(self._film.at_ms)
        elif not is_on:
            self._player.stop()

    def _stop_playing(self) -> None:
        self._player.stop()
        self._film.show_playing(is_on=False)

    def _wish_next(self, at_ms: int, not_before_ms: int) -> None:
        wish = self._wished(at_ms=at_ms, which="after", not_before_ms=not_before_ms)
        self._next_wish = wish
        self._asker.wish(wish)

    def _key(self, event: QKeyEvent) -> None:
        """Keys of the stage that are not its own."""
        key, item = Qt.Key(event.key()), self._item
        if item is None:
            return
        leap = LEAP_MS if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_MS
        if is_film(item):
            acts = {
                Qt.Key.Key_Comma: lambda: self._step_frame(-1),
                Qt.Key.Key_Period: lambda: self._step_frame(1),
                Qt.Key.Key_Left: lambda: self._film.leap(-leap),
                Qt.Key.Key_Right: lambda: self._film.leap(leap),
                Qt.Key.Key_P: self._film.play.toggle,
            }
        elif item.media_type == PAGES_TYPE:
            acts = {
                Qt.Key.Key_PageUp: lambda: self._to_page(self._page_number - 1),
                Qt.Key.Key_PageDown: lambda: self._to_page(self._page_number + 1),
            }
        else:
            acts = {}
        if key in acts:
            acts[key]()
            event.accept()

    # --- elsewhere --------------------------------------------------------------------------------

    def _to_item(self) -> None:
        self.context.go("item", self._item_id)

    def _to_retell(self) -> None:
        self.context.go("retell", self._item_id)

    def _to_redact(self) -> None:
        self.context.go("redact", self._item_id)
