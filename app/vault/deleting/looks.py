"""What others saw in destroyed items goes with them, in the same transaction.

See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.index.index import Index


def take_out_looks(index: Index, destroyed: str) -> None:
    """Take out what was left to others of destroyed items, with its words; `destroyed`: SQL."""
    index.write(f"DELETE FROM looks WHERE item IN {destroyed}")
