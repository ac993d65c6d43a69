"""The tables of the library file, and how a file of an earlier version becomes one of this version.

A record's row is the whole truth about it; `name`, `key`, `press`, `announces`, `tag`, `apart` and `words` are derived
from it, so that looking something up is a few index steps at any size (`indexes`).
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x50524249
"""`PRBI`: what tells a library from other SQLite files (bytes 68 to 71 of the file)."""

TABLES = """
CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: an undone removal comes back under its own
    citekey TEXT NOT NULL,
    year INTEGER,
    item TEXT NOT NULL,                    -- the CSL item as JSON, without id and provenance
    origins TEXT NOT NULL,                 -- where its values came from (packing.py)
    marks TEXT NOT NULL,                   -- tags, notes, aliases and "not the same" decisions as JSON, '' for none
    keys BLOB NOT NULL                     -- the hashes of its rows in key, eight bytes each
) STRICT;
CREATE INDEX record_year ON record (year);

CREATE TABLE batch (                       -- what undo takes back at once
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    source TEXT NOT NULL,
    undoes INTEGER REFERENCES batch (id),
    undone_by INTEGER REFERENCES batch (id)
) STRICT;
CREATE TABLE change (                      -- the journal; after a change a record is what it was before the next
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL REFERENCES batch (id),
    record INTEGER NOT NULL,
    at TEXT,                               -- NULL: as the batch says
    by TEXT,
    source TEXT,
    citekey TEXT,                          -- the row before the change; NULL: there was none
    item TEXT,
    origins TEXT,
    marks TEXT
) STRICT;
CREATE INDEX change_batch ON change (batch);
CREATE INDEX change_record ON change (record);

CREATE TABLE pushed (                      -- what was handed to a reference manager, and its key there
    target TEXT NOT NULL,
    record INTEGER NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (target, record)
) STRICT, WITHOUT ROWID;
"""

DERIVED = """
CREATE TABLE name (                        -- citekeys and aliases, unique without regard to case
    folded TEXT PRIMARY KEY,
    record INTEGER NOT NULL,               -- a foreign key would need an index of its own to delete a record quickly
    alias INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key (                         -- identifiers and blocking keys (compare.keys), as 64-bit hashes
    hash INTEGER NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (hash, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE press (                       -- pages that announce works
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,          -- the address as it is compared
    url TEXT NOT NULL,
    title TEXT NOT NULL
) STRICT;
CREATE TABLE announces (
    press INTEGER NOT NULL REFERENCES press (id),
    record INTEGER NOT NULL REFERENCES record (id),
    PRIMARY KEY (press, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX announces_record ON announces (record);

CREATE TABLE tag (
    folded TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (folded, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_record ON tag (record);

CREATE TABLE apart (                       -- pairs that a person said are not the same work
    record INTEGER NOT NULL REFERENCES record (id),
    other INTEGER NOT NULL,
    PRIMARY KEY (record, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX apart_other ON apart (other);

CREATE VIRTUAL TABLE words USING fts5 (
    title, author, container, keyword, note, press, sign,
    content = '', tokenize = "unicode61 remove_diacritics 2"
);
"""
"""What `rebuild` makes anew from the rows of `record`."""

DERIVED_NAMES = ("announces", "press", "name", "key", "tag", "apart", "words")
"""The derived tables, those that refer to others first."""


def _create(connection: sqlite3.Connection) -> None:
    run_script(connection, TABLES)
    run_script(connection, DERIVED)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one after the other inside the transaction that is open (executescript would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


MIGRATIONS = (_create,)
"""What leads from version N to N + 1, in order: the first makes the tables in an empty file. Append, never change."""

VERSION = len(MIGRATIONS)
"""The `user_version` of the files that this pressbib writes."""
