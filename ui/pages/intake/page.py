"""The end of an import.

Each file and record that was taken, not taken or not understood, and why.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.evidence.intake import IntakeReport, NotUnderstood, Refused, kept_out
from app.domain.evidence.understanding import what_in_words
from app.domain.text.textsafe import visible, visible_name
from app.error_texts import TEXTS
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.pages.intake.intake_numbers import NumbersCard
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card, pair
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words

NAME_LENGTH = 90


class IntakePage(Page):
    """Counts above, the two lists below. Nothing is left out of them."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._report: IntakeReport | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """A card with the counts, a card with the lists."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What became of it"))
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._counts = Card(spacing=6)
        self._lists = Card()
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("Not taken, or not understood"))
        self._model = PagedModel(self._words_of, self)
        self._list = RowsView()
        self._list.setModel(self._model)
        self._list.hug()
        self.say(self._list.setAccessibleName, lambda: tr("Not taken, or not understood"))
        self._lists.add(lead, self._list)
        self._numbers = NumbersCard(self.context)
        self.desk.addWidget(self._counts)
        self.desk.addWidget(self._numbers)
        self.desk.addWidget(self._lists, 1, Qt.AlignmentFlag.AlignTop)
        self.desk.addStretch(0)

    def refresh(self, subject: object = None) -> None:
        """Show this import."""
        if isinstance(subject, IntakeReport):
            self._report = subject
        if self._report is not None:
            self._show(self._report)
            self._numbers.look(self._report.import_id)

    def retext(self) -> None:
        """Counts and rows too."""
        super().retext()
        self._numbers.retext()
        if self._report is not None:
            self._show(self._report)

    def clear(self) -> None:
        """Let go of it."""
        self._report = None
        self._model.clear()
        self._counts.empty()
        self._numbers.clear()

    def _show(self, report: IntakeReport) -> None:
        tr = self.context.tr
        self._counts.empty()
        rows = (
            (tr("New items"), report.items_taken),
            (tr("Items that were there already"), report.items_again),
            (tr("Messages"), report.messages_taken),
            (tr("Rooms"), report.rooms_seen),
            (tr("Accounts"), report.accounts_seen),
            (tr("Links"), report.links_found),
            (tr("Kept out: someone under 19"), kept_out(report)),
        )
        self._counts.add(*(pair(name, f"{count:,}") for name, count in rows if count))
        if not any(count for _name, count in rows):
            self._counts.add(Words(tr("Nothing new came in this time."), "soft"))
        if kept_out(report):
            instead = TEXTS["COL-004"].next_step
            self._counts.add(Words(tr(instead), "soft"))
            more = Button(tr("What can be done instead"), QUIET)
            more.clicked.connect(lambda: self.context.go("minor"))
            self._counts.add_row(more)
        self._model.clear()
        self._model.add([*report.refused, *report.not_understood], complete=True)
        self._lists.setVisible(self._model.rowCount() > 0)

    def _words_of(self, row: Refused | NotUnderstood) -> Said:
        texts = self.context.language.texts
        if isinstance(row, Refused):
            why = TEXTS.get(row.code, TEXTS["BUG-001"]).sentence
            said = texts.tr(why).replace("{name}", "…")
            return visible_name(row.path, NAME_LENGTH), said, row.code
        return what_in_words(row.what, texts), visible(row.where, NAME_LENGTH), ""
