"""Two lines for a part of a chat: from when, to when. Typed as days or times of Korea."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.evidence.excerpts import Span, span_between
from app.domain.times.typed_times import typed_moment
from ui.context import Context
from ui.theme.scale import scaled
from ui.widgets.card import row_of

WIDTH = 250


class SpanLines(QWidget):
    """`span()` is what was typed: a `Span`, or None where it can't be read yet."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._first, self._last = QLineEdit(), QLineEdit()
        row = row_of(self._first, self._last)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        for line in (self._first, self._last):
            line.setFixedWidth(scaled(WIDTH))
            line.textChanged.connect(self.changed)
        self.retext()

    def retext(self) -> None:
        """Names and examples, in the language in use now."""
        tr = self._context.tr
        self._first.setPlaceholderText(tr("from, as in 2024-08-27 14:00"))
        self._first.setAccessibleName(tr("From when, in Korean time"))
        self._last.setPlaceholderText(tr("to, as in 2024-08-28"))
        self._last.setAccessibleName(tr("To when, in Korean time"))

    def clear(self) -> None:
        """Nothing typed."""
        self._first.clear()
        self._last.clear()

    def span(self) -> Span | None:
        """What was typed; None for nothing, and for what can't be read."""
        first, last = self._first.text().strip(), self._last.text().strip()
        if not first and not last:
            return None
        return span_between(typed_moment(first), typed_moment(last))
