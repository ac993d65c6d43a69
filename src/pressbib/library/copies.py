"""Copies of a library: a backup file, everything as JSON Lines and back, and whether the file is whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from pressbib.errors import LibraryError
from pressbib.library import rows
from pressbib.library.connection import explained
from pressbib.library.indexes import Entry, insert, keys_blob
from pressbib.library.matching import hashes_of
from pressbib.library.schema import DERIVED, DERIVED_NAMES, run_script

FORMAT = "pressbib-library"
FORMAT_VERSION = 1

_TABLES = {
    "record": ("id", "citekey", "item", "origins", "marks"),
    "batch": ("id", "at", "by", "source", "undoes", "undone_by"),
    "change": ("id", "batch", "record", "at", "by", "source", "citekey", "item", "origins", "marks"),
    "pushed": ("target", "record", "key", "at"),
}
_AS_JSON = frozenset({"item", "origins", "marks"})


def back_up(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the library as it stands to another file, while others may go on writing. The copy is put in place whole."""
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with explained(part), closing(sqlite3.connect(part)) as target:
            connection.backup(target)
        part.replace(path)
    except OSError as error:
        raise LibraryError(f"{path}: the backup cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def write_everything(connection: sqlite3.Connection, file: TextIO) -> int:
    """Everything that the library holds, as JSON Lines: a head, then a line a row; the number of records.

    What the tables hold as JSON stands as JSON in the line, so that other programs can read it.
    """
    file.write(json.dumps({"format": FORMAT, "version": FORMAT_VERSION}) + "\n")
    count = 0
    for table, columns in _TABLES.items():
        order = "id" if columns[0] == "id" else "target, record"
        for values in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}"):  # noqa: S608
            row = {name: _out(name, value) for name, value in zip(columns, values, strict=True) if value is not None}
            file.write(json.dumps({"table": table, **row}, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += table == "record"
    return count


def _out(name: str, value: Any) -> Any:
    return json.loads(value) if name in _AS_JSON and value else value


def read_everything(connection: sqlite3.Connection, lines: Iterator[str], name: str) -> int:
    """Fill an empty library from what `write_everything` wrote, in the transaction that is open; the number of records.

    Raises LibraryError where the library is not empty, or the lines are not such a file.
    """
    if connection.execute("SELECT 1 FROM batch UNION ALL SELECT 1 FROM record LIMIT 1").fetchone():
        raise LibraryError(f"{name}: a whole library is read into an empty one; import the file to merge its records")
    _check_head(next(lines, ""), name)
    connection.execute("PRAGMA defer_foreign_keys = ON")  # a batch may be undone by a later one
    count, number = 0, 1
    kept: list[Entry] = []
    try:
        for number, line in enumerate(lines, 2):  # noqa: B007  # named where one cannot be read
            if not line.strip():
                continue
            row = json.loads(line)
            table = row.pop("table")
            if table == "record":
                found = rows.stored(row["citekey"], _in(row["item"]), _in(row["origins"]), _in(row["marks"]))
                kept.append(Entry(row["id"], found, rows.marks_of(found), hashes_of(found)))
                count += 1
            else:
                _insert(connection, table, row)
            if len(kept) >= _AT_ONCE:
                rows.add(connection, kept)
                kept = []
        rows.add(connection, kept)
    except (ValueError, KeyError, TypeError, AttributeError, sqlite3.IntegrityError) as error:
        raise LibraryError(f"{name}, line {number}: is no row of a library: {error}") from error
    return count


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    columns = _TABLES[table]
    values = [_in(row.get(name)) if name in _AS_JSON else row.get(name) for name in columns]
    if table == "change" and row.get("citekey") is not None:
        values = [
            value if value is not None or name not in _AS_JSON else ""
            for name, value in zip(columns, values, strict=True)
        ]
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)  # noqa: S608


def _in(value: Any) -> Any:
    if value is None or value == "":
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _check_head(line: str, name: str) -> None:
    try:
        head = json.loads(line)
        version = head["version"] if head["format"] == FORMAT else 0
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{name}: is not a whole library as JSON Lines") from error
    if version != FORMAT_VERSION:
        raise LibraryError(f"{name}: has version {version} of the format; this pressbib reads {FORMAT_VERSION}")


def rebuild(connection: sqlite3.Connection) -> int:
    """Drop what is derived from the records' rows and derive it anew, in the transaction that is open; how many."""
    for table in DERIVED_NAMES:
        connection.execute(f"DROP TABLE {table}")
    run_script(connection, DERIVED)
    numbers = [number for (number,) in connection.execute("SELECT id FROM record ORDER BY id")]
    for start in range(0, len(numbers), _AT_ONCE):
        entries = [
            Entry(number, row, rows.marks_of(row), hashes_of(row))
            for number in numbers[start : start + _AT_ONCE]
            if (row := rows.read(connection, number)) is not None
        ]
        connection.executemany(
            "UPDATE record SET keys = ? WHERE id = ?", [(keys_blob(entry.hashes), entry.number) for entry in entries]
        )
        insert(connection, entries)
    return len(numbers)


_AT_ONCE = 5000


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file, [] where it is whole: the database itself, its references, and its search words."""
    problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [
        f"{table} {rowid} refers to a {parent} that is not there"
        for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]
    for question, problem in _QUESTIONS:
        count = connection.execute(question).fetchone()[0]
        if count:
            problems.append(f"{count} {problem}")
    return problems


_QUESTIONS = (
    (
        "SELECT count(*) FROM name WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = name.record)",
        "citekeys in the index without their record",
    ),
    (
        "SELECT count(*) FROM key WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = key.record)",
        "keys in the index without their record",
    ),
    (
        "SELECT count(*) FROM record WHERE NOT EXISTS (SELECT 1 FROM name WHERE name.record = record.id AND NOT alias)",
        "records without their citekey in the index",
    ),
    (
        "SELECT count(*) FROM record LEFT JOIN words ON words.rowid = record.id WHERE words.rowid IS NULL",
        "records without their words in the index",
    ),
    (
        "SELECT count(*) FROM record WHERE NOT EXISTS (SELECT 1 FROM change WHERE change.record = record.id)",
        "records without a line in the journal",
    ),
)
