"""What was known when a picture was captured, by its sighting; goes with the item.

What the person said stands in a column of its own, where search reads it. FORMAT.md, section
"Captures".
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.domain.evidence.captures import Capture
from app.domain.evidence.items import Sighting
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, maybe_number, number
from app.vault.stores.hidden import ITEMS
from app.vault.stores.told_words import CAPTURES, ToldWords


class Captures:
    """Keeps and gives captures. Writes happen inside a transaction."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def add(self, sighting: Sighting, capture: Capture) -> None:
        """Keep what belongs to a sighting that is kept already; what was said is findable."""
        details = msgspec.json.encode(capture).decode()
        self._index.write(
            "INSERT INTO captures (sighting, case_id, item, made_ms, said, details) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                number(sighting.id),
                number(sighting.case),
                maybe_number(sighting.item),
                capture.shot.at.system_ms,
                capture.said.text,
                details,
            ),
        )
        self._words.keep(CAPTURES, self._index.connection.last_insert_rowid())

    def of_item(self, item_id: str) -> Mapping[str, Capture]:
        """The captures of an item by their sightings' identifiers; none where it is set aside."""
        sql = (
            "SELECT sighting, details FROM captures "
            f"WHERE item = ? AND item NOT IN {ITEMS} ORDER BY row"
        )
        return {
            identifier("sighting", row[0]): msgspec.json.decode(row[1], type=Capture)
            for row in self._index.read(sql, (number(item_id),))
        }
