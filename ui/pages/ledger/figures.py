"""Figures over all cases of the vault that tell of nobody; to look at, or to save as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.card import Card, pair
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.case.statistics import Statistics, Table
    from app.usecases.vault.vaults import OpenVault


class FiguresPage(Page):
    """A card for each table."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._found: Statistics | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The column of tables, and the way to save them."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Figures over all cases"))
        self.head_button(lambda: tr("Save as a table"), self._choose, filled=False)
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr(
                "Counted are months and words of fixed lists, over all cases of this vault. No "
                "name, text or address is in it. Counts under 5 are not shown, and where they "
                "could be worked out, neither are the next smallest."
            ),
        )
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self.desk.addWidget(about)
        self.desk.addWidget(self._column)

    def refresh(self, subject: object = None) -> None:
        """Count anew."""
        from app.usecases.case.statistics import statistics

        if not self.context.session.is_open:
            return

        def show(found: Statistics) -> None:
            self._found = found
            self._draw()

        self.context.with_vault(lambda vault, _job: statistics(vault), show, owner=self)

    def retext(self) -> None:
        """The tables too."""
        super().retext()
        self._draw()

    def clear(self) -> None:
        """Let go of the figures."""
        self._found = None
        self._column.empty()

    def save(self, path: Path) -> None:
        """Save the tables as CSV, never over a file."""
        from app.usecases.case.statistics import statistics, statistics_csv
        from app.usecases.new_files import write_new
        from app.usecases.reports.reporting import check_place

        texts = self.context.language.texts

        def work(vault: OpenVault) -> None:
            check_place(vault, path)
            write_new(path, statistics_csv(statistics(vault), texts))

        def done(_done: None) -> None:
            self.context.messages.good(self.context.tr("Saved as {name}.", name=path.name))

        self.context.with_vault(lambda vault, _job: work(vault), done, owner=self)

    def _choose(self) -> None:
        title = self.context.tr("Save as a table")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, "", "CSV (*.csv)", options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.save(Path(chosen))

    def _draw(self) -> None:
        self._column.empty()
        if self._found is None:
            return
        for one in self._found.tables:
            self._column.add(self._card(one))
        half = self._found.half_gone_in_days
        if half is not None:
            said = self.context.tr(
                "Half of the links that are gone were within {days} days", days=half
            )
            self._column.add(Words(said, "text"))

    def _card(self, one: Table) -> Card:
        from app.usecases.case.statistics import TABLES, name_of, shown

        texts, tr = self.context.language.texts, self.context.tr
        card = Card(spacing=6)
        card.add(Words(tr(TABLES[one.name]), "lead"))
        if not one.cells:
            card.add(Words(tr("too few to show"), "soft"))
            return card
        for cell in one.cells:
            card.add(pair(name_of(one.name, cell.name, texts), shown(cell, texts)))
        card.add(pair(tr("together"), f"{one.total:,}"))
        return card
