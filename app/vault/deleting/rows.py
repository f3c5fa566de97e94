"""The rows of destroyed items: what goes out of the index with them, in one transaction.

Sightings, previews, membership, messages with their words and runs, links that nothing else gives,
rooms and accounts that nothing else names. The row of the item itself stays. See FORMAT.md, section
"Deleting".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.vault.deleting.came_back import take_out_questions
from app.vault.deleting.exchanged import take_out_exchanged
from app.vault.deleting.filed import take_out_filed
from app.vault.deleting.looks import take_out_looks
from app.vault.deleting.rooms import forget_rooms, forget_told, leave_names_only
from app.vault.deleting.said import forget_words
from app.vault.deleting.told import forget_account, take_out_told
from app.vault.index.index import Index
from app.vault.stores.hidden import ITEMS, Run
from app.vault.stores.search import MACHINE, PAGES

DESTROYED = "(SELECT item FROM removed WHERE destroyed_ms IS NOT NULL)"
NO_SPACE_LEFT_IN_WORDS = "INSERT INTO words (words) VALUES ('optimize')"


def take_out(index: Index) -> None:
    """Take out what belongs to items marked as destroyed and is still there."""
    index.write(
        f"INSERT OR IGNORE INTO intents (name) SELECT name FROM blobs WHERE item IN {DESTROYED}"
    )
    pages = index.read(f"SELECT {PAGES} + item FROM previews WHERE item IN {DESTROYED}")
    pages += index.read(f"SELECT {MACHINE} + item FROM machine_words WHERE item IN {DESTROYED}")
    index.write_many("DELETE FROM words WHERE rowid = ?", pages)
    for table in ("blobs", "previews", "spares", "case_items", "machine_words"):
        index.write(f"DELETE FROM {table} WHERE item IN {DESTROYED}")
    index.write(f"DELETE FROM item_hashes WHERE item IN {DESTROYED}")
    index.write(f"DELETE FROM likenesses WHERE first IN {DESTROYED} OR second IN {DESTROYED}")
    index.write(f"DELETE FROM derivations WHERE item IN {DESTROYED}")
    told = take_out_told(index, DESTROYED)
    index.write(f"DELETE FROM sightings WHERE item IN {DESTROYED} OR source_item IN {DESTROYED}")
    index.write(
        f"UPDATE message_media SET item = NULL, absent = 'deleted' WHERE item IN {DESTROYED}"
    )
    take_out_questions(index, DESTROYED)
    take_out_exchanged(index, DESTROYED)
    take_out_looks(index, DESTROYED)
    forget_words(index, DESTROYED)
    forget_told(index, DESTROYED)
    _links(index)
    runs = index.read(f"SELECT first, last FROM removed_runs WHERE item IN {DESTROYED}")
    rooms, accounts = _met(index, runs)
    for run in runs:
        _messages(index, run)
    index.write(f"DELETE FROM removed_runs WHERE item IN {DESTROYED}")
    _rooms(index, rooms)
    _accounts(index, accounts)
    filed = take_out_filed(index, DESTROYED)
    if runs or pages or told or filed:
        # Deleting leaves a text's pairs in older pieces of the word index until these are merged.
        index.write(NO_SPACE_LEFT_IN_WORDS)


def _met(index: Index, runs: Iterable[tuple[Any, ...]]) -> tuple[set[int], set[int]]:
    """The rooms and accounts of messages, and rooms that a destroyed item was the first to name."""
    rooms = {row[0] for row in index.read(f"SELECT id FROM rooms WHERE source_item IN {DESTROYED}")}
    accounts: set[int] = set()
    for run in runs:
        sql = "SELECT DISTINCT account FROM messages WHERE row BETWEEN ? AND ?"
        accounts.update(row[0] for row in index.read(sql, run) if row[0] is not None)
    return rooms, accounts


def _messages(index: Index, run: tuple[Any, ...]) -> None:
    first, last = run
    index.write("DELETE FROM message_media WHERE message BETWEEN ? AND ?", run)
    index.write("DELETE FROM words WHERE rowid BETWEEN ? AND ?", run)
    index.write("DELETE FROM messages WHERE row BETWEEN ? AND ?", run)
    sql = "SELECT first, last, case_id FROM message_runs WHERE first <= ? AND last >= ?"
    for run_first, run_last, case in index.read(sql, (last, first)):
        index.write("DELETE FROM message_runs WHERE first = ?", (run_first,))
        for left in less((run_first, run_last), (first, last)):
            index.write(
                "INSERT INTO message_runs (first, last, case_id) VALUES (?, ?, ?)", (*left, case)
            )


def less(run: Run, gone: Run) -> list[Run]:
    """What is left of a range without another, in their order."""
    before, behind = (run[0], gone[0] - 1), (gone[1] + 1, run[1])
    return [part for part in (before, behind) if part[0] <= part[1]]


def _links(index: Index) -> None:
    """Links that only destroyed sources gave go; others are told by the source that is left."""
    index.write(
        f"DELETE FROM links WHERE source_item IN {DESTROYED} "
        "AND NOT EXISTS (SELECT 1 FROM link_seen k WHERE k.link = links.row)"
    )
    shared = index.read(
        f"SELECT row, seen, source_item IN {DESTROYED} FROM links "
        f"WHERE source_item IN {DESTROYED} "
        f"OR row IN (SELECT link FROM link_seen WHERE source_item IN {DESTROYED})"
    )
    for row, seen, is_first in shared:
        (others,) = index.read("SELECT sum(seen) FROM link_seen WHERE link = ?", (row,))[0]
        index.write(f"DELETE FROM link_seen WHERE link = ? AND source_item IN {DESTROYED}", (row,))
        own = 0 if is_first else seen - others
        _told_by_the_rest(index, row, own, is_first=bool(is_first))


def _told_by_the_rest(index: Index, row: int, own: int, *, is_first: bool) -> None:
    left = index.read(
        "SELECT seen, standing, original, message, source_item, position FROM link_seen "
        f"WHERE link = ? ORDER BY source_item IN {ITEMS}, standing DESC, source_item",
        (row,),
    )
    total = own + sum(one[0] for one in left)
    if not is_first:
        index.write("UPDATE links SET seen = ? WHERE row = ?", (total, row))
    elif left:
        index.write(
            "UPDATE links SET seen = ?, standing = ?, original = ?, message = ?, source_item = ?, "
            "position = ? WHERE row = ?",
            (total, *left[0][1:], row),
        )
        index.write("DELETE FROM link_seen WHERE link = ? AND source_item = ?", (row, left[0][4]))
    else:
        index.write("DELETE FROM links WHERE row = ?", (row,))


def _rooms(index: Index, met: set[int]) -> None:
    """Rooms that no message, no sighting and no other room names any more."""
    used = {row[0] for row in index.read("SELECT DISTINCT room FROM messages")}
    used |= {row[0] for row in index.read("SELECT DISTINCT room FROM sightings")}
    gone = met - used
    former = index.read("SELECT id, moved_from FROM rooms WHERE moved_from IS NOT NULL")
    # A room that another one came from stays with it, and so does the one before.
    while kept := {before for room, before in former if before in gone and room not in gone}:
        gone -= kept
    rows = [(room,) for room in gone]
    forget_rooms(index, rows)
    index.write_many("UPDATE rooms SET moved_from = NULL WHERE id = ?", rows)
    index.write_many("DELETE FROM rooms WHERE id = ?", rows)


def _accounts(index: Index, met: set[int]) -> None:
    """Accounts that nothing names any more, and of the others the names that nothing shows."""
    if not met:
        return
    shown: set[tuple[int, str]] = set(
        index.stream("SELECT DISTINCT account, sender FROM messages WHERE account IS NOT NULL")
    )
    used = {account for account, _ in shown}
    used |= {row[0] for row in index.read("SELECT DISTINCT account FROM sightings")}
    for account in met:
        names = index.read("SELECT name FROM account_names WHERE account = ?", (account,))
        gone = [(account, name) for (name,) in names if (account, name) not in shown]
        index.write_many("DELETE FROM account_names WHERE account = ? AND name = ?", gone)
        if account not in used:
            forget_account(index, account)
            leave_names_only(index, account)
            index.write("DELETE FROM accounts WHERE id = ?", (account,))
