"""What recipients asked about destroyed items goes with them, in the same transaction.

Receipts speak of a whole bundle and hold nothing of an item; they stay. See FORMAT.md, section
"Deleting".
"""

from __future__ import annotations

from app.vault.index.index import Index


def take_out_questions(index: Index, destroyed: str) -> None:
    """Take out the questions on destroyed items, with their answers; `destroyed`: SQL for them."""
    index.write(f"DELETE FROM questions WHERE item IN {destroyed}")
