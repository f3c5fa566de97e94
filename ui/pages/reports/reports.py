"""The reports of a case: those begun, some that fit, all others on request, and what goes along.

Calm also with twenty templates: three or four are shown first.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.pages.reports.to_reports import to_reports
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.reports.choosing_reports import Begun, Shelf, TemplateInfo

GROUPS = {
    "police": N_("Police"),
    "regulator": N_("Content regulator"),
    "support": N_("Support centres"),
    "platform": N_("Sites and apps"),
    "abroad": N_("Abroad"),
    "paper": N_("Papers that go along"),
}


class ReportsPage(Page):
    """Begun ones above, then suggestions, then the others by group once they are asked for."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._shelf: Shelf | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """An introduction; the cards come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Reports"))
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr("A report can be handed in with blanks, and without any evidence."),
        )
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._others = Button("", SECONDARY)
        self._others.setCheckable(True)
        self.say(self._others.say, lambda: tr("Other places"))
        self._rest = Card("plain", spacing=16)
        self._rest.inside.setContentsMargins(0, 0, 0, 0)
        self._rest.hide()
        self._others.toggled.connect(self._rest.setVisible)
        ways = Card("plain")
        ways.inside.setContentsMargins(0, 0, 0, 0)
        ways.add_row(self._others)
        for widget in (intro, self._act_now(), self._column, ways, self._rest, to_reports(self)):
            self.desk.addWidget(widget)

    def _act_now(self) -> Card:
        from app.usecases.reports.interviewing import calm_words

        tr, language = self.context.tr, self.context.language
        card, line, button = Card("care"), Words(""), Button("", SECONDARY)
        self.say(
            line.say,
            lambda: " ".join(calm_words(("W-SAFETY-FIRST",), language.texts.language)),
        )
        self.say(button.say, lambda: tr("Where to find help"))
        button.clicked.connect(lambda *_: self.context.go("help"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(line, 1)
        row.addWidget(button)
        card.inside.addLayout(row)
        return card

    def refresh(self, subject: object = None) -> None:
        """Read what was begun and what fits."""
        from app.usecases.reports.choosing_reports import shelf

        case, language = self.context.session.case, self.context.language.texts.language
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: shelf(vault, case.id, language), self._show, owner=self
            )

    def retext(self) -> None:
        """Templates have words of their own."""
        super().retext()
        if self._shelf is not None:
            self.refresh()

    def clear(self) -> None:
        """Let go of the reports."""
        self._shelf = None
        self._column.empty()
        self._rest.empty()
        self._others.setChecked(False)

    def _show(self, shelf: Shelf) -> None:
        if not self.context.session.is_open:
            return
        self._shelf = shelf
        tr = self.context.tr
        self._column.empty()
        self._rest.empty()
        if shelf.begun:
            card = Card(spacing=14)
            card.add(Words(tr("Begun"), "strong"))
            for one in shelf.begun:
                card.inside.addLayout(self._begun(one))
            self._column.add(card)
        for info in shelf.suggested:
            card = Card()
            card.inside.addLayout(self._row(info, "lead"))
            self._column.add(card)
        for group, infos in shelf.groups:
            card = Card(spacing=14)
            card.add(Words(tr(GROUPS[group.value]), "strong"))
            for info in infos:
                card.inside.addLayout(self._row(info, "text"))
            self._rest.add(card)
        self._others.setVisible(bool(shelf.groups))

    def _begun(self, begun: Begun) -> QHBoxLayout:
        tr, report = self.context.tr, begun.report
        words = (
            Words(begun.title),
            Words(tr("Saved {when}", when=clock(report.saved_ms)), "quiet"),
        )
        whole, ask = Button("", QUIET), Button("", SECONDARY)
        whole.say(tr("All questions"))
        ask.say(tr("Go on"))
        for button, page in ((whole, "form"), (ask, "interview")):
            button.setAccessibleName(f"{begun.title}: {button.text()}")
            button.clicked.connect(partial(self._go, page, report))
        return _beside(words, (whole, ask))

    def _row(self, info: TemplateInfo, role: str) -> QHBoxLayout:
        tr = self.context.tr
        dated = tr("As of {date}", date=info.as_of.isoformat())
        if self._shelf is not None and info.id in self._shelf.old:
            dated = f"{dated} · {tr('may have changed')}"
        words = (Words(info.title, role), Words(info.purpose, "soft"), Words(dated, "quiet"))
        write = Button("", SECONDARY)
        write.say(tr("Write"))
        write.setAccessibleName(f"{info.title}: {tr('Write')}")
        write.clicked.connect(partial(self._go, "interview", info.id))
        return _beside(words, (write,))

    def _go(self, page: str, subject: object, *_: object) -> None:
        self.context.go(page, subject)


def _beside(words: tuple[Words, ...], buttons: tuple[Button, ...]) -> QHBoxLayout:
    left = QVBoxLayout()
    left.setSpacing(2)
    for one in words:
        left.addWidget(one)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(left, 1)
    for button in buttons:
        row.addWidget(button)
    return row
