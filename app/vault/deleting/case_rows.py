"""The rows of a destroyed case: what goes out of the index with it, in one transaction.

Everything in tables that say whose it is, and what hangs on these rows; the words of all of it.
What the log holds stays. A table that is new has to be added here: a test asks every table that
names a case. See FORMAT.md, section "Deleting".
"""

from __future__ import annotations

from app.vault.deleting.rows import NO_SPACE_LEFT_IN_WORDS, less
from app.vault.index.index import Index
from app.vault.index.numbers import identifier
from app.vault.stores.hidden import CASE_ASIDE
from app.vault.stores.search import NOTES
from app.vault.stores.told_words import ALL

_ROOMS = "(SELECT id FROM rooms WHERE case_id = ?1)"
_LEFT_OFF = "left_off"
"""The fact where a person left off: it names one case."""

_WITHOUT_A_CASE = (
    f"message_marks WHERE room IN {_ROOMS}",
    f"room_events WHERE room IN {_ROOMS}",
    f"room_members WHERE room IN {_ROOMS}",
    "incidents WHERE note IN (SELECT id FROM notes WHERE case_id = ?1)",
    "account_names WHERE account IN (SELECT id FROM accounts WHERE case_id = ?1)",
    "link_seen WHERE link IN (SELECT row FROM links WHERE case_id = ?1)",
    "person_marks WHERE person IN (SELECT id FROM people WHERE case_id = ?1)",
    "filing_steps WHERE filing IN (SELECT id FROM filings WHERE case_id = ?1)",
    "narrative_sources WHERE line IN (SELECT id FROM narrative_lines WHERE case_id = ?1)",
    "unfinished_done WHERE work IN (SELECT id FROM unfinished WHERE case_id = ?1)",
)
"""What hangs on rows of a case without naming it; comes first."""

_OF_A_CASE = (
    "captures", "item_parts", "likenesses", "looks", "room_reads", "sightings", "link_steps",
    "links", "payments", "people", "accounts", "rooms", "notes", "said", "consents",
    "narrative_lines", "receipts", "questions", "stamps", "filings", "reports", "imports",
    "conflicts", "peer_logs", "exchanges", "case_states", "case_numbers", "unfinished",
    "message_runs", "case_items",
)  # fmt: skip
"""The tables that name a case, each behind those that point at its rows."""


def forget_runs(index: Index, case: int) -> None:
    """Take a case's messages out with their words, and out of the ranges that items hide.

    Comes before items are destroyed, which would look for messages by those ranges.
    """
    for run in index.read("SELECT first, last FROM message_runs WHERE case_id = ?", (case,)):
        index.write("DELETE FROM message_media WHERE message BETWEEN ? AND ?", run)
        index.write("DELETE FROM words WHERE rowid BETWEEN ? AND ?", run)
        index.write("DELETE FROM messages WHERE row BETWEEN ? AND ?", run)
        # Rows may be used again: nothing may hide what comes to stand in them.
        sql = "SELECT first, last, item FROM removed_runs WHERE first <= ? AND last >= ?"
        for first, last, item in index.read(sql, (run[1], run[0])):
            index.write("DELETE FROM removed_runs WHERE first = ?", (first,))
            index.write_many(
                "INSERT INTO removed_runs (first, last, item) VALUES (?, ?, ?)",
                [(*left, item) for left in less((first, last), (run[0], run[1]))],
            )


def take_out_case(index: Index, case: int) -> None:
    """Take out all other rows of a case, and what the vault's facts say of it."""
    _words(index, case)
    for rows in _WITHOUT_A_CASE:
        index.write(f"DELETE FROM {rows}", (case,))
    for table in _OF_A_CASE:
        index.write(f"DELETE FROM {table} WHERE case_id = ?", (case,))
    index.write("DELETE FROM cases WHERE id = ?", (case,))
    said = identifier("case", case)
    index.write(
        "DELETE FROM facts WHERE name = ? OR instr(name, ?) OR (name = ? AND instr(value, ?))",
        (f"{CASE_ASIDE}{case}", said, _LEFT_OFF, said),
    )
    # Deleting leaves a text's pairs in older pieces of the word index until these are merged.
    index.write(NO_SPACE_LEFT_IN_WORDS)


def _words(index: Index, case: int) -> None:
    """Notes, and what people told: found by their rows while these are there."""
    found = index.read("SELECT row FROM notes WHERE case_id = ?", (case,))
    rows = [(NOTES + row,) for (row,) in found]
    for told in ALL:
        sql = f"SELECT t.row FROM {told.table} t WHERE ({told.case}) = ?"
        rows += [(told.first + row,) for (row,) in index.read(sql, (case,))]
    index.write_many("DELETE FROM words WHERE rowid = ?", rows)
