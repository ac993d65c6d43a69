"""Reading and writing records' rows, with all that is derived from them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime

from pressbib.errors import RecordNotFoundError
from pressbib.library import indexes
from pressbib.library.indexes import Entry, Row
from pressbib.library.outcome import Marks
from pressbib.library.packing import pack, pack_marks, unpack, unpack_marks
from pressbib.record import Record


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


def marks_of(row: Row) -> Marks:
    """The marks of a row."""
    return unpack_marks(row.marks)


def read(connection: sqlite3.Connection, number: int) -> Row | None:
    """A record's row, None where there is none of this number."""
    found = connection.execute("SELECT citekey, item, origins, marks FROM record WHERE id = ?", (number,)).fetchone()
    return stored(*found) if found else None


def read_packed(connection: sqlite3.Connection, number: int) -> tuple[str, str, str] | None:
    """What `unpack` makes a record of, None where there is none of this number."""
    found: tuple[str, str, str] | None = connection.execute(
        "SELECT citekey, item, origins FROM record WHERE id = ?", (number,)
    ).fetchone()
    return found


def stored(citekey: str, text: str, origins: str, marks: str) -> Row:
    """A row from its columns."""
    return Row(citekey, json.loads(text), text, origins, marks)


def number_of(connection: sqlite3.Connection, citekey: str) -> int | None:
    """The number of the record with this citekey or alias, None where there is none."""
    found = connection.execute("SELECT record FROM name WHERE folded = ?", (indexes.folded(citekey),)).fetchone()
    return found[0] if found else None


def find(connection: sqlite3.Connection, citekey: str) -> tuple[int, Row]:
    """The number and row of the record with a citekey or alias. Raises RecordNotFoundError."""
    number = number_of(connection, citekey)
    row = read(connection, number) if number is not None else None
    if number is None or row is None:
        raise RecordNotFoundError(f"no record has the citekey {citekey}")
    return number, row


def add(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    """Write new records, under numbers that no record has."""
    connection.executemany(
        "INSERT INTO record (id, citekey, year, item, origins, marks, keys) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entry.number,
                entry.row.citekey,
                indexes.year_of(entry.row.item),
                entry.row.text,
                entry.row.origins,
                entry.row.marks,
                indexes.keys_blob(entry.hashes),
            )
            for entry in entries
        ],
    )
    indexes.insert(connection, entries)


def change(connection: sqlite3.Connection, old: Row, new: Entry) -> None:
    """Write another state of a record over the one it has."""
    indexes.delete(connection, _written(connection, new.number, old))
    connection.execute(
        "UPDATE record SET citekey = ?, year = ?, item = ?, origins = ?, marks = ?, keys = ? WHERE id = ?",
        (
            new.row.citekey,
            indexes.year_of(new.row.item),
            new.row.text,
            new.row.origins,
            new.row.marks,
            indexes.keys_blob(new.hashes),
            new.number,
        ),
    )
    indexes.insert(connection, [new])


def remove(connection: sqlite3.Connection, number: int, old: Row) -> None:
    """Take a record out."""
    indexes.delete(connection, _written(connection, number, old))
    connection.execute("DELETE FROM record WHERE id = ?", (number,))


def _written(connection: sqlite3.Connection, number: int, row: Row) -> Entry:
    """A record as it was written, with the keys it has in the index, whatever pressbib made them."""
    found = connection.execute("SELECT keys FROM record WHERE id = ?", (number,)).fetchone()
    return Entry(number, row, marks_of(row), indexes.keys_of(found[0]) if found else [])
