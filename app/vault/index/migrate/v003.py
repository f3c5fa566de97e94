"""The third shape of the index: what is understood of evidence, and what people say beside it.

Only adds tables; nothing of versions 1 and 2 changes. FORMAT.md, section "Vault", explains every
table. What hangs on an item is destroyed with it: see `app.vault.deleting`.
"""

from __future__ import annotations

import apsw


def _moment(name: str) -> str:
    return (
        f"{name}_ms INTEGER, {name}_source TEXT, {name}_certainty TEXT, "
        f"{name}_original TEXT, {name}_offset INTEGER"
    )


_LIKENESS = """
CREATE TABLE item_hashes (
  item INTEGER NOT NULL REFERENCES items, method TEXT NOT NULL, version TEXT NOT NULL,
  quality INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (item, method)
) STRICT, WITHOUT ROWID;
CREATE TABLE likenesses (
  case_id INTEGER NOT NULL REFERENCES cases, first INTEGER NOT NULL REFERENCES items,
  second INTEGER NOT NULL REFERENCES items, method TEXT NOT NULL, distance INTEGER NOT NULL,
  turned TEXT NOT NULL, closeness TEXT NOT NULL, decided TEXT NOT NULL,
  decided_ms INTEGER NOT NULL,
  PRIMARY KEY (case_id, first, second)
) STRICT, WITHOUT ROWID;
"""

_MACHINE_WORDS = """
CREATE TABLE machine_words (
  item INTEGER PRIMARY KEY REFERENCES items, engine TEXT NOT NULL, text TEXT NOT NULL,
  problem TEXT NOT NULL, read_ms INTEGER NOT NULL
) STRICT;
"""

_MADE = """
CREATE TABLE derivations (
  item INTEGER PRIMARY KEY REFERENCES items, recipe TEXT NOT NULL, made_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE captures (
  row INTEGER PRIMARY KEY, sighting INTEGER NOT NULL UNIQUE REFERENCES sightings (id),
  case_id INTEGER NOT NULL REFERENCES cases, item INTEGER NOT NULL REFERENCES items,
  made_ms INTEGER NOT NULL, said TEXT NOT NULL, details TEXT NOT NULL
) STRICT;
CREATE INDEX captures_by_item ON captures (item);
"""

_PEOPLE = f"""
CREATE TABLE people (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  name TEXT NOT NULL, role TEXT NOT NULL, note TEXT NOT NULL, made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_case ON people (case_id);
CREATE TABLE person_marks (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people (id), kind TEXT NOT NULL, value TEXT NOT NULL,
  platform TEXT NOT NULL, account INTEGER REFERENCES accounts, item INTEGER REFERENCES items,
  sighting INTEGER, {_moment("seen")}, note TEXT NOT NULL
) STRICT;
CREATE INDEX person_marks_by_person ON person_marks (person);
CREATE TABLE payments (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  {_moment("paid")}, amount TEXT NOT NULL, currency TEXT NOT NULL, way TEXT NOT NULL,
  direction TEXT NOT NULL, to_whom TEXT NOT NULL, reference TEXT NOT NULL,
  person INTEGER REFERENCES people (id), item INTEGER REFERENCES items, note TEXT NOT NULL,
  made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX payments_by_case ON payments (case_id);
CREATE TABLE incidents (
  note INTEGER PRIMARY KEY REFERENCES notes (id), place TEXT NOT NULL, witness TEXT NOT NULL,
  officer TEXT NOT NULL, report_number TEXT NOT NULL, technology TEXT NOT NULL
) STRICT;
CREATE TABLE item_parts (
  row INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases,
  item INTEGER NOT NULL REFERENCES items, part TEXT NOT NULL, place TEXT NOT NULL,
  audience TEXT NOT NULL, teller TEXT NOT NULL, {_moment("event")}, note TEXT NOT NULL,
  made_ms INTEGER NOT NULL, UNIQUE (case_id, item, part)
) STRICT;
"""

_ROOMS = f"""
CREATE TABLE room_events (
  row INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms, kind TEXT NOT NULL,
  known TEXT NOT NULL, message INTEGER NOT NULL, source_item INTEGER NOT NULL REFERENCES items,
  {_moment("shown")}, account INTEGER, actor TEXT NOT NULL, before TEXT NOT NULL,
  after TEXT NOT NULL, names TEXT NOT NULL, position TEXT NOT NULL, other INTEGER,
  decided_ms INTEGER, UNIQUE (message, kind)
) STRICT;
CREATE INDEX room_events_by_room ON room_events (room);
CREATE TABLE room_members (
  room INTEGER NOT NULL REFERENCES rooms, account INTEGER NOT NULL, name TEXT NOT NULL,
  part TEXT NOT NULL, source_item INTEGER NOT NULL REFERENCES items, position TEXT NOT NULL,
  posts INTEGER NOT NULL, forwards INTEGER NOT NULL, first_ms INTEGER, last_ms INTEGER,
  first_message INTEGER, last_message INTEGER,
  PRIMARY KEY (room, account, name, part, source_item)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_members_by_account ON room_members (account) WHERE account <> 0;
CREATE TABLE room_reads (
  case_id INTEGER NOT NULL REFERENCES cases, source_item INTEGER NOT NULL REFERENCES items,
  up_to INTEGER, PRIMARY KEY (case_id, source_item)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_marks (
  message INTEGER NOT NULL, deed TEXT NOT NULL, known TEXT NOT NULL, marked_ms INTEGER NOT NULL,
  room INTEGER NOT NULL REFERENCES rooms, source_item INTEGER NOT NULL REFERENCES items,
  PRIMARY KEY (message, deed)
) STRICT, WITHOUT ROWID;
"""

_TABLES = _LIKENESS + _MACHINE_WORDS + _MADE + _PEOPLE + _ROOMS


def upgrade(connection: apsw.Connection) -> None:
    """Add the tables of version 3 to an index of version 2."""
    connection.execute(_TABLES)


def stand_in(connection: apsw.Connection) -> None:
    """Put empty tables of version 3 into memory beside an index of version 2 that is looked at."""
    tables = _TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ")
    connection.execute(tables.replace("CREATE INDEX ", "CREATE INDEX temp."))
