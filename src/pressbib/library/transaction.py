"""One transaction: changes, each with its line in the journal. New records are kept back and written together."""

from __future__ import annotations

import sqlite3
from dataclasses import field

from pressbib.classes import dataclass
from pressbib.library import indexes, rows
from pressbib.library.indexes import Entry, Row
from pressbib.library.matching import Shelf, hashes_of
from pressbib.library.outcome import Marks
from pressbib.library.packing import NO_MARKS, pack_marks


@dataclass(slots=True)
class Batch:
    """What undo takes back at once. Its row is written with its first change: a batch of nothing leaves no trace."""

    by: str
    source: str = ""
    number: int = 0
    undoes: int | None = None
    at: str = field(default_factory=rows.now)

    def begin(self, connection: sqlite3.Connection) -> int:
        """The number of the batch, its row written where it was not yet."""
        if not self.number:
            cursor = connection.execute(
                "INSERT INTO batch (at, by, source, undoes) VALUES (?, ?, ?, ?)",
                (self.at, self.by, self.source, self.undoes),
            )
            self.number = cursor.lastrowid or 0
        return self.number


class Transaction:
    """The changes of one transaction. Whoever makes one begins and ends it at the connection, and calls `flush` before
    the end.

    by, source: what makes the changes and from where, for the journal; pattern: of the citekeys that are made.
    """

    def __init__(
        self, connection: sqlite3.Connection, batch: Batch, by: str = "", source: str = "", pattern: str = ""
    ) -> None:
        self.connection = connection
        self.batch = batch
        self.shelf = Shelf(connection)
        self.pattern = pattern
        now = rows.now()
        self._said = (
            now if now != batch.at else None,
            by if by and by != batch.by else None,
            source if source and source != batch.source else None,
        )
        self._kept: list[Entry] = []
        self._names: set[str] = set()
        self._keys: set[int] = set()
        self._next = 0

    def row(self, citekey: str) -> tuple[int, Row]:
        """The number and row of a record. Raises RecordNotFoundError."""
        self.flush()
        return rows.find(self.connection, citekey)

    def __contains__(self, folded: object) -> bool:
        """Whether a folded citekey is in use."""
        if folded in self._names:
            return True
        return self.connection.execute("SELECT 1 FROM name WHERE folded = ?", (folded,)).fetchone() is not None

    def find_kept(self, hashes: list[int]) -> bool:
        """Whether a record that is kept back shares one of the keys; then it is written, so that it can be found."""
        if self._keys.isdisjoint(hashes):
            return False
        self.flush()
        return True

    def add(self, row: Row, hashes: list[int], marks: Marks = NO_MARKS) -> int:
        """Add a record; its number. It is written with others: at a change, when it is asked for, or at the end."""
        if not self._next:
            last = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()
            self._next = (last[0] if last else 0) + 1
        number = self._next
        self._next += 1
        self._kept.append(Entry(number, row, marks, hashes))
        self._names.add(indexes.folded(row.citekey))
        self._keys.update(hashes)
        return number

    def flush(self) -> None:
        """Write the records that were kept back."""
        if not self._kept:
            return
        entries, self._kept = self._kept, []
        self._names.clear()
        self._keys.clear()
        rows.add(self.connection, entries)
        self._note([(entry.number, None) for entry in entries])

    def change(self, number: int, old: Row, new: Row) -> None:
        """Write another state of a record over the one it has."""
        self.flush()
        self._note([(number, old)])
        hashes = hashes_of(new)
        rows.change(self.connection, old, Entry(number, new, rows.marks_of(new), hashes))
        self.shelf.forget(number)

    def mark(self, number: int, old: Row, marks: Marks) -> Row:
        """Write other marks to a record; its row then."""
        new = Row(old.citekey, old.item, old.text, old.origins, pack_marks(marks))
        if new != old:
            self.change(number, old, new)
        return new

    def remove(self, number: int, old: Row) -> None:
        """Take a record out."""
        self.flush()
        self._note([(number, old)])
        rows.remove(self.connection, number, old)
        self.shelf.forget(number)

    def restore(self, goals: dict[int, Row | None]) -> None:
        """Bring records to other states, None for none: all go before any comes, so that citekeys can change hands."""
        self.flush()
        current = {number: rows.read(self.connection, number) for number in goals}
        self._note(list(current.items()))
        for number, row in current.items():
            if row is not None:
                rows.remove(self.connection, number, row)
        rows.add(
            self.connection,
            [
                Entry(number, row, rows.marks_of(row), hashes_of(row))
                for number, row in goals.items()
                if row is not None
            ],
        )

    def _note(self, before: list[tuple[int, Row | None]]) -> None:
        """Write lines of the journal: what records were before the changes that follow."""
        batch = self.batch.begin(self.connection)
        self.connection.executemany(
            "INSERT INTO change (batch, record, at, by, source, citekey, item, origins, marks) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (batch, number, *self._said, *((row.citekey, row.text, row.origins, row.marks) if row else _NOTHING))
                for number, row in before
            ],
        )


_NOTHING = (None, None, None, None)
