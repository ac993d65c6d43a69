"""The Library: records in one SQLite file, merged without loss, found again, and every change taken back on demand."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressbib.collector import resting_collector
from pressbib.errors import LibraryError
from pressbib.library import indexes, rows
from pressbib.library.outcome import Change, Marks, Outcome
from pressbib.library.reading import Reader
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.library.matching import Arrival

_AT_ONCE = 2000
_MANY = 500
_LONGEST_WAIT = 1.0


class Library(Reader):
    """A library file, and everything that can be done with it.

    Safe to use from several threads (they take turns) and several processes (SQLite's locks; a write waits up to a
    minute for others). Every change is one transaction and one batch of the journal, or part of the batch that
    `batch()` opened; when a method returns, what it did is safe on disk.
    """

    # Adding and changing

    def merge(
        self, record: Record, *, source: str = "", by: str = "add", into: str = "", dry_run: bool = False
    ) -> Outcome:
        """Merge a record into the library: added where the library has no such work, else merged with what it has.

        source: where it came from, for the journal. by: what does it (`add`, `import`, `refresh`, ...). into: the
        citekey of the record that it is to be merged with, whatever comparing says. dry_run: say what would happen,
        change nothing. The record is safe on disk when this returns.
        """
        from pressbib.library import matching, merging

        arrival = matching.prepare(record)
        with self._writing(by, source, dry_run=dry_run) as transaction:
            return merging.merge_arrival(transaction, arrival, transaction.row(into)[0] if into else None)

    def import_records(
        self,
        records: Iterable[Record],
        *,
        source: str = "",
        by: str = "import",
        tags: Iterable[str] = (),
        dry_run: bool = False,
    ) -> Iterator[Outcome]:
        """Merge many records, one batch of the journal; what became of each, in their order.

        They are written in groups, a transaction a group; an outcome comes out only when its record is safe on disk.
        """
        from pressbib.library import matching, merging

        tags = tuple(tags)
        columns = matching.columns_of(records) if isinstance(records, Sequence) else frozenset[str]()
        waiting = map(matching.prepare, records)
        with self.batch(by, source):
            while True:
                with resting_collector():
                    group = list(waiting if dry_run else _some(waiting))  # nobody waits for us while they are read
                    if not group:
                        break
                    with self._writing(by, source, dry_run=dry_run) as transaction:
                        transaction.shelf.columns = columns | matching.columns_of(arrival.record for arrival in group)
                        outcomes = [merging.merge_arrival(transaction, arrival, tags=tags) for arrival in group]
                        if len(group) >= _MANY:
                            transaction.flush()
                            indexes.settle_words(transaction.connection, len(group))
                yield from outcomes

    def update(self, citekey: str, record: Record, *, by: str = "edit", source: str = "") -> Outcome:
        """Put a record in the place of one that the library has, as it is given, under the same citekey.

        Raises RecordNotFoundError.
        """
        from pressbib.library import merging

        with self._writing(by, source) as transaction:
            return merging.put(transaction, *transaction.row(citekey), record)

    def edit(
        self,
        citekey: str,
        changes: Mapping[str, Any] | Record,
        *,
        by: str = "edit",
        source: str = "",
        dry_run: bool = False,
    ) -> Outcome:
        """Change a record as a person says.

        changes: values by CSL variable (`container-title`) or attribute of Record, an empty one to take a value away
        for good; or the whole record as it is to be. What differs from before is the user's from then on
        (`Origin("user")`), so that no merge changes it again. A new `citation-key` renames the record, and the old
        one stays as an alias.
        dry_run: say what would happen, change nothing.
        Raises RecordNotFoundError, and LibraryError for a variable that there is not or a citekey that is taken.
        """
        from pressbib.library import merging

        with self._writing(by, source, dry_run=dry_run) as transaction:
            return merging.edit(transaction, citekey, changes)

    def rename(self, citekey: str, new: str) -> Outcome:
        """Give a record another citekey; the old one stays as an alias.

        Raises RecordNotFoundError, and LibraryError where the new one is taken or cannot be a citekey.
        """
        from pressbib.library import merging

        with self._writing("rename", "") as transaction:
            return merging.edit(transaction, citekey, {"citation-key": new})

    def remove(self, citekeys: str | Iterable[str], *, source: str = "") -> list[Record]:
        """Take records out, all or none; the records. Raises RecordNotFoundError where one of them is not there."""
        wanted = [citekeys] if isinstance(citekeys, str) else list(citekeys)
        with self._writing("remove", source) as transaction:
            removed = dict(transaction.row(key) for key in wanted)
            for number, row in removed.items():
                transaction.remove(number, row)
        return [rows.record_of(row) for row in removed.values()]

    # Tags and notes

    def tag(self, citekey: str, tags: Iterable[str] = (), *, remove: Iterable[str] = ()) -> Marks:
        """Add tags to a record and take others away; its marks then. Raises RecordNotFoundError."""
        from pressbib.library import merging

        with self._writing("tag", "") as transaction:
            number, row = transaction.row(citekey)
            return rows.marks_of(transaction.mark(number, row, merging.with_tags(rows.marks_of(row), tags, remove)))

    def note(self, citekey: str, *notes: str) -> Marks:
        """Add notes to a record; its marks then. Raises RecordNotFoundError."""
        with self._writing("note", "") as transaction:
            number, row = transaction.row(citekey)
            old = rows.marks_of(row)
            return rows.marks_of(transaction.mark(number, row, replace(old, notes=(*old.notes, *notes))))

    def set_notes(self, citekey: str, notes: Iterable[str]) -> Marks:
        """Put notes in the place of a record's notes; its marks then. Raises RecordNotFoundError."""
        with self._writing("note", "") as transaction:
            number, row = transaction.row(citekey)
            return rows.marks_of(transaction.mark(number, row, replace(rows.marks_of(row), notes=tuple(notes))))

    # Duplicates

    def unite(self, citekey: str, other: str, *, source: str = "") -> Outcome:
        """Make two records one, under the citekey of the first; the second's stays as an alias.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        from pressbib.library import merging

        with self._writing("merge", source) as transaction:
            return merging.unite(transaction, citekey, other)

    def keep_apart(self, citekey: str, other: str) -> None:
        """Remember that two records are not the same work; `dedupe` does not list them again.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        from pressbib.library import merging

        with self._writing("keep apart", "") as transaction:
            merging.keep_apart(transaction, citekey, other)

    def link(self, citekey: str, other: str, kind: str) -> bool:
        """Note in both records that one is a form of the other (`preprint`, `conference`, `thesis`, `report`) or its
        `erratum`; whether that was news. Raises RecordNotFoundError.
        """
        from pressbib.library import merging

        with self._writing("link", "") as transaction:
            return merging.link(transaction, kind, citekey, other)

    # History

    def undo(self, batch: int | None = None, *, dry_run: bool = False) -> list[Change]:
        """Take the last batch of changes back, or a given one; what was taken back, () where there is nothing.

        Raises LibraryError where there is no such batch, it was taken back already, or one of its records was changed
        since.
        """
        from pressbib.library import history

        return self._take_back(batch, history.last, dry_run)

    def redo(self, *, dry_run: bool = False) -> list[Change]:
        """Do again what was taken back last, where nothing new was done since; what was done, [] for nothing."""
        from pressbib.library import history

        return self._take_back(None, history.last_undo, dry_run)

    def _take_back(
        self, batch: int | None, choose: Callable[[sqlite3.Connection], int | None], dry_run: bool
    ) -> list[Change]:
        from pressbib.library import history

        with self._writing("undo", "", dry_run=dry_run) as transaction:
            number = choose(transaction.connection) if batch is None else batch
            if number is None:
                return []
            return history.changes_of(transaction.connection, history.take_back(transaction.connection, number))

    # Files

    def import_everything(self, path: Path | str) -> int:
        """Fill this empty library with what `export_everything` wrote; how many records. All or nothing.

        Raises LibraryError where the library is not empty, or the file is none of that kind.
        """
        from pressbib.library import copies

        path = Path(path)
        try:
            with path.open(encoding="utf-8") as file, self._writing("restore", "") as transaction:
                return copies.read_everything(transaction.connection, iter(file), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise LibraryError(f"{path}: cannot be read: {error}") from error

    def rebuild(self) -> int:
        """Derive everything anew that is derived from the records' rows: what is looked up and searched; how many
        records. The journal and the records stay as they are."""
        from pressbib.library import copies

        with self._writing("rebuild", "") as transaction:
            return copies.rebuild(transaction.connection)

    # Other programs

    def note_pushed(self, citekey: str, target: str, key: str) -> None:
        """Remember under which key a reference manager holds a record. Raises RecordNotFoundError."""
        with self._writing("push", "") as transaction:
            number = transaction.row(citekey)[0]
            transaction.connection.execute(
                "INSERT INTO pushed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key, at = excluded.at",
                (target, number, key, rows.now()),
            )


def _some(arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    """As many as are written in one transaction: until there are enough, or waiting for them takes long."""
    end = time.monotonic() + _LONGEST_WAIT
    for arrival in itertools.islice(arrivals, _AT_ONCE):
        yield arrival
        if time.monotonic() > end:
            return
