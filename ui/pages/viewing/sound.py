"""A sound: its picture, playing and stopping, how loud. Nothing is heard before it is asked for.

The worker decodes piece by piece; what is drawn and what is played are asked for in turn. Where no
sound comes out of the computer, that is said and the picture stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.evidence.sights import Piece
from app.errors import InputProblem, OngiError
from app.i18n import N_
from ui.pages.copies.redact_side import Choices
from ui.pages.page import Page
from ui.pages.viewing.asking import Asker
from ui.pages.viewing.waveform import Waveform
from ui.pages.viewing.way import LEAP_MS, clock_of
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.pictures.cared_for import care_around, tell_opened
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.items.listening import Loudspeaker

LOUDNESS = {15: N_("Quiet"), 45: N_("Middle"), 100: N_("Loud")}
USUAL = 45
PIECE_MS = 1_000
DRAWN_MS = 60_000
LONGEST_DRAWN_MS = 12 * 3_600_000
"""A sound that goes on longer is played, and drawn so far."""
_AHEAD_MS = 1_500
_TICK_MS = 50


class SoundPanel(Card):
    """`refused`: an `OngiError` that the page shows."""

    refused = Signal(object)

    def __init__(self, page: Page, asker: Asker) -> None:
        super().__init__(spacing=14)
        self._page, self._asker = page, asker
        self._speaker: Loudspeaker | None = None
        self._is_on = self._is_opening = self._is_asking = self._is_end = False
        self._volume: int | None = None
        self._from_ms = self._at_ms = self._next_ms = 0
        self._turn = self._sitting = 0
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._pump)
        tr = page.context.tr
        self.wave = Waveform()
        self.where = Words("", "quiet")
        self.play, self.back, self.on = (Button("", SECONDARY) for _ in range(3))
        self.loudness = Choices(page, LOUDNESS)
        self.how_loud = Words("", "soft")
        page.say(self.wave.setAccessibleName, lambda: tr("The sound from its beginning to its end"))
        page.say(self.back.say, lambda: tr("Back 10 s"))
        page.say(self.on.say, lambda: tr("On 10 s"))
        page.say(lambda _text: self._say(), lambda: "")
        self.add(self.wave, self.where)
        self.add_row(self.back, self.play, self.on)
        self.add(self.how_loud, self.loudness)
        self.wave.sought.connect(self.seek)
        self.play.clicked.connect(self._press)
        self.back.clicked.connect(lambda: self.seek(self._at_ms - LEAP_MS))
        self.on.clicked.connect(lambda: self.seek(self._at_ms + LEAP_MS))
        self.loudness.chosen.connect(self._choose)

    @property
    def is_on(self) -> bool:
        """Whether it plays, or is about to."""
        return self._is_on

    @property
    def at_ms(self) -> int:
        """Where it stands."""
        return self._at_ms

    def begin(self) -> None:
        """A sitting is open: draw the sound, and play nothing."""
        self.let_go()
        self._volume = None if care_around(self).silent else USUAL
        if self._volume is None:
            self.loudness.show_none()
        else:
            self.loudness.show_chosen(self._volume)
        self._draw(0, self._sitting)
        self._say()

    def let_go(self) -> None:
        """Be silent, and keep nothing of the sound."""
        self.stop()
        self._sitting += 1
        self.wave.begin()
        self._at_ms = self._next_ms = self._from_ms = 0
        self.how_loud.hide()
        self.loudness.hide()
        self._say()

    # --- the picture of it ------------------------------------------------------------------------

    def _draw(self, from_ms: int, sitting: int) -> None:
        def drawn(piece: Piece) -> None:
            if sitting != self._sitting:
                return
            self.wave.add(piece.data, piece.heard.length_ms)
            if piece.heard.is_end:
                self.wave.end()
            elif piece.heard.to_ms < LONGEST_DRAWN_MS:
                self._draw(piece.heard.to_ms, sitting)
            self._say()

        self._asker.ask(lambda looking, job: looking.peaks(from_ms, DRAWN_MS, job), drawn)

    # --- playing ----------------------------------------------------------------------------------

    def _press(self) -> None:
        if self._is_on:
            self.stop()
        elif self._volume is None:
            self.how_loud.show()
            self.loudness.show()
        else:
            self._begin_to_play()

    def _choose(self, loudness: object) -> None:
        is_first = self._volume is None
        self._volume = loudness if isinstance(loudness, int) else USUAL
        if is_first:
            self._begin_to_play()
        elif self._is_on:
            self.seek(self._at_ms)  # what waits in the device has the earlier loudness

    def _begin_to_play(self) -> None:
        tell_opened(self)
        self._start()

    def _start(self) -> None:
        """Open the way out, then play from where it stands."""
        from app.usecases.items.listening import open_loudspeaker

        if self._at_ms >= self.wave.length_ms > 0:
            self._at_ms = 0
        self._is_on = self._is_opening = True
        self._from_ms = self._next_ms = self._at_ms
        self._is_end = False
        self.how_loud.show()
        self.loudness.show()
        turn = self._turn

        def opened(speaker: Loudspeaker) -> None:
            if not self._is_on or turn != self._turn:
                speaker.stop()
                return
            self._is_opening = False
            self._speaker = speaker
            self._tick.start()
            self._pump()

        self._page.context.without_vault(
            lambda _job: open_loudspeaker(), opened, owner=self, failed=self._no_speaker
        )
        self._say()

    def _no_speaker(self, error: OngiError) -> bool:
        self.stop()
        self.refused.emit(error)
        return True

    def stop(self) -> None:
        """Be silent, and stay where it is."""
        self._tick.stop()
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.stop()
        self._is_on = self._is_opening = self._is_asking = False
        self._turn += 1
        self._say()

    def seek(self, at_ms: int) -> None:
        """Go to another place, playing on if it plays."""
        was_on = self._is_on
        self.stop()
        self._at_ms = max(0, min(at_ms, self.wave.length_ms))
        self.wave.show_at(self._at_ms)
        self._say()
        if was_on:
            self._start()

    def _pump(self) -> None:
        """Tell where it stands, and have the next piece ready in time."""
        speaker = self._speaker
        if speaker is None:
            return
        self._at_ms = self._from_ms + speaker.played_ms
        self.wave.show_at(self._at_ms)
        if not speaker.goes_on:
            self.stop()
            if speaker.broke_off:
                self.refused.emit(InputProblem("INP-160"))
        elif not self._is_end and not self._is_asking and speaker.waiting_ms < _AHEAD_MS:
            self._ask()
        self._say()

    def _ask(self) -> None:
        self._is_asking = True
        turn, from_ms, volume = self._turn, self._next_ms, self._volume or 0

        def heard(piece: Piece) -> None:
            if turn != self._turn or self._speaker is None:
                return
            self._is_asking = False
            self._next_ms, self._is_end = piece.heard.to_ms, piece.heard.is_end
            self._speaker.give(piece.data)
            if self._is_end:
                self._speaker.finish()

        self._asker.ask(lambda looking, job: looking.samples(from_ms, PIECE_MS, volume, job), heard)

    # --- words ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and stops, wherever in the panel it is pressed."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._press()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        tr = self._page.context.tr
        self.play.say(tr("Stop") if self._is_on else tr("Play"))
        if self._volume is None:
            self.how_loud.say(tr("How loud should it be? Nothing is heard before you choose."))
        else:
            self.how_loud.say(tr("How loud it is"))
        length = self.wave.length_ms
        self.where.say(f"{clock_of(self._at_ms)} / {clock_of(length)}" if length else "")
        self.wave.setAccessibleDescription(self.where.text())
