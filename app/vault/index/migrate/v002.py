"""The second shape of the index: keys by name, what was set aside, unfinished work, spare segments.

Only adds tables; nothing of version 1 changes. FORMAT.md, section "Vault", explains every table.
"""

from __future__ import annotations

import apsw

_TABLES = """
CREATE TABLE keys (
  place INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, added_ms INTEGER,
  fingerprint TEXT
) STRICT;

CREATE TABLE removed (
  item INTEGER PRIMARY KEY REFERENCES items, removed_ms INTEGER NOT NULL, due_ms INTEGER,
  destroyed_ms INTEGER
) STRICT;
CREATE TABLE removed_runs (
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES removed ON DELETE CASCADE
) STRICT;
CREATE TABLE link_seen (
  link INTEGER NOT NULL, source_item INTEGER NOT NULL REFERENCES items, seen INTEGER NOT NULL,
  standing TEXT NOT NULL, original TEXT NOT NULL, message INTEGER, position TEXT NOT NULL,
  PRIMARY KEY (link, source_item)
) STRICT, WITHOUT ROWID;

CREATE TABLE unfinished (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, case_id INTEGER,
  arguments TEXT NOT NULL, begun_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE unfinished_done (
  work INTEGER NOT NULL REFERENCES unfinished ON DELETE CASCADE, mark TEXT NOT NULL,
  PRIMARY KEY (work, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE spares (
  item INTEGER PRIMARY KEY REFERENCES items, segment BLOB NOT NULL
) STRICT;
CREATE INDEX spares_by_segment ON spares (segment);
"""


def upgrade(connection: apsw.Connection) -> None:
    """Add the tables of version 2 to an index of version 1."""
    connection.execute(_TABLES)


def stand_in(connection: apsw.Connection) -> None:
    """Put empty tables of version 2 into memory beside an index of version 1 that is looked at."""
    tables = _TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ")
    connection.execute(tables.replace("CREATE INDEX ", "CREATE INDEX temp."))
