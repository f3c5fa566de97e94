"""What came from other vaults and names destroyed items goes with them, in the same transaction.

The other side's entries on an item, and versions of records that name it. The digests that tell
what both sides had stay: they let the item not come back, and hold no more of it than its row does.
See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.index.index import Index
from app.vault.index.numbers import identifier


def take_out_exchanged(index: Index, destroyed: str) -> None:
    """Take out entries of peers and conflicts on destroyed items; `destroyed`: SQL for them."""
    cases = "SELECT 1 FROM exchanges LIMIT 1"
    if index.one(cases) is None:
        return
    items = [identifier("item", row[0]) for row in index.read(destroyed.strip("()"))]
    for item in items:
        index.write("DELETE FROM peer_logs WHERE subject = ?", (item,))
        index.write("DELETE FROM conflicts WHERE instr(ours, ?) OR instr(theirs, ?)", (item, item))
