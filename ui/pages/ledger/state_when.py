"""What is said along with a state: since when, by which report that was handed in, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.text.textsafe import one_line
from app.domain.times.times import Moment
from app.domain.times.typed_times import typed_moment
from ui.context import Context
from ui.pages.ledger.saying import short_time
from ui.theme.scale import scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.columns import Columns
from ui.widgets.form.kept import KeptLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.follow_up.ledger import FilingRow

NAME = 60
LINE = 280
NOTE = 2_000
NOTE_LINE = 200


class StateWhen(QWidget):
    """A line for the time, one for a note, a choice of what was handed in where there is one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._filings: tuple[FilingRow, ...] = ()
        self._since, self.line = Words("", "quiet", wrap=False), KeptLine()
        self._through, self._by = Words("", "quiet", wrap=False), ChoiceBox()
        self._beside, self.note_line = Words("", "quiet", wrap=False), KeptLine()
        self.line.setMaxLength(200)
        self.note_line.setMaxLength(NOTE)
        self._by.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line.setMinimumWidth(scaled(LINE))
        self.note_line.setMinimumWidth(scaled(NOTE_LINE))
        beside = Columns(1, 1, 1, gap=8)
        labels = (self._since, self._beside, self._through)
        fields = (self.line, self.note_line, self._by)
        for column, label, field in zip(beside.columns, labels, fields, strict=True):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label)
            row.addWidget(field, 1)
            column.addLayout(row)
        self.setLayout(beside)
        self.offer(())

    def retext(self) -> None:
        """All words, in the language in use now."""
        self.offer(self._filings)

    def offer(self, filings: tuple[FilingRow, ...]) -> None:
        """Let one of these be chosen; what was chosen stays so."""
        from app.usecases.follow_up.ledger import recipient_name

        tr, language = self._context.tr, self._context.language.texts.language
        chosen, self._filings = self.filing(), filings
        self._since.say(tr("Since when"))
        self.line.setAccessibleName(tr("Since when"))
        self.line.setPlaceholderText(tr("empty for now, or 2026-11-02 14:03"))
        self._beside.say(tr("Note"))
        self.note_line.setAccessibleName(tr("Note on the links that are chosen"))
        self.note_line.setPlaceholderText(tr("may stay blank"))
        self._through.say(tr("Through"))
        self._by.setAccessibleName(tr("Through"))
        self._by.clear()
        self._by.addItem(tr("not said"), None)
        for one in filings:
            name = one_line(recipient_name(one.filing.recipient, language), NAME)
            since = short_time(one.steps[-1].at) if one.steps else ""
            self._by.addItem(f"{name} {since}".strip(), one.filing.id)
        self._by.setCurrentIndex(max(self._by.findData(chosen), 0))
        for widget in (self._through, self._by):
            widget.setVisible(bool(filings))

    def at(self) -> Moment | None:
        """The time that was typed; None for now."""
        return typed_moment(self.line.said())

    def filing(self) -> str | None:
        """What was handed in and chosen here, or None."""
        known = self._by.currentData()
        return known if isinstance(known, str) else None

    def note(self) -> str:
        """What was written beside the state."""
        return self.note_line.said()

    def note_was_kept(self) -> None:
        """A note belongs to the step it was written for, not to the next one too."""
        self.note_line.show_text("")

    def clear(self) -> None:
        """Let go of everything."""
        self.note_line.show_text("")
        self.line.show_text("")
        self.offer(())
