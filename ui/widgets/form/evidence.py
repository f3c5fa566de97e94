"""The choice of evidence that goes into a report: shown by pages, kept whole."""

from __future__ import annotations

from collections.abc import Callable, Container

from app.domain.reports.reports import Answer
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.theme.scale import text_size
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.form.base import FormField
from ui.widgets.form.choices import Choices, Pills

LONGEST = 36
Arrived = Callable[[Choices], None]
ReadMore = Callable[[int, Arrived], None]
"""Asks for the choices from an offset on; the page comes through the callback, empty at the end."""

PAGE = 60


class EvidenceField(FormField):
    """Which items go along.

    What was chosen stays chosen, also where it is on a page that was not shown yet or names an item
    that is not in this case. An empty list that was saved ("none") stays one; where nothing was
    ever said, nothing chosen means all.
    """

    def __init__(
        self,
        context: Context,
        label: str,
        explanation: str,
        first: Choices,
        read_more: ReadMore,
    ) -> None:
        self._first, self._read_more = first, read_more
        self._given: list[str] | None = None
        self._pages: list[Pills] = []
        self._shown: list[str] = []
        self._marked: tuple[Container[str], str] = ((), "")
        super().__init__(context, label, explanation)

    def build(self) -> None:
        """The first page, and a button for the next one where there may be more."""
        self.more = Button("", SECONDARY)
        self.more.setText(self.context.tr("Show more"))
        self.more.setAccessibleName(f"{self.question}: {self.context.tr('Show more')}")
        self.more.clicked.connect(self.show_more)
        self._row = row_of(self.more)
        self.inside.addLayout(self._row)
        self._add_page(self._first)

    def show_more(self) -> None:
        """Read the next page and put it below."""
        self.more.setEnabled(False)
        self._read_more(len(self._shown), self._add_page)

    def _add_page(self, choices: Choices) -> None:
        if choices:
            pills = Pills(choices, self.question, several=True, shown=_short)
            pills.edited.connect(self.edited)
            pills.choose(self._given or [])
            pills.mark(*self._marked)
            self.inside.insertWidget(self.inside.indexOf(self._row), pills)
            self._pages.append(pills)
            self._shown += [item for item, _label in choices]
        self.more.setEnabled(True)
        self.more.setVisible(len(choices) >= PAGE)

    def mark(self, items: Container[str], word: str) -> None:
        """Put a word behind some items, also on pages that come later. Once."""
        self._marked = (items, word)
        for pills in self._pages:
            pills.mark(items, word)

    def answer(self) -> Answer:
        """The chosen items in the order of the list; None where nothing was said."""
        chosen: list[Answer] = [item for pills in self._pages for item in pills.chosen()]
        shown = set(self._shown)
        chosen += [item for item in self._given or [] if item not in shown]
        if not chosen:
            return None if self._given != [] else []
        return chosen

    def show_answer(self, answer: Answer) -> None:
        """What was saved."""
        self._given = [str(one) for one in answer] if isinstance(answer, list) else None
        for pills in self._pages:
            pills.choose(self._given or [])


def _short(label: str) -> str:
    """A name cut in its middle, where it would stand out over a narrow page."""
    return visible_name(label, LONGEST * 100 // text_size())
