"""What the lines of the account of events were drawn from, and which of it is hidden.

Only answers questions. A source is hidden while the evidence behind it is set aside.
"""

from __future__ import annotations

from app.domain.reports.narrative import SourceKind
from app.vault.index.index import Index
from app.vault.stores.hidden import ITEMS, LINK_SHOWS, SIGHTING_SHOWS, Hidden

_HIDDEN = (
    f"(x.kind = '{SourceKind.SIGHTING}' AND EXISTS (SELECT 1 FROM sightings s "
    f"WHERE s.id = x.source AND NOT ({SIGHTING_SHOWS}))) "
    f"OR (x.kind = '{SourceKind.MESSAGE}' AND EXISTS (SELECT 1 FROM messages m JOIN removed_runs r "
    "ON m.row BETWEEN r.first AND r.last WHERE m.id = x.source)) "
    f"OR (x.kind = '{SourceKind.LINK}' AND EXISTS (SELECT 1 FROM links l "
    f"WHERE l.id = x.source AND NOT {LINK_SHOWS})) "
    f"OR (x.kind = '{SourceKind.PART}' AND x.source IN {ITEMS})"
)


class LineSources:
    """Tells hidden sources of lines, and the lines that are hidden with them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)

    def hidden(self) -> frozenset[tuple[int, int]]:
        """Line (number) and place of every source that shows nowhere now."""
        if self._index.one("SELECT 1 FROM removed LIMIT 1") is None:
            return frozenset()
        found = set(
            self._index.read(f"SELECT x.line, x.place FROM narrative_sources x WHERE {_HIDDEN}")
        )
        rooms = self._rooms()
        if rooms:
            sql = "SELECT line, place, source FROM narrative_sources WHERE kind = ?"
            for line, place, room in self._index.read(sql, (SourceKind.ROOM.value,)):
                if room in rooms:
                    found.add((line, place))
        return frozenset((line, place) for line, place in found)

    def lines(self) -> frozenset[int]:
        """The lines (numbers) that show nowhere: as they were drawn up, from something hidden.

        What a person wrote herself stays.
        """
        lines = {line for line, _place in self.hidden()}
        if not lines:
            return frozenset()
        own = self._index.read("SELECT id FROM narrative_lines WHERE edited")
        return frozenset(lines - {line for (line,) in own})

    def _rooms(self) -> frozenset[int]:
        sql = f"SELECT DISTINCT case_id FROM rooms WHERE source_item IN {ITEMS}"
        cases = [case for (case,) in self._index.read(sql)]
        return frozenset(room for case in cases for room in self._hidden.rooms(case))
