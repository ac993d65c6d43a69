"""The journal read back: what changed, and taking it back, and doing it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from pressbib.errors import LibraryError
from pressbib.library import rows
from pressbib.library.indexes import Row, folded
from pressbib.library.outcome import Change
from pressbib.library.transaction import Batch, Transaction

_COLUMNS = (
    "change.id, change.batch, change.record, coalesce(change.at, batch.at), coalesce(change.by, batch.by), "
    "coalesce(change.source, batch.source), batch.undone_by, change.citekey, change.item, change.origins, change.marks"
)
_SELECT = f"SELECT {_COLUMNS} FROM change JOIN batch ON batch.id = change.batch"  # noqa: S608  # constants


def log(connection: sqlite3.Connection, citekey: str = "", limit: int | None = None) -> Iterator[Change]:
    """The changes, newest first; with a citekey, those of that record, also where it is gone."""
    most = -1 if limit is None else limit
    if not citekey:
        found = connection.execute(f"{_SELECT} ORDER BY change.id DESC LIMIT ?", (most,))
    else:
        number = rows.number_of(connection, citekey)
        numbers = [number] if number is not None else _gone(connection, citekey)
        marks = ",".join("?" * len(numbers))
        found = connection.execute(
            f"{_SELECT} WHERE change.record IN ({marks}) ORDER BY change.id DESC LIMIT ?", (*numbers, most)
        )
    for line in found.fetchall():
        yield _change(connection, line)


def changes_of(connection: sqlite3.Connection, batch: int) -> list[Change]:
    """The changes of a batch, in their order."""
    found = connection.execute(f"{_SELECT} WHERE change.batch = ? ORDER BY change.id", (batch,)).fetchall()
    return [_change(connection, line) for line in found]


def _gone(connection: sqlite3.Connection, citekey: str) -> list[int]:
    """The numbers of records that once had this citekey."""
    found = connection.execute("SELECT DISTINCT record, citekey FROM change WHERE citekey IS NOT NULL")
    return [number for number, key in found if folded(key) == folded(citekey)]


def _change(connection: sqlite3.Connection, line: tuple[Any, ...]) -> Change:
    number, batch, record, at, by, source, undone_by, *before = line
    after = _after(connection, record, number) or (None,)
    return Change(
        number=number,
        batch=batch,
        at=at,
        by=by,
        source=source,
        undone=undone_by is not None,
        citekey=after[0] or before[0] or "",
        packed_before=(before[0], before[1], before[2]) if before[0] is not None else None,
        packed_after=(after[0], after[1], after[2]) if after[0] is not None else None,
    )


def _after(connection: sqlite3.Connection, record: int, change: int) -> tuple[Any, ...] | None:
    """The columns of a record after a change: what they were before its next one, or what they are now; all None, or
    None, where it was not there."""
    found: tuple[Any, ...] | None = connection.execute(
        "SELECT citekey, item, origins, marks FROM change WHERE record = ? AND id > ? ORDER BY id LIMIT 1",
        (record, change),
    ).fetchone()
    return found or _now(connection, record)


def _now(connection: sqlite3.Connection, record: int) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = connection.execute(
        "SELECT citekey, item, origins, marks FROM record WHERE id = ?", (record,)
    ).fetchone()
    return found


def last(connection: sqlite3.Connection) -> int | None:
    """The batch that undo takes back next: the last one that is neither taken back nor an undo or redo itself."""
    found = connection.execute("SELECT max(id) FROM batch WHERE undoes IS NULL AND undone_by IS NULL").fetchone()
    return found[0] if found else None


def last_undo(connection: sqlite3.Connection) -> int | None:
    """The undo that redo takes back next, None where something new was done since."""
    found = connection.execute(
        "SELECT max(id) FROM batch AS undo WHERE undoes IS NOT NULL AND undone_by IS NULL AND by = 'undo' "
        "AND NOT EXISTS (SELECT 1 FROM batch WHERE undoes IS NULL AND id > undo.id)"
    ).fetchone()
    return found[0] if found else None


def take_back(connection: sqlite3.Connection, number: int) -> int:
    """Take a batch back, in the transaction that is open; the number of the batch that does so.

    Raises LibraryError where there is no such batch, it was taken back before, or its records changed since.
    """
    found = connection.execute("SELECT undone_by, by FROM batch WHERE id = ?", (number,)).fetchone()
    if found is None:
        raise LibraryError(f"there is no change {number}; pressbib log shows their numbers")
    if found[0] is not None:
        raise LibraryError(f"change {number} was taken back already, by change {found[0]}")
    batch = Batch("redo" if found[1] == "undo" else "undo", f"change {number}", undoes=number)
    goals = _goals(connection, number)
    _check_names(connection, number, goals)
    Transaction(connection, batch).restore(goals)
    undoing = batch.begin(connection)
    _mark(connection, number, undoing)
    return undoing


def _mark(connection: sqlite3.Connection, number: int, undoing: int | None) -> None:
    """Write down that a batch is undone (or stands again): what it took back itself is then the other."""
    connection.execute("UPDATE batch SET undone_by = ? WHERE id = ?", (undoing, number))
    undoes = connection.execute("SELECT undoes FROM batch WHERE id = ?", (number,)).fetchone()[0]
    if undoes is not None:
        _mark(connection, undoes, None if undoing is not None else number)


def _goals(connection: sqlite3.Connection, batch: int) -> dict[int, Row | None]:
    """What each record of a batch was before it. Raises LibraryError where one is not as the batch left it."""
    first: dict[int, Row | None] = {}
    last_change: dict[int, int] = {}
    for change, record, *columns in connection.execute(
        "SELECT id, record, citekey, item, origins, marks FROM change WHERE batch = ? ORDER BY id", (batch,)
    ).fetchall():
        first.setdefault(record, rows.stored(*columns) if columns[0] is not None else None)
        last_change[record] = change
    for record, change in last_change.items():
        later = connection.execute(
            "SELECT max(batch) FROM change WHERE record = ? AND id > ?", (record, change)
        ).fetchone()[0]
        if later is None:
            continue
        then, now = _after(connection, record, change) or _NOT_THERE, _now(connection, record) or _NOT_THERE
        if then != now:
            name = now[0] or then[0] or f"record {record}"
            raise LibraryError(f"{name} was changed since, by change {later}: take that back first")
    return first


_NOT_THERE = (None, None, None, None)


def _check_names(connection: sqlite3.Connection, batch: int, goals: dict[int, Row | None]) -> None:
    for record, goal in goals.items():
        for name in (goal.citekey, *rows.marks_of(goal).aliases) if goal else ():
            owner = rows.number_of(connection, name)
            if owner is not None and owner != record and owner not in goals:
                raise LibraryError(
                    f"change {batch} cannot be taken back: another record is called {name} now; rename it"
                )
