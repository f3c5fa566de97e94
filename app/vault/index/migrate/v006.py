"""The sixth shape of the index: cases that two vaults work on, and a counsellor's desk.

Only adds tables; nothing of earlier versions changes. FORMAT.md, section "Vault", explains every
table. What hangs on an item is destroyed with it: see `app.vault.deleting`.
"""

from __future__ import annotations

import apsw

_TABLES = """
CREATE TABLE exchanges (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  way TEXT NOT NULL, peer TEXT NOT NULL, signer TEXT NOT NULL, digest BLOB NOT NULL,
  log_number INTEGER NOT NULL, log_head BLOB NOT NULL, at_ms INTEGER NOT NULL, base BLOB NOT NULL
) STRICT;
CREATE INDEX exchanges_by_case ON exchanges (case_id);
CREATE TABLE conflicts (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  exchange INTEGER NOT NULL REFERENCES exchanges (id), kind TEXT NOT NULL, record TEXT NOT NULL,
  ours TEXT NOT NULL, theirs TEXT NOT NULL, choice TEXT NOT NULL, came_ms INTEGER NOT NULL,
  decided_ms INTEGER
) STRICT;
CREATE INDEX conflicts_by_case ON conflicts (case_id);
CREATE TABLE peer_logs (
  row INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, signer TEXT NOT NULL,
  number INTEGER NOT NULL, at_ms INTEGER NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
  details TEXT NOT NULL, head BLOB NOT NULL, UNIQUE (case_id, signer, number)
) STRICT;
CREATE TABLE case_states (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  state TEXT NOT NULL, note TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX case_states_by_case ON case_states (case_id);
CREATE TABLE case_numbers (
  case_id INTEGER PRIMARY KEY REFERENCES cases, number TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE looks (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  item INTEGER NOT NULL REFERENCES items, asked_ms INTEGER, words TEXT NOT NULL,
  looked_ms INTEGER, UNIQUE (case_id, item)
) STRICT;
"""


def upgrade(connection: apsw.Connection) -> None:
    """Add the tables of version 6 to an index of version 5."""
    connection.execute(_TABLES)


def stand_in(connection: apsw.Connection) -> None:
    """Put empty tables of version 6 into memory beside an index of version 5 that is looked at."""
    tables = _TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ")
    connection.execute(tables.replace("CREATE INDEX ", "CREATE INDEX temp."))
