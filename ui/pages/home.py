"""A case at a glance.

What can be done next, whom to talk to, what is collected, the order of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ui.context import Context
from ui.lanes import Lane
from ui.pages.ledger.soon_card import SoonCard
from ui.pages.page import Page
from ui.pages.timeline_words import TimelineWords
from ui.pages.to_five_minutes import to_five_minutes
from ui.pages.to_telling import to_telling
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.covered_picture import CoveredPicture
from ui.widgets.timeline_view import TimelineView
from ui.widgets.words import Words
from ui.wording import KINDS, day

if TYPE_CHECKING:
    from app.domain.timeline import Timeline
    from app.jobs import Job
    from app.usecases.cases import CaseSummary
    from app.usecases.evidence import EvidenceRow
    from app.usecases.helping import Contactable
    from app.usecases.vaults import OpenVault

SHOWN_ITEMS = 5
SHOWN_BODIES = 3
_TOP = Qt.AlignmentFlag.AlignTop
STATEMENT = "kr.police.statement"


@dataclass(frozen=True)
class Glance:
    """What the page shows of a case."""

    summary: CaseSummary
    items: tuple[EvidenceRow, ...]
    timeline: Timeline


def look(vault: OpenVault, case_id: str, _job: Job) -> Glance:
    """Read it in one go on the vault lane."""
    from app.usecases.cases import list_cases
    from app.usecases.evidence import list_items
    from app.usecases.timelines import timeline

    summary = next(one for one in list_cases(vault) if one.case.id == case_id)
    items = list_items(vault, case_id, limit=SHOWN_ITEMS)
    return Glance(summary, items, timeline(vault, case_id))


class HomePage(Page):
    """The page of one case."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._glance: Glance | None = None
        super().__init__(context)

    def build(self) -> None:
        """Two cards beside each other, then what is collected, then the timeline."""
        tr = self.context.tr
        self.head_button(
            lambda: tr("Someone under 19"), lambda: self.context.go("minor"), filled=False
        )
        self.head_widget(to_five_minutes(self))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._build_next()
        self._build_bodies()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._next_card, 13)
        row.addWidget(self._body_card, 9)
        self.desk.addLayout(row)
        self._soon = SoonCard(self.context)
        self.desk.addWidget(self._soon)
        self._build_items()
        self.desk.addWidget(to_telling(self))
        self._build_timeline()

    def _build_next(self) -> None:
        tr = self.context.tr
        self._next_card = Card()
        quiet = Words("", "quiet")
        self.say(quiet.say, lambda: tr("What you can do next"))
        self._next_lead, self._next_what = Words("", "lead"), Words("", "soft")
        self._next_button, later = Button("", PRIMARY), Button("", SECONDARY)
        self._next_button.clicked.connect(self._do_next)
        later.clicked.connect(lambda: self._next_card.setVisible(False))
        self.say(later.say, lambda: tr("Later"))
        self._next_card.add(quiet, self._next_lead, self._next_what)
        self._next_card.inside.addStretch(1)
        self._next_card.add_row(self._next_button, later)

    def _build_bodies(self) -> None:
        self._body_card = Card(spacing=6)
        self._bodies: tuple[Contactable, ...] = ()

    def _build_items(self) -> None:
        tr = self.context.tr
        self._item_card = Card()
        head = QHBoxLayout()
        lead, hint = Words("", "strong"), Words("", "quiet", wrap=False)
        self.say(lead.say, lambda: tr("Collected"))
        self.say(hint.say, lambda: tr("Pictures show only while you hold them"))
        head.addWidget(lead, 1)
        head.addWidget(hint)
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(12)
        self._no_items = Words("", "soft")
        self.say(
            self._no_items.say,
            lambda: tr("Screenshots, chat exports and files that you add will be here."),
        )
        self._item_card.inside.addLayout(head)
        self._item_card.inside.addLayout(self._pictures)
        self._item_card.add(self._no_items)
        self.desk.addWidget(self._item_card)

    def _build_timeline(self) -> None:
        tr = self.context.tr
        self._words = TimelineWords(self.context)
        self._time_card = Card()
        head = QHBoxLayout()
        lead, hint = Words("", "strong"), Words("", "quiet", wrap=False)
        self.say(lead.say, lambda: tr("In order of time"))
        self.say(hint.say, lambda: tr("Times are Korean time (UTC+09:00)"))
        head.addWidget(lead, 1)
        head.addWidget(hint)
        self._picture = TimelineView(
            self._words.sentence, self._words.title, self._words.day, walkable=False
        )
        self.say(self._picture.setAccessibleName, lambda: tr("Timeline as a picture"))
        self._picture.chosen.connect(lambda _entry: self.context.go("timeline"))
        self._time_card.inside.addLayout(head)
        self._time_card.add(self._picture)
        self.desk.addWidget(self._time_card)

    def refresh(self, subject: object = None) -> None:
        """Read the case."""
        case = self.context.session.case
        if case is None:
            return
        self._next_card.setVisible(True)
        self.context.with_vault(
            lambda vault, job: look(vault, case.id, job), self._show, owner=self
        )
        self._soon.refresh()
        if not self._bodies:
            self._read_bodies()

    def _read_bodies(self) -> None:
        from app.usecases.helping import where_to_turn

        self.context.without_vault(
            lambda _job: where_to_turn(), self._show_bodies, owner=self, lane=Lane.FREE
        )

    def clear(self) -> None:
        """Let go of the case."""
        from app.domain.timeline import Timeline

        self._glance = None
        self._soon.clear()
        self.title.say("")
        clear_layout(self._pictures)
        self._picture.show_timeline(Timeline((), ()))

    def retext(self) -> None:
        """The parts that come from the case too."""
        super().retext()
        self._soon.retext()
        if self._glance is not None:
            self._show(self._glance)
        self._show_bodies(self._bodies)

    def _show(self, glance: Glance) -> None:
        from app.domain.textsafe import visible_name

        self._glance = glance
        title = visible_name(glance.summary.case.title, 60)
        self.title.say(title or self.context.tr("Case without a name"))
        self._show_next(glance)
        self._show_items(glance)
        self._words.show(glance.timeline)
        self._time_card.setVisible(bool(glance.timeline.entries))
        self._picture.show_timeline(glance.timeline)

    def _show_next(self, glance: Glance) -> None:
        tr = self.context.tr
        if not glance.items:
            texts = (
                tr("Collect what there is"),
                tr("Any order is fine, and so is stopping in between."),
                tr("Collect"),
            )
        elif not glance.summary.reports:
            texts = (
                tr("Write the statement for the police"),
                tr("One question after the other. A blank is fine anywhere."),
                tr("Write"),
            )
        else:
            texts = (
                tr("Go on with the statement for the police"),
                tr("What you wrote is saved. It can be handed in with blanks."),
                tr("Go on"),
            )
        self._next_lead.say(texts[0])
        self._next_what.say(texts[1])
        self._next_button.say(texts[2])

    def _do_next(self) -> None:
        if self._glance is None or not self._glance.items:
            self.context.go("evidence")
        elif self._glance.summary.reports:
            self.context.go("interview", self._glance.summary.reports[-1])
        else:
            self.context.go("interview", STATEMENT)

    def _show_items(self, glance: Glance) -> None:
        clear_layout(self._pictures)
        self._no_items.setVisible(not glance.items)
        for row in glance.items:
            self._pictures.addWidget(self._picture_of(row))
        for _ in range(SHOWN_ITEMS - len(glance.items) if glance.items else 0):
            self._pictures.addStretch(1)

    def _picture_of(self, row: EvidenceRow) -> CoveredPicture:
        from app.usecases.evidence import preview

        tr = self.context.tr
        at = row.shown.at_ms if row.shown and row.shown.at_ms is not None else row.item.added_ms
        picture = CoveredPicture()
        picture.caption(
            f"{tr(KINDS[row.item.kind])} · {day(at, self.context)}", tr("Hold to see it")
        )
        if row.has_preview:
            item = row.item.id
            picture.wanted.connect(
                lambda: self.context.with_vault(
                    lambda vault, _job: preview(vault, item), picture.set_jpeg, owner=picture
                )
            )
        return picture

    def _show_bodies(self, bodies: tuple[Contactable, ...]) -> None:
        self._bodies = bodies
        self._body_card.empty()
        language = self.context.language.texts.language
        self._body_card.add(Words(self.context.tr("Whom you can talk to now"), "quiet"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(8)
        lines.setVerticalSpacing(8)
        lines.setColumnStretch(1, 1)
        for row, body in enumerate(bodies[:SHOWN_BODIES]):
            number = body.contacts[0].value if body.contacts else ""
            lines.addWidget(Words(number, "strong", wrap=False), row, 0, _TOP)
            lines.addWidget(Words(body.name.in_language(language)), row, 1, _TOP)
            if body.hours is not None:
                hours = Words(body.hours.in_language(language), "quiet", wrap=False)
                lines.addWidget(hours, row, 2, _TOP)
        self._body_card.inside.addLayout(lines)
        if bodies:
            oldest = min(body.as_of for body in bodies[:SHOWN_BODIES])
            self._body_card.add(Words(self.context.tr("Checked on {date}", date=oldest), "quiet"))
        self._body_card.inside.addStretch(1)
