"""The fourth shape of the index: facts typed once, consents, what became of reports and links.

Only adds tables; nothing of earlier versions changes. FORMAT.md, section "Vault", explains every
table. What hangs on an item or a link is destroyed with it: see `app.vault.deleting`.
"""

from __future__ import annotations

import apsw


def _moment(name: str) -> str:
    return (
        f"{name}_ms INTEGER, {name}_source TEXT, {name}_certainty TEXT, "
        f"{name}_original TEXT, {name}_offset INTEGER"
    )


_SAID = """
CREATE TABLE said (
  row INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, field TEXT NOT NULL,
  answer TEXT NOT NULL, texts TEXT NOT NULL, said_ms INTEGER NOT NULL, UNIQUE (case_id, field)
) STRICT;
CREATE TABLE consents (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  kind TEXT NOT NULL, recipient TEXT NOT NULL, item INTEGER REFERENCES items,
  given_ms INTEGER NOT NULL, how TEXT NOT NULL, witness TEXT NOT NULL, text_version TEXT NOT NULL,
  note TEXT NOT NULL, withdrawn_ms INTEGER
) STRICT;
CREATE INDEX consents_by_case ON consents (case_id);
CREATE TABLE corrections (
  row INTEGER PRIMARY KEY, recipient TEXT NOT NULL UNIQUE, contacts TEXT NOT NULL,
  note TEXT NOT NULL, said_ms INTEGER NOT NULL
) STRICT;
"""

_LEDGER = f"""
CREATE TABLE filings (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  report INTEGER, template TEXT NOT NULL, recipient TEXT NOT NULL, note TEXT NOT NULL,
  made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX filings_by_case ON filings (case_id);
CREATE TABLE filing_steps (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
  filing INTEGER NOT NULL REFERENCES filings (id), state TEXT NOT NULL, {_moment("at")},
  receipt TEXT NOT NULL, channel TEXT NOT NULL, note TEXT NOT NULL, said_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX filing_steps_by_filing ON filing_steps (filing);
CREATE TABLE link_steps (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, link INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES cases, state TEXT NOT NULL, {_moment("at")},
  filing INTEGER REFERENCES filings (id), note TEXT NOT NULL, next_check_ms INTEGER,
  said_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX link_steps_by_link ON link_steps (link);
CREATE INDEX link_steps_by_case ON link_steps (case_id);
"""

_NARRATIVE = """
CREATE TABLE narrative_lines (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  place INTEGER NOT NULL, text TEXT NOT NULL, edited INTEGER NOT NULL
) STRICT;
CREATE INDEX narrative_lines_by_case ON narrative_lines (case_id, place);
CREATE TABLE narrative_sources (
  line INTEGER NOT NULL REFERENCES narrative_lines (id) ON DELETE CASCADE,
  place INTEGER NOT NULL, kind TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (line, place)
) STRICT, WITHOUT ROWID;
"""

_TABLES = _SAID + _LEDGER + _NARRATIVE


def upgrade(connection: apsw.Connection) -> None:
    """Add the tables of version 4 to an index of version 3."""
    connection.execute(_TABLES)


def stand_in(connection: apsw.Connection) -> None:
    """Put empty tables of version 4 into memory beside an index of version 3 that is looked at."""
    tables = _TABLES.replace("CREATE TABLE ", "CREATE TEMP TABLE ")
    connection.execute(tables.replace("CREATE INDEX ", "CREATE INDEX temp."))
