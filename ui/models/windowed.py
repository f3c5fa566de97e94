"""A list that knows how long it is and holds only the pages about what is seen.

Thus a million rows cost as much as a few hundred: memory stays flat wherever one goes, and any
place is one page away. Rows that were not read yet are None.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from ui.models.paged import ASIDE, ROW, SECOND, Index, Said

PAGE = 200
MOST_PAGES = 8


class WindowModel(QAbstractListModel):
    """Rows of any kind, with a function that words them.

    `wanted` asks for a page by its number, one at a time: `fill` answers it, `refuse` says that it
    does not come. What is asked for next is what is looked at then, not what was passed by.
    """

    wanted = Signal(int)

    def __init__(
        self,
        word: Callable[[Any], Said],
        parent: QObject | None = None,
        *,
        page: int = PAGE,
        most: int = MOST_PAGES,
    ) -> None:
        super().__init__(parent)
        self._word = word
        self._size = page
        self._most = most
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._needed: list[int] = []
        self._asked: int | None = None
        self._refused: set[int] = set()

    def begin(self, count: int) -> None:
        """So many rows from now on, none of them read."""
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._needed, self._asked = [], None
        self._refused.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Forget all rows."""
        self.begin(0)

    def stale(self) -> None:
        """Read the pages that are held once more; until they came, the rows stay as they are."""
        self._refused.clear()
        self._needed = [page for page in reversed(self._pages) if page not in self._needed]
        self._ask()

    def look(self, first: int, last: int) -> None:
        """These rows are seen: their pages are read, then those beside them."""
        if not self._count:
            return
        begin, end = first // self._size, min(last, self._count - 1) // self._size
        seen = list(range(begin, end + 1))
        for page in seen:
            if page in self._pages:
                self._pages.move_to_end(page)
        beside = [page for page in (end + 1, begin - 1) if 0 <= page * self._size < self._count]
        self._needed = [page for page in (*seen, *beside) if page not in self._pages]
        self._ask()

    def fill(self, page: int, rows: Sequence[Any]) -> None:
        """The rows of a page, as many as there are."""
        if self._asked == page:
            self._asked = None
        first = page * self._size
        if not 0 <= first < self._count or not rows:
            self._refused.add(page)
        else:
            self._pages[page] = rows
            self._pages.move_to_end(page)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
            last = min(first + len(rows), self._count) - 1
            self.dataChanged.emit(self.index(first), self.index(last))
        self._needed = [one for one in self._needed if one != page]
        self._ask()

    def refuse(self) -> None:
        """The page that was asked for does not come; it is not asked for again before `begin`."""
        if self._asked is not None:
            self._refused.add(self._asked)
            self._asked = None

    def row(self, place: int) -> Any:
        """The row at a place, None where it was not read."""
        rows = self._pages.get(place // self._size)
        inside = place % self._size
        return rows[inside] if rows is not None and inside < len(rows) else None

    @property
    def held(self) -> int:
        """How many rows are held now."""
        return sum(map(len, self._pages.values()))

    def reword(self) -> None:
        """Show all rows in the language in use now."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are, read or not."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row, or the row itself; nothing of one that was not read."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role not in (Qt.ItemDataRole.DisplayRole, SECOND, ASIDE):
            return None
        first, second, aside = self._word(row)
        return {Qt.ItemDataRole.DisplayRole: first, SECOND: second, ASIDE: aside}[role]

    def spoken(self, row: Any) -> str:
        """What a screen reader says of a row."""
        return ", ".join(part for part in self._word(row) if part)

    def _ask(self) -> None:
        if self._asked is not None:
            return
        for page in self._needed:
            if page not in self._refused:
                self._asked = page
                self.wanted.emit(page)
                return
