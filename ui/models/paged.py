"""A list that is read page by page.

Thus 100,000 rows cost no more than the ones that were looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

ROW = Qt.ItemDataRole.UserRole
SECOND = Qt.ItemDataRole.UserRole + 1
ASIDE = Qt.ItemDataRole.UserRole + 2
WITH_COLUMNS = Qt.ItemDataRole.UserRole + 3
PILL = Qt.ItemDataRole.UserRole + 4
ICON = Qt.ItemDataRole.UserRole + 5

Index = QModelIndex | QPersistentModelIndex
Said = tuple[str, str, str]
"""What a row shows: first line, second line, and what stands aside at its end."""


class StatePill(NamedTuple):
    """A state beside a row: its shape, its word, and the family of its colours.

    `look` is `accent`, `slate` or `warm`.
    """

    shape: str
    word: str
    look: str


class PagedModel(QAbstractListModel):
    """Rows of any kind, with a function that words them.

    `wanted` asks for the page at an offset.
    """

    wanted = Signal(int)

    def __init__(
        self,
        word: Callable[[Any], Said],
        parent: QObject | None = None,
        *,
        pill: Callable[[Any], StatePill | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._word = word
        self._pill = pill
        self._rows: list[Any] = []
        self._complete = True
        self._asked = False

    def begin(self) -> None:
        """Forget all rows and ask for the first page."""
        self.clear()
        self._complete = False
        self._ask()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self._rows = []
        self._complete = True
        self._asked = False
        self.endResetModel()

    def add(self, rows: Sequence[Any], *, complete: bool) -> None:
        """Put the next page at the end; `complete` when there is none after it."""
        self._asked = True  # nothing is asked for while rows are half in
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self._complete = complete
        self._asked = False

    def row(self, index: Index) -> Any:
        """The row behind an index."""
        return self._rows[index.row()]

    def last(self) -> Any:
        """The newest row that was read, or None."""
        return self._rows[-1] if self._rows else None

    def reword(self) -> None:
        """Show all rows in the language in use now."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row, or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        pill = None if self._pill is None else self._pill(row)
        if role == PILL:
            return pill
        first, second, aside = self._word(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "" if pill is None else pill.word
            return ", ".join(part for part in (first, second, state, aside) if part)
        return {Qt.ItemDataRole.DisplayRole: first, SECOND: second, ASIDE: aside}.get(role)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are pages that were not read yet."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._ask()

    def _ask(self) -> None:
        self._asked = True
        self.wanted.emit(len(self._rows))
