"""A quiet card: how what goes along with a report fits into what its recipient takes.

It names, splits and proposes; the person decides. It shows no picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.reports.fit_words import DOUBTFUL, NO_FILES, NOT_KNOWN, PARTS
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.reports.reports import Report
    from app.usecases.reports.fitting import Exhibit, Fit

NAME_LENGTH = 28
MOST_NAMES = 6


class FitCard(Card):
    """Shown where there is something to say; put away otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._fit: Fit | None = None
        self.hide()

    def read(self, report: Report | None) -> None:
        """Ask how a report's items fit; None puts the card away."""
        from app.usecases.reports.fitting import fit

        self.put_away()
        if report is None:
            return
        self._context.with_vault(
            lambda vault, _job: fit(vault, report.case, report.id), self._came, owner=self
        )

    def put_away(self) -> None:
        """Let go of what came from the vault."""
        self._fit = None
        self.empty()
        self.hide()

    def retext(self) -> None:
        """The same in another language."""
        if self._fit is not None:
            self._came(self._fit)

    def _came(self, found: Fit) -> None:
        self._fit = found
        self.empty()
        lines = self._lines(found)
        self.setVisible(bool(lines))
        if not lines:
            return
        tr = self._context.tr
        self.add(Words(tr("What this recipient takes"), "quiet"))
        for line in lines:
            self.add(Words(line, "soft"))
        if found.proposals:
            button = Button("", SECONDARY)
            button.say(tr("To the evidence"))
            button.clicked.connect(lambda _on: self._context.go("evidence"))
            self.add_row(button)

    def _lines(self, found: Fit) -> list[str]:
        tr = self._context.tr
        if not found.takes_items:
            return [tr(NO_FILES)]
        if not any(found.groups) and not found.too_large and not found.not_taken:
            return []
        lines = [] if found.known else [tr(NOT_KNOWN)]
        if found.known and not found.sure:
            lines.append(tr(DOUBTFUL))
        if len(found.groups) > 1:
            lines.append(tr(PARTS, count=len(found.groups)))
            lines += [
                tr("Part {number}: {names}", number=number, names=self._names(group))
                for number, group in enumerate(found.groups, 1)
            ]
        if found.too_large:
            lines.append(tr("Larger than they take: {names}", names=self._names(found.too_large)))
        if found.not_taken:
            lines.append(tr("Not of a kind they take: {names}", names=self._names(found.not_taken)))
        there = [one.exhibit for one in found.proposals if one.copy]
        to_make = [one.exhibit for one in found.proposals if not one.copy]
        if there:
            lines.append(
                tr(
                    "A covered copy is there and could go instead: {names}",
                    names=self._names(there),
                )
            )
        if to_make:
            lines.append(
                tr(
                    "A covered copy could be made and go instead: {names}",
                    names=self._names(to_make),
                )
            )
        return lines

    def _names(self, exhibits: Iterable[Exhibit]) -> str:
        every = list(exhibits)
        named = ", ".join(self._name(one) for one in every[:MOST_NAMES])
        rest = len(every) - MOST_NAMES
        return (
            named
            if rest <= 0
            else self._context.tr("{names} and {count} more", names=named, count=rest)
        )

    @staticmethod
    def _name(exhibit: Exhibit) -> str:
        return f"{exhibit.number}. {visible_name(exhibit.item.name, NAME_LENGTH)}"
