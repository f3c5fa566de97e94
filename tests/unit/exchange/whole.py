"""A row in every table that names a case, so that a test can ask what becomes of all of them.

What people and imports write comes by the program's own ways (`fill`); the tables that stay empty
then get a row of their columns' types. A table that a later version adds is filled by itself.
"""

from __future__ import annotations

from typing import Any

from app.collect.course import Course, DonePage
from app.domain.case.case_desk import CaseState
from app.domain.evidence.items import Case
from app.usecases.case.case_file import number_case, state_case
from app.usecases.follow_up.deadlines import day_fields, say_day
from app.usecases.intake.collecting import COLLECT
from app.usecases.items.looks import leave_to_look
from app.vault import Vault
from app.vault.index.numbers import number
from tests.unit.exchange.test_hand_and_take import fill

MARKER = "표시말"
"""In every text of the rows that are made here."""

_MOMENT = {"fold", "spares_key", "spares_owed"}
"""Facts that tell of files beside the index."""

Dump = dict[str, list[tuple[Any, ...]]]


def tables(vault: Vault) -> list[str]:
    """All tables but the parts of the word index."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%' ORDER BY 1"
    )
    return [name for (name,) in vault._index.read(sql)]


def of_cases(vault: Vault) -> list[str]:
    """The tables whose rows name a case; the log keeps its own."""
    return [
        table
        for table in tables(vault)
        if table != "log"
        and any(
            column[1] == "case_id" for column in vault._index.read(f"PRAGMA table_info({table})")
        )
    ]


def count(vault: Vault, table: str, case: Case) -> int:
    sql = f"SELECT count(*) FROM {table} WHERE case_id = ?"
    return int(vault._index.read(sql, (number(case.id),))[0][0])


def fill_every_table(vault: Vault, case: Case) -> None:
    """Something in every table that names a case, all of it the case's own."""
    fill(vault, case)
    state_case(vault, case.id, CaseState.COUNSELLING, MARKER)
    number_case(vault, case.id, f"N-{case.id[2:]}")
    leave_to_look(vault, case.id, [vault.items.in_case(case.id)[0].id])
    say_day(vault, case.id, day_fields()[0], "2099-11-02")
    work = vault.unfinished.begin(COLLECT, case.id, {"paths": [MARKER]})
    with vault.transaction():
        for table in sorted(of_cases(vault), key="exchanges conflicts".find):
            if not count(vault, table, case):
                _one_row(vault, table, case)
        Course(vault, work).mark(DonePage(MARKER, 0, []))
        _hanging(vault, case)
    assert all(count(vault, table, case) for table in of_cases(vault))


def _hanging(vault: Vault, case: Case) -> None:
    """What hangs on rows of a case without naming it, where `fill` leaves none."""
    key = number(case.id)
    for sql in (
        "message_media SELECT first, 0, 'photo', ?2, NULL, 'missing_file' FROM message_runs",
        (
            "link_seen SELECT row, (SELECT item FROM case_items WHERE case_id = ?1), 1, 'observed', ?2, "
            "NULL, ?2 FROM links"
        ),
        (
            "room_members SELECT id, 0, ?2, 'poster', source_item, ?2, 1, 0, NULL, NULL, NULL, NULL "
            "FROM rooms"
        ),
        (
            "room_events (room, kind, known, message, source_item, actor, before, after, names, "
            "position) SELECT id, 'renamed', 'said', 1, source_item, ?2, ?2, ?2, '[]', ?2 FROM rooms"
        ),
    ):
        vault._index.write(f"INSERT INTO {sql} WHERE case_id = ?1 LIMIT 1", (key, MARKER))


def _one_row(vault: Vault, table: str, case: Case) -> None:
    index, key = vault._index, number(case.id)
    to = {
        row[3]: (row[2], row[4] or "id") for row in index.read(f"PRAGMA foreign_key_list({table})")
    }
    values: dict[str, Any] = {"case_id": key}
    for _, name, kind, needed, _, is_key in index.read(f"PRAGMA table_info({table})"):
        if name == "case_id" or (is_key and name in ("row", "id")):
            continue
        if name in to:
            values[name] = _there(vault, *to[name], case=key)
        elif needed or is_key:
            made = {"INTEGER": 7_000_000 + key % 1_000_000, "BLOB": MARKER.encode()}
            values[name] = made.get(kind, f"{MARKER} {case.id}")
    columns = ", ".join(values)
    places = ", ".join("?" * len(values))
    index.write(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(values.values()))


def _there(vault: Vault, table: str, column: str, *, case: int) -> Any:
    """A row of the case that can be pointed at."""
    if table == "items":
        where = "id IN (SELECT item FROM case_items WHERE case_id = ?)"
    else:
        where = "case_id = ?"
    sql = f"SELECT {column} FROM {table} WHERE {where} LIMIT 1"
    return vault._index.read(sql, (case,))[0][0]


def dump(vault: Vault) -> Dump:
    """Every row of the index but what only grows or tells of the moment, and the words' rows."""
    found = {
        table: sorted(vault._index.read(f"SELECT * FROM {table}"), key=repr)
        for table in tables(vault)
        if table not in {"log", "items", "removed", "intents", "spares", "sqlite_stat1"}
    }
    found["facts"] = [row for row in found["facts"] if row[0] not in _MOMENT]
    found["words"] = vault._index.read("SELECT id FROM words_docsize ORDER BY 1")
    return found


def texts(vault: Vault) -> str:
    """Every cell of every table, the log too, as one text."""
    rows = [row for table in tables(vault) for row in vault._index.read(f"SELECT * FROM {table}")]
    return "\n".join(
        cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
        for row in rows
        for cell in row
    )
