"""What was set aside and so shows nowhere: cases; items, and the messages, rooms, links they gave.

Only answers questions and gives conditions for queries; `deleting` sets aside. An item that was
destroyed stays hidden for good. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.index.index import Index

ITEMS = "(SELECT item FROM removed)"
"""For `NOT IN`: the items that show nowhere."""

CASE_ASIDE = "case_aside:"
"""Begins the fact that a case is set aside; its number follows. See `app.vault.deleting.cases`."""

CASES = (
    f"(SELECT CAST(substr(name, {len(CASE_ASIDE) + 1}) AS INTEGER) FROM facts "
    "WHERE name > 'case_aside:' AND name < 'case_aside;')"
)
"""For `NOT IN`: the cases that show nowhere."""

SIGHTING_SHOWS = (
    f"(s.item IS NULL OR s.item NOT IN {ITEMS}) "
    f"AND (s.source_item IS NULL OR s.source_item NOT IN {ITEMS}) AND s.case_id NOT IN {CASES}"
)
"""Holds for a sighting `s` that is neither of a hidden item or case nor in a hidden source."""

LINK_SHOWS = (
    f"(l.case_id NOT IN {CASES} AND (l.source_item IS NULL OR l.source_item NOT IN {ITEMS} "
    "OR EXISTS (SELECT 1 FROM link_seen k "
    f"WHERE k.link = l.row AND k.source_item NOT IN {ITEMS})))"
)
"""Holds for a link `l` that something which shows gives."""

Run = tuple[int, int]
"""First and last row of messages that lie together."""


class Hidden:
    """Answers what shows. Reading only."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def runs(self) -> list[Run]:
        """The ranges of message rows that show nowhere, in their order."""
        sql = "SELECT first, last FROM removed_runs ORDER BY first"
        return [(row[0], row[1]) for row in self._index.read(sql)]

    def message_shows(self, row: str) -> str:
        """A condition for the column of message rows, with `AND` before it.

        Empty where nothing is hidden: a million rows need not be asked for nothing.
        """
        if self._index.one("SELECT 1 FROM removed_runs LIMIT 1") is None:
            return ""
        return f"AND NOT EXISTS (SELECT 1 FROM removed_runs WHERE {row} BETWEEN first AND last) "

    def messages(self) -> int:
        """How many messages are hidden, those of hidden cases too."""
        count, behind = 0, 0
        for first, last in self._with_cases():
            count += max(0, last - max(first, behind) + 1)
            behind = max(behind, last + 1)
        return count

    def without(self, ranges: list[Run]) -> list[Run]:
        """Ranges of message rows less those that are hidden, in their order."""
        left = sorted(ranges)
        for hidden_first, hidden_last in self._with_cases():
            cut: list[Run] = []
            for first, last in left:
                if last < hidden_first or first > hidden_last:
                    cut.append((first, last))
                    continue
                if first < hidden_first:
                    cut.append((first, hidden_first - 1))
                if last > hidden_last:
                    cut.append((hidden_last + 1, last))
            left = cut
        return left

    def _with_cases(self) -> list[Run]:
        """The hidden ranges and those of hidden cases, by their beginnings; they may overlap."""
        sql = (
            "SELECT first, last FROM removed_runs UNION ALL "
            f"SELECT first, last FROM message_runs WHERE case_id IN {CASES} ORDER BY 1"
        )
        return [(row[0], row[1]) for row in self._index.read(sql)]

    def rooms(self, case: int) -> frozenset[int]:
        """The rooms of a case (numbers) that only hidden sources tell of."""
        shows = self.message_shows("m.row")
        sql = (
            f"SELECT r.id FROM rooms r WHERE r.case_id = ? AND r.source_item IN {ITEMS} "
            f"AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.room = r.id {shows})"
        )
        return frozenset(row[0] for row in self._index.read(sql, (case,)))

    def accounts(self) -> frozenset[int]:
        """The accounts (numbers) that only hidden messages come from."""
        return self.accounts_and_names()[0]

    def accounts_and_names(self) -> tuple[frozenset[int], frozenset[tuple[int, str]]]:
        """Accounts that only hidden messages come from, and names that only these show, by account.

        Looks through all messages where any are hidden, and at nothing where none are.
        """
        met: set[tuple[int, str]] = set()
        for run in self.runs():
            sql = "SELECT DISTINCT account, sender FROM messages WHERE row BETWEEN ? AND ?"
            met.update((row[0], row[1]) for row in self._index.read(sql, run) if row[0] is not None)
        if not met:
            return frozenset(), frozenset()
        shows = self.message_shows("row")
        sql = f"SELECT DISTINCT account, sender FROM messages WHERE account IS NOT NULL {shows}"
        shown = {(row[0], row[1]) for row in self._index.read(sql)}
        seen = {account for account, _name in shown}
        gone = frozenset(account for account, _name in met if account not in seen)
        return gone, frozenset(met - shown)
