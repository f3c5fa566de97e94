"""Whole cases on their way out: set aside, brought back, destroyed in the index.

As with items: set aside is hiding, nothing else; a week later, or at once if asked, everything goes
that belongs to the case alone. What another case has too stays there. See FORMAT.md, section
"Deleting".
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.errors import InputProblem
from app.vault.deleting.case_rows import forget_runs, take_out_case
from app.vault.deleting.deleting import UNDO_DAYS, UNDO_MS, Deleting
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.cases import Cases
from app.vault.stores.custody import Custody
from app.vault.stores.facts import Facts
from app.vault.stores.hidden import CASE_ASIDE, CASES


@dataclass(frozen=True)
class CaseSetAside:
    """A case that was set aside, since when, and from when on it is destroyed (UTC ms).

    `number` is what it goes by, empty where it has none; `items` is how many it holds.
    """

    case: Case
    number: str
    items: int
    removed_ms: int
    due_ms: int


class DeletingCases:
    """Sets cases aside, brings them back, destroys them. Writes happen inside a transaction."""

    def __init__(self, index: Index, cases: Cases, custody: Custody, deleting: Deleting) -> None:
        self._index = index
        self._cases = cases
        self._custody = custody
        self._deleting = deleting
        self._facts = Facts(index)

    def set_aside(self, case_id: str, now_ms: int) -> None:
        """Hide a case, and the items that no case which shows has, for a week.

        Raises InputProblem INP-003, INP-185 for one that is set aside already.
        """
        key = number(self._cases.get(case_id).id)
        self._facts.put(f"{CASE_ASIDE}{key}", f"{now_ms} {now_ms + UNDO_MS}")
        # Without a day of their own: they go, or come back, with a case that has them.
        self._index.write(
            "INSERT INTO removed (item, removed_ms) SELECT item, ? FROM case_items "
            "WHERE case_id = ? AND item NOT IN (SELECT item FROM removed) AND item NOT IN "
            f"(SELECT item FROM case_items WHERE case_id NOT IN {CASES})",
            (now_ms, key),
        )
        self._custody.append(Act.CASE_SET_ASIDE, case_id, case_id, {"days": UNDO_DAYS})

    def bring_back(self, case_id: str) -> None:
        """Show a case again as it was. Raises InputProblem INP-003, INP-186 for one not set aside.

        Items of it that were set aside for themselves stay so.
        """
        key = self._aside(case_id)
        self._facts.drop(f"{CASE_ASIDE}{key}")
        self._index.write(
            "DELETE FROM removed WHERE due_ms IS NULL AND destroyed_ms IS NULL "
            "AND item IN (SELECT item FROM case_items WHERE case_id = ?)",
            (key,),
        )
        self._custody.append(Act.CASE_BROUGHT_BACK, case_id, case_id)

    def waiting(self) -> tuple[CaseSetAside, ...]:
        """The cases that are set aside, oldest first."""
        found = []
        for key, told in self._facts.beginning(CASE_ASIDE).items():
            removed_ms, due_ms = map(int, told.split())
            case, _ = self._cases.find(identifier("case", int(key)))
            row = self._index.one("SELECT number FROM case_numbers WHERE case_id = ?", (int(key),))
            number_ = "" if row is None else str(row[0])
            count = self._index.read(
                "SELECT count(*) FROM case_items WHERE case_id = ?", (int(key),)
            )[0][0]
            found.append(CaseSetAside(case, number_, int(count), removed_ms, due_ms))
        return tuple(sorted(found, key=lambda one: (one.removed_ms, one.case.id)))

    def due(self, now_ms: int) -> tuple[str, ...]:
        """The cases whose week is over, by this computer's clock."""
        return tuple(one.case.id for one in self.waiting() if one.due_ms <= now_ms)

    def destroy(self, case_id: str, now_ms: int) -> int:
        """Take a case that is set aside, and all that is its alone, out of the index for good.

        Its items with it, but for those that another case has, set aside or not; how many went.
        `shredding` has to follow, as after items. Raises InputProblem INP-003, INP-186 for one that
        is not set aside.
        """
        key = self._aside(case_id)
        alone = self._index.read(
            "SELECT item FROM case_items WHERE case_id = ? AND item NOT IN "
            "(SELECT item FROM case_items WHERE case_id <> ?) ORDER BY place",
            (key, key),
        )
        self._index.write_many(
            "INSERT INTO removed (item, removed_ms, due_ms) VALUES (?1, ?2, ?2) "
            "ON CONFLICT (item) DO UPDATE SET due_ms = ?2",
            [(item, now_ms) for (item,) in alone],
        )
        forget_runs(self._index, key)
        self._deleting.destroy([identifier("item", item) for (item,) in alone], now_ms)
        take_out_case(self._index, key)
        self._custody.append(Act.CASE_DESTROYED, case_id, case_id, {"items": len(alone)})
        return len(alone)

    def _aside(self, case_id: str) -> int:
        """The number of a case that is set aside. Raises InputProblem INP-003, INP-186."""
        case, is_aside = self._cases.find(case_id)
        if not is_aside:
            raise InputProblem("INP-186", id=case_id)
        return number(case.id)
