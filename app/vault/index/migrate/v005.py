"""The fifth shape of the index: whom bundles can be sealed for, time stamps, and what comes back.

Only adds tables; nothing of earlier versions changes. FORMAT.md, section "Vault", explains every
table. What hangs on an item is destroyed with it: see `app.vault.deleting`.
"""

from __future__ import annotations

import apsw

_TABLES = """
CREATE TABLE recipient_keys (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, recipient TEXT NOT NULL,
  public_key TEXT NOT NULL UNIQUE, note TEXT NOT NULL, added_ms INTEGER NOT NULL,
  checked_ms INTEGER, checked_how TEXT NOT NULL
) STRICT;
CREATE TABLE stamps (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  digest BLOB NOT NULL, authority TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL,
  nonce BLOB NOT NULL, token BLOB, asked_ms INTEGER NOT NULL, came_ms INTEGER
) STRICT;
CREATE INDEX stamps_by_case ON stamps (case_id);
CREATE TABLE receipts (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  filing INTEGER REFERENCES filings (id), manifest BLOB NOT NULL, signer TEXT NOT NULL,
  file BLOB NOT NULL, came_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX receipts_by_case ON receipts (case_id);
CREATE TABLE questions (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  item INTEGER REFERENCES items, exhibit TEXT NOT NULL, manifest BLOB NOT NULL,
  asker TEXT NOT NULL, signer TEXT NOT NULL, text TEXT NOT NULL, asked_ms INTEGER NOT NULL,
  came_ms INTEGER NOT NULL, answer TEXT NOT NULL, answered_ms INTEGER
) STRICT;
CREATE INDEX questions_by_case ON questions (case_id);
"""


def upgrade(connection: apsw.Connection) -> None:
    """Add the tables of version 5 to an index of version 4."""
    connection.execute(_TABLES)


def stand_in(connection: apsw.Connection) -> None:
    """Put empty tables of version 5 into memory beside an index of version 4 that is looked at."""
    tables = _TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ")
    connection.execute(tables.replace("CREATE INDEX ", "CREATE INDEX temp."))
