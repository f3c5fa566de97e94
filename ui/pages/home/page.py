"""A case at a glance: what can be done next, whom to talk to, what is there, the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.domain.case.timeline import Timeline
from ui.context import Context
from ui.lanes import Lane
from ui.pages.home.next_card import NextCard
from ui.pages.home.tiles import Tiles
from ui.pages.hurry.to_five_minutes import to_five_minutes
from ui.pages.ledger.soon_card import SoonCard
from ui.pages.page import Page
from ui.pages.timeline.words import TimelineWords
from ui.pages.told.to_telling import telling_row
from ui.theme.scale import scaled
from ui.widgets.buttons import END, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.timeline.timeline_view import TimelineView
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.case.case_home import Glance
    from app.usecases.reports.helping import Contactable
    from app.usecases.vault.vaults import OpenVault

SHOWN_BODIES = 3
_TOP = Qt.AlignmentFlag.AlignTop


class HomePage(Page):
    """The page of one case."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._glance: Glance | None = None
        super().__init__(context)

    def build(self) -> None:
        """Two cards beside each other, then what is collected, then the timeline."""
        tr = self.context.tr
        self._work = self.head_button(
            lambda: tr("What comes next"), lambda: self.context.go("work"), filled=False
        )
        self._work.hide()
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self.head_button(
            lambda: tr("Case settings"), lambda: self.context.go("case_file"), filled=False
        )
        self._collect = Button("", SECONDARY)
        self._collect.clicked.connect(lambda: self.context.go("evidence"))
        self.say(self._collect.say, lambda: tr("Collect"))
        self.head_widget(self._collect)
        self._next = NextCard(self.context, to_five_minutes(self))
        self._next.worded.connect(lambda step: self._collect.setVisible(step != "collect"))
        self._body_card = Card(spacing=6)
        self._bodies: tuple[Contactable, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._next, 17)
        row.addWidget(self._body_card, 18)
        self.desk.addLayout(row)
        self._soon = SoonCard(self.context)
        self.desk.addWidget(self._soon)
        self._build_items()
        self._build_timeline()

    def _build_items(self) -> None:
        tr = self.context.tr
        card = Card()
        lead, hint = Words("", "strong"), Words("", "quiet", wrap=False)
        self.say(lead.say, lambda: tr("Collected"))
        self.say(hint.say, lambda: tr("Pictures show only while you hold them"))
        everything = Button("", QUIET)
        everything.lean(END)
        everything.clicked.connect(lambda: self.context.go("evidence"))
        self.say(everything.say, lambda: tr("See all"))
        self._hint, self._everything = hint, everything
        head = QHBoxLayout()
        head.addWidget(lead, 1)
        head.addWidget(hint)
        head.addWidget(everything)
        self._tiles = Tiles(self.context)
        self._no_items = Words("", "soft")
        self.say(
            self._no_items.say,
            lambda: tr("Screenshots, chat exports and files that you add will be here."),
        )
        card.inside.addLayout(head)
        card.add(self._tiles, self._no_items)
        card.inside.addLayout(telling_row(self))
        self.desk.addWidget(card)

    def _build_timeline(self) -> None:
        tr = self.context.tr
        self._words = TimelineWords(self.context)
        self._time_card = Card(spacing=4)
        head = QHBoxLayout()
        lead, hint = Words("", "strong"), Words("", "quiet", wrap=False)
        self.say(lead.say, lambda: tr("In order of time"))
        self.say(hint.say, lambda: tr("Times are Korean time (UTC+09:00)"))
        head.addWidget(lead, 1)
        head.addWidget(hint)
        words = self._words
        self._picture = TimelineView(
            words.sentence, words.title, words.day, walkable=False, several=words.several
        )
        self.say(self._picture.setAccessibleName, lambda: tr("Timeline as a picture"))
        self._picture.chosen.connect(lambda _entry: self.context.go("timeline"))
        self._time_card.inside.addLayout(head)
        self._time_card.add(self._picture)
        self.desk.addWidget(self._time_card)

    def refresh(self, subject: object = None) -> None:
        """Read the case."""
        case, language = self.context.session.case, self.context.language.texts.language
        if case is None:
            return

        def look(vault: OpenVault, _job: Job) -> Glance:
            from app.usecases.case.case_home import (
                glance,  # loaded there, not in the window's thread
            )

            return glance(vault, case.id, language)

        self.context.with_vault(look, self._show, owner=self)
        self._soon.refresh()
        if not self._bodies:
            self._read_bodies()

    def _read_bodies(self) -> None:
        from app.usecases.reports.helping import where_to_turn

        self.context.without_vault(
            lambda _job: where_to_turn(), self._show_bodies, owner=self, lane=Lane.FREE
        )

    def clear(self) -> None:
        """Let go of the case."""
        self._glance = None
        self._work.hide()
        self._next.clear()
        self._soon.clear()
        self.title.say("")
        self._tiles.clear()
        self._picture.show_timeline(Timeline((), ()))

    def retext(self) -> None:
        """The parts that come from the case too."""
        super().retext()
        self._next.retext()
        self._soon.retext()
        if self._glance is not None:
            self._show(self._glance)
        self._show_bodies(self._bodies)

    def _show(self, glance: Glance) -> None:
        from app.domain.text.textsafe import visible_name

        self._glance = glance
        title = visible_name(glance.case.title, 60)
        self.title.say(title or self.context.tr("Case without a name"))
        self._next.show_glance(glance)
        self._work.setVisible(glance.counselling)
        self._tiles.show_tiles(glance.tiles)
        anything = bool(glance.tiles)
        self._tiles.setVisible(anything)
        self._no_items.setVisible(not anything)
        self._hint.setVisible(any(tile.item is not None for tile in glance.tiles))
        self._everything.setVisible(anything)
        self._words.show(glance.timeline)
        self._time_card.setVisible(bool(glance.timeline.entries))
        self._picture.show_timeline(glance.timeline)

    def _show_bodies(self, bodies: tuple[Contactable, ...]) -> None:
        self._bodies = bodies
        self._body_card.empty()
        language = self.context.language.texts.language
        self._body_card.add(Words(self.context.tr("Whom you can talk to now"), "quiet"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(6)
        lines.setColumnStretch(1, 1)
        for row, body in enumerate(bodies[:SHOWN_BODIES]):
            number = body.contacts[0].value if body.contacts else ""
            lines.addWidget(Words(number, "strong", wrap=False), row, 0, _TOP)
            lines.addWidget(Words(body.name.in_language(language)), row, 1, _TOP)
            if body.hours is not None:
                hours = Words(body.hours.in_language(language), "quiet", wrap=False)
                hours.setContentsMargins(0, scaled(2), 0, 0)  # small letters share the line
                lines.addWidget(hours, row, 2, _TOP)
        self._body_card.inside.addLayout(lines)
        if bodies:
            oldest = min(body.as_of for body in bodies[:SHOWN_BODIES])
            self._body_card.add(Words(self.context.tr("Checked on {date}", date=oldest), "quiet"))
        self._body_card.inside.addStretch(1)
