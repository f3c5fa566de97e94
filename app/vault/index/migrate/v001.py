"""The first shape of the index. FORMAT.md, section "Vault", explains every table.

Identifiers are 60-bit numbers (`app.vault.index.numbers`); a time is five columns with one
beginning.
"""

from __future__ import annotations

import apsw

_WORD_BUFFER = 32 * 1024 * 1024
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def _moment(name: str) -> str:
    return (
        f"{name}_ms INTEGER, {name}_source TEXT, {name}_certainty TEXT, "
        f"{name}_original TEXT, {name}_offset INTEGER"
    )


_TABLES = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, created_ms INTEGER NOT NULL,
  minor_mode INTEGER NOT NULL
) STRICT;

CREATE TABLE items (
  id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, kind TEXT NOT NULL,
  name TEXT NOT NULL, media_type TEXT NOT NULL, added_ms INTEGER NOT NULL, origin TEXT NOT NULL,
  {_moment("modified")}, parent INTEGER REFERENCES items, relation TEXT NOT NULL
) STRICT;
CREATE TABLE blobs (
  item INTEGER PRIMARY KEY REFERENCES items, name BLOB NOT NULL UNIQUE, header BLOB NOT NULL,
  stored_size INTEGER NOT NULL, crc32 INTEGER NOT NULL
) STRICT;
CREATE TABLE case_items (
  case_id INTEGER NOT NULL REFERENCES cases, place INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES items, PRIMARY KEY (case_id, place), UNIQUE (case_id, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE intents (name BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE previews (
  item INTEGER PRIMARY KEY REFERENCES items, jpeg BLOB, facts TEXT NOT NULL
) STRICT;

CREATE TABLE rooms (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, platform TEXT NOT NULL,
  native_id TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, seen_ms INTEGER NOT NULL,
  source_item INTEGER REFERENCES items, moved_from INTEGER REFERENCES rooms
) STRICT;
CREATE UNIQUE INDEX rooms_by_key ON rooms (case_id, platform, native_id) WHERE native_id <> '';
CREATE INDEX rooms_by_case ON rooms (case_id);
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, platform TEXT NOT NULL,
  native_id TEXT NOT NULL, seen_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX accounts_by_key ON accounts (case_id, platform, native_id)
  WHERE native_id <> '';
CREATE INDEX accounts_by_case ON accounts (case_id);
CREATE TABLE account_names (
  account INTEGER NOT NULL REFERENCES accounts, place INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (account, place), UNIQUE (account, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, room INTEGER NOT NULL,
  order_ms INTEGER NOT NULL, source_item INTEGER NOT NULL, position TEXT NOT NULL,
  kind TEXT NOT NULL, native_id TEXT NOT NULL, account INTEGER, sender TEXT NOT NULL,
  text TEXT NOT NULL, {_moment("shown")}, {_moment("changed")}, forwarded_from TEXT NOT NULL,
  reply_to TEXT NOT NULL, action TEXT NOT NULL, details TEXT
) STRICT;
CREATE INDEX messages_by_time ON messages (room, order_ms);
CREATE TABLE message_media (
  message INTEGER NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL, named TEXT NOT NULL,
  item INTEGER REFERENCES items, absent TEXT NOT NULL, PRIMARY KEY (message, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_runs (
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, case_id INTEGER NOT NULL REFERENCES cases
) STRICT;

CREATE TABLE sightings (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  {_moment("entered")}, method TEXT NOT NULL, item INTEGER REFERENCES items, message INTEGER,
  room INTEGER REFERENCES rooms, account INTEGER REFERENCES accounts, {_moment("shown")},
  {_moment("captured")}, place TEXT NOT NULL, note TEXT NOT NULL,
  source_item INTEGER REFERENCES items, position TEXT NOT NULL
) STRICT;
CREATE INDEX sightings_by_case ON sightings (case_id, item);
CREATE INDEX sightings_by_item ON sightings (item) WHERE item IS NOT NULL;

CREATE TABLE links (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases, normal TEXT NOT NULL,
  original TEXT NOT NULL, standing TEXT NOT NULL, host TEXT NOT NULL, kind TEXT NOT NULL,
  seen_ms INTEGER NOT NULL, message INTEGER, source_item INTEGER REFERENCES items,
  position TEXT NOT NULL, seen INTEGER NOT NULL, UNIQUE (case_id, normal)
) STRICT;
CREATE TABLE notes (
  row INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES cases,
  text TEXT NOT NULL, at_ms INTEGER NOT NULL, {_moment("event")}
) STRICT;
CREATE INDEX notes_by_case ON notes (case_id);
CREATE TABLE reports (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, template TEXT NOT NULL,
  template_version TEXT NOT NULL, answers TEXT NOT NULL, saved_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE imports (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, at_ms INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;

CREATE TABLE log (
  number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL,
  case_id TEXT, details TEXT NOT NULL, head BLOB NOT NULL
) STRICT;
CREATE INDEX log_by_subject ON log (subject, act);
CREATE INDEX log_by_case ON log (case_id) WHERE case_id IS NOT NULL;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log
  BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log
  BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER items_are_fixed BEFORE UPDATE ON items
  BEGIN SELECT RAISE(ABORT, 'items never change'); END;
"""


def _words_table() -> str:
    # The `ascii` tokenizer takes every character beyond ASCII as part of a token, which is what the
    # bigrams need; ASCII signs have to be named, so that links are found too.
    tokenize = "ascii tokenchars '" + _PUNCTUATION.replace("'", "''") + "'"
    quoted = tokenize.replace('"', '""')
    return (
        "CREATE VIRTUAL TABLE words USING fts5(body, content='', contentless_delete=1, "
        f'detail=none, tokenize="{quoted}")'
    )


def upgrade(connection: apsw.Connection) -> None:
    """Make all tables of version 1 in an empty index."""
    connection.execute(_TABLES)
    connection.execute(_words_table())
    # Kept in the table itself: fewer, larger pieces while a million messages come in.
    connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_WORD_BUFFER,))
