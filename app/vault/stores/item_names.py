"""What items are called in cases that were not the first to have them.

The same picture may be brought by several people, each with a name of their own for it. An item
keeps the first; the others stand in the custody log, with the entry that says it was seen again.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.vault.index.index import Index


def named_otherwise(
    index: Index, case_id: str | None, items: str | None = None
) -> Mapping[tuple[str, str], str]:
    """By item and case, the names of items that another case had before; of one case or of all.

    Of some items only where `items` has their identifiers as JSON. Nothing if there is one case.
    """
    if index.one("SELECT 1 FROM cases LIMIT 1 OFFSET 1") is None:
        return {}
    sql = (
        "SELECT l.subject, l.case_id, json_extract(l.details, '$.name') FROM log l "
        "WHERE coalesce(?, l.case_id) = l.case_id AND l.act = 'item.seen_again' AND NOT EXISTS ("
        "SELECT 1 FROM log e WHERE e.subject = l.subject AND e.case_id = l.case_id "
        "AND e.act IN ('item.taken', 'item.made', 'item.seen_again') AND e.number < l.number)"
    )
    bound = [case_id]
    if items is not None:
        sql += " AND l.subject IN (SELECT value FROM json_each(?))"
        bound.append(items)
    return {(row[0], row[1]): str(row[2] or "") for row in index.read(sql, bound)}
