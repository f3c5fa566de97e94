"""What goes with reports and hangs on destroyed evidence, in the transaction that destroys it.

Consents for an item go with it, the fate of a link with the link, and lines of the account of
events that were drawn up from it. What a person wrote into such a line herself stays, without
pointing at it. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.domain.reports.narrative import SourceKind
from app.vault.deleting.told import forget_rows
from app.vault.index.index import Index
from app.vault.stores.told_words import CONSENTS, LINES, LINK_STEPS

_TABLES = {
    SourceKind.SIGHTING: "sightings",
    SourceKind.MESSAGE: "messages",
    SourceKind.LINK: "links",
    SourceKind.ROOM: "rooms",
}


def take_out_filed(index: Index, destroyed: str) -> bool:
    """Take out what hangs on destroyed items (`destroyed`: SQL for them); whether words went.

    Comes last: sightings, messages, links and rooms that the items gave are gone by then.
    """
    asked = {
        CONSENTS: f"SELECT row FROM consents WHERE item IN {destroyed}",
        LINK_STEPS: "SELECT row FROM link_steps WHERE link NOT IN (SELECT id FROM links)",
        LINES: _lines(destroyed),
    }
    went = False
    for told, sql in asked.items():
        rows = [row[0] for row in index.read(sql)]
        forget_rows(index, told, rows)
        went = went or bool(rows)
    index.write(f"DELETE FROM narrative_sources AS x WHERE {_gone(destroyed)}")
    return went


def _lines(destroyed: str) -> str:
    return (
        "SELECT row FROM narrative_lines WHERE NOT edited AND id IN "
        f"(SELECT x.line FROM narrative_sources x WHERE {_gone(destroyed)})"
    )


def _gone(destroyed: str) -> str:
    parts = [f"x.kind = '{SourceKind.PART}' AND x.source IN {destroyed}"]
    for kind, table in _TABLES.items():
        there = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = x.source)"
        parts.append(f"x.kind = '{kind}' AND NOT {there}")
    return " OR ".join(f"({part})" for part in parts)
