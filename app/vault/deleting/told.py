"""What people told of destroyed items, in the transaction that destroys them.

The part that an item played goes with it, and so does what was known of its captures. Payments and
what somebody goes by are the person's own words and stay, without pointing at the item; what only
an export says of an account goes with the account. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.index.index import Index
from app.vault.stores.told_words import CAPTURES, MARKS, PARTS, Told


def take_out_told(index: Index, destroyed: str) -> bool:
    """Take out what hangs on destroyed items (`destroyed`: SQL for them); whether words went."""
    rows = [row[0] for row in index.read(f"SELECT row FROM item_parts WHERE item IN {destroyed}")]
    forget_rows(index, PARTS, rows)
    shots = [row[0] for row in index.read(f"SELECT row FROM captures WHERE item IN {destroyed}")]
    forget_rows(index, CAPTURES, shots)
    index.write(f"UPDATE payments SET item = NULL WHERE item IN {destroyed}")
    index.write(f"UPDATE person_marks SET item = NULL, sighting = NULL WHERE item IN {destroyed}")
    return bool(rows or shots)


def forget_account(index: Index, account: int) -> None:
    """Take out the marks that are nothing but an account that goes."""
    sql = "SELECT row FROM person_marks WHERE account = ?"
    forget_rows(index, MARKS, [row[0] for row in index.read(sql, (account,))])


def forget_rows(index: Index, told: Told, rows: list[int]) -> None:
    """Take rows of one kind out with their words."""
    index.write_many("DELETE FROM words WHERE rowid = ?", [(told.first + row,) for row in rows])
    index.write_many(f"DELETE FROM {told.table} WHERE row = ?", [(row,) for row in rows])
