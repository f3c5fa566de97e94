"""The names, import by import, of files that do not go along: what was not understood goes by name.

Exports of one program have one name (`result.json`), so a name alone does not tell which of them a
place is in. Where files of one import share a name and one of them stays, all that is told of that
name stays. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from app.domain.custody import Act, CustodyEntry

_CAME_IN = (Act.ITEM_TAKEN, Act.ITEM_SEEN_AGAIN)


def staying_names(
    log: Iterable[CustodyEntry], going: Container[str]
) -> Mapping[str, frozenset[str]]:
    """By import the names of its files that are not among `going`, removed ones too."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in log:
        if entry.act in _CAME_IN and entry.subject not in going:
            found[str(entry.details.get("import", ""))].add(str(entry.details.get("name", "")))
    return {key: frozenset(names) for key, names in found.items()}
