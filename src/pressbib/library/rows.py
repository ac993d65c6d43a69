"""Reading and writing a record's row: the row itself, what is derived from it, and the line in the journal."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pressbib.library import indexes
from pressbib.library.indexes import Row
from pressbib.library.outcome import Marks
from pressbib.library.packing import pack, pack_marks, unpack, unpack_marks
from pressbib.record import Record

READ = "SELECT citekey, item, origins, marks FROM record WHERE id = ?"


@dataclass(slots=True)
class Batch:
    """What undo takes back at once. Its row is written with its first change: a batch of nothing leaves no trace."""

    by: str
    source: str = ""
    number: int = 0
    undoes: int | None = None
    at: str = field(default_factory=lambda: now())

    def begin(self, connection: sqlite3.Connection) -> int:
        """The number of the batch, its row written where it was not yet."""
        if not self.number:
            cursor = connection.execute(
                "INSERT INTO batch (at, by, source, undoes) VALUES (?, ?, ?, ?)",
                (self.at, self.by, self.source, self.undoes),
            )
            self.number = cursor.lastrowid or 0
        return self.number


def now() -> str:
    """The time as the journal writes it: ISO 8601, UTC, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def row_of(record: Record, citekey: str, marks: Marks) -> Row:
    """A Record as its row."""
    item, text, origins = pack(record)
    return Row(citekey, item, text, origins, pack_marks(marks))


def record_of(row: Row) -> Record:
    """The Record of a row."""
    return unpack(row.citekey, row.text, row.origins)


def read(connection: sqlite3.Connection, number: int) -> Row | None:
    """A record's row, None where there is none of this number."""
    found = connection.execute(READ, (number,)).fetchone()
    return stored(*found) if found else None


def stored(citekey: str, text: str, origins: str, marks: str) -> Row:
    """A row from its columns."""
    return Row(citekey, json.loads(text), text, origins, marks)


def number_of(connection: sqlite3.Connection, citekey: str) -> int | None:
    """The number of the record with this citekey or alias, None where there is none."""
    found = connection.execute("SELECT record FROM name WHERE folded = ?", (indexes.folded(citekey),)).fetchone()
    return found[0] if found else None


def note(
    connection: sqlite3.Connection, batch: Batch, number: int, before: Row | None, by: str = "", source: str = ""
) -> None:
    """Write a line of the journal: what a record was before the change that follows."""
    connection.execute(
        "INSERT INTO change (batch, record, at, by, source, citekey, item, origins, marks) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            batch.begin(connection),
            number,
            None if (at := now()) == batch.at else at,
            by if by and by != batch.by else None,
            source if source and source != batch.source else None,
            *((before.citekey, before.text, before.origins, before.marks) if before else (None, None, None, None)),
        ),
    )


def add(connection: sqlite3.Connection, row: Row, hashes: list[int], number: int | None = None) -> int:
    """Write a new record, under a number that it had before or a new one; the number."""
    cursor = connection.execute(
        "INSERT INTO record (id, citekey, year, item, origins, marks, keys) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            row.citekey,
            indexes.year_of(row.item),
            row.text,
            row.origins,
            row.marks,
            indexes.keys_blob(hashes),
        ),
    )
    given = cursor.lastrowid or 0
    indexes.insert(connection, given, row, unpack_marks(row.marks), hashes)
    return given


def change(connection: sqlite3.Connection, number: int, old: Row, new: Row, hashes: list[int]) -> None:
    """Write another state of a record over the one it has."""
    indexes.delete(connection, number, old, unpack_marks(old.marks), _hashes(connection, number))
    connection.execute(
        "UPDATE record SET citekey = ?, year = ?, item = ?, origins = ?, marks = ?, keys = ? WHERE id = ?",
        (
            new.citekey,
            indexes.year_of(new.item),
            new.text,
            new.origins,
            new.marks,
            indexes.keys_blob(hashes),
            number,
        ),
    )
    indexes.insert(connection, number, new, unpack_marks(new.marks), hashes)


def remove(connection: sqlite3.Connection, number: int, old: Row) -> None:
    """Take a record out."""
    indexes.delete(connection, number, old, unpack_marks(old.marks), _hashes(connection, number))
    connection.execute("DELETE FROM record WHERE id = ?", (number,))


def _hashes(connection: sqlite3.Connection, number: int) -> tuple[int, ...]:
    found = connection.execute("SELECT keys FROM record WHERE id = ?", (number,)).fetchone()
    return indexes.keys_of(found[0]) if found else ()
