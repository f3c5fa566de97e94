"""What part items play in a case, by the person's word; hidden while an item is set aside."""

from __future__ import annotations

from typing import Any

from app.domain.evidence.parts import ItemPart, Part
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import identifier, number
from app.vault.stores.hidden import ITEMS
from app.vault.stores.told_words import PARTS, ToldWords

_COLUMNS = f"case_id, item, part, made_ms, place, audience, teller, {columns('event')}, note"


class ItemParts:
    """Keeps and lists parts. Writes happen inside a transaction."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def keep(self, part: ItemPart) -> bool:
        """Keep the part of an item, in place of what was said of it; whether it is new."""
        known = self.remove(part.case, part.item, part.part)
        self._index.write(
            f"INSERT INTO item_parts ({_COLUMNS}) VALUES ({', '.join('?' * 13)})",
            (
                number(part.case),
                number(part.item),
                part.part,
                part.made_ms,
                part.place,
                part.audience,
                part.teller,
                *to_columns(part.event),
                part.note,
            ),
        )
        self._words.keep(PARTS, self._index.connection.last_insert_rowid())
        return not known

    def remove(self, case_id: str, item_id: str, part: Part) -> bool:
        """Take a part back; whether there was one."""
        key = (number(case_id), number(item_id), part)
        sql = "SELECT row FROM item_parts WHERE case_id = ? AND item = ? AND part = ?"
        found = self._index.one(sql, key)
        if found is None:
            return False
        self._words.forget(PARTS, found[0])
        self._index.write("DELETE FROM item_parts WHERE row = ?", found)
        return True

    def is_shown(self, case_id: str, item_id: str) -> bool:
        """Whether an item is in a case and not set aside."""
        sql = f"SELECT 1 FROM case_items WHERE case_id = ? AND item = ? AND item NOT IN {ITEMS}"
        return self._index.one(sql, (number(case_id), number(item_id))) is not None

    def in_case(self, case_id: str, *, item: str | None = None) -> tuple[ItemPart, ...]:
        """The parts of a case's items, or of one item, in the order they were said."""
        sql = (
            f"SELECT {_COLUMNS} FROM item_parts WHERE case_id = ? AND item NOT IN {ITEMS} "
            "AND coalesce(?, item) = item ORDER BY made_ms, row"
        )
        asked = None if item is None else number(item)
        return tuple(_part(row) for row in self._index.read(sql, (number(case_id), asked)))


def _part(row: tuple[Any, ...]) -> ItemPart:
    return ItemPart(
        case=identifier("case", row[0]),
        item=identifier("item", row[1]),
        part=Part(row[2]),
        made_ms=row[3],
        place=row[4],
        audience=row[5],
        teller=row[6],
        event=from_columns(*row[7:12]),
        note=row[12],
    )
