"""The Library: records in one SQLite file, merged without loss, found again, and every change taken back on demand."""

from __future__ import annotations

import itertools
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pressbib.errors import LibraryError
from pressbib.library import connection as connections
from pressbib.library import copies, history, indexes, matching, merging, rows, search
from pressbib.library.outcome import Change, Marks, Outcome
from pressbib.library.transaction import Batch, Transaction, row_of_citekey
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.compare import Pair

_AT_ONCE = 1000
_LONGEST_GROUP = 1.0
_PAGE = 200


class Library:
    """A library file, and everything that can be done with it.

    Safe to use from several threads (they take turns) and several processes (SQLite's locks; a write waits up to a
    minute for others). Every change is one transaction and one batch of the journal, or part of the batch that
    `batch()` opened; when a method returns, what it did is safe on disk.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        read_only: bool = False,
        pattern: str = "",
        wait: float = connections.WAIT,
    ) -> None:
        """Open a library file, made where there is none.

        path: None is `library.db` in the user's data folder. read_only: nothing is written, not even a new file; a file
        that is not there is an empty library. pattern: of the citekeys that are made (citekey.py). wait: seconds to
        wait for other programs.

        Raises LibraryError where the file is no library or cannot be opened, LibraryVersionError where a newer pressbib
        wrote it, LibraryLockedError.
        """
        self.path = _default_path() if path is None else Path(path)
        self._pattern = pattern
        self._lock = threading.RLock()
        self._batch: Batch | None = None
        self._connection, self.read_only = connections.open_file(self.path, read_only=read_only, wait=wait)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. The library cannot be used after."""
        with self._lock, connections.explained(self.path):
            self._connection.close()

    # Looking

    def __len__(self) -> int:
        with self._reading() as connection:
            count: int = connection.execute("SELECT count(*) FROM record").fetchone()[0]
            return count

    def __contains__(self, citekey: object) -> bool:
        with self._reading() as connection:
            return rows.number_of(connection, str(citekey)) is not None

    def __iter__(self) -> Iterator[Record]:
        return self.records()

    def get(self, citekey: str) -> Record:
        """The record of a citekey or alias, without regard to case. Raises RecordNotFoundError."""
        with self._reading() as connection:
            return rows.record_of(row_of_citekey(connection, citekey)[1])

    def marks(self, citekey: str) -> Marks:
        """The tags, notes and aliases of a record. Raises RecordNotFoundError."""
        with self._reading() as connection:
            return rows.marks_of(row_of_citekey(connection, citekey)[1])

    def records(self, query: str = "", *, sort: str = "") -> Iterator[Record]:
        """The records that fit a query (search.py), all without one; in the order they came, or sorted.

        sort: a name of `search.SORTS`, with `-` before it backwards. They are read as they are asked for; one that was
        changed meanwhile comes as it is then, one that was removed does not. Raises LibraryError for a query that
        cannot be understood.
        """
        with self._reading() as connection:
            order = search.order_of(sort)
            statement, values = search.parse(query, connection).sql("record.id", order)
            numbers = [number for (number,) in connection.execute(statement, values)]
        return self._in_pages(numbers)

    def _in_pages(self, numbers: list[int]) -> Iterator[Record]:
        for start in range(0, len(numbers), _PAGE):
            with self._reading() as connection:
                found = [rows.read(connection, number) for number in numbers[start : start + _PAGE]]
            for row in found:
                if row is not None:
                    yield rows.record_of(row)

    def count(self, query: str = "") -> int:
        """How many records fit a query."""
        with self._reading() as connection:
            statement, values = search.parse(query, connection).sql("record.id")
            count: int = connection.execute(f"SELECT count(*) FROM ({statement})", values).fetchone()[0]  # noqa: S608
            return count

    def find_press(self, url: str) -> list[Record]:
        """The records that a press page announces, by its address; [] where the library does not know the page."""
        with self._reading() as connection:
            numbers = connection.execute(
                "SELECT record FROM announces WHERE press = (SELECT id FROM press WHERE address = ?) ORDER BY record",
                (indexes.page_key(url),),
            ).fetchall()
            found = [rows.read(connection, number) for (number,) in numbers]
        return [rows.record_of(row) for row in found if row is not None]

    def find(self, record: Record) -> list[Record]:
        """The records that are or may be this work, best first; nothing is changed."""
        arrival = matching.prepare(record)
        with self._reading() as connection:
            matches = matching.find(connection, arrival, matching.Shelf(connection))
            found = [rows.read(connection, match.number) for match in matches]
        return [rows.record_of(row) for row in found if row is not None]

    def tags(self) -> dict[str, int]:
        """All tags, sorted, with how many records have each."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT min(tag), count(*) FROM tag GROUP BY folded ORDER BY folded"))

    def complete(self, start: str, *, limit: int = 100) -> list[tuple[str, str]]:
        """Citekeys that begin so, with the titles of their records, sorted; for a shell or an editor."""
        folded = indexes.folded(start)
        with self._reading() as connection:
            return connection.execute(
                "SELECT citekey, coalesce(json_extract(item, '$.title'), '') "
                "FROM name JOIN record ON record = record.id "
                "WHERE folded >= ? AND folded < ? AND NOT alias ORDER BY folded LIMIT ?",
                (folded, folded + "\U0010ffff", limit),
            ).fetchall()

    # Adding and changing

    def merge(
        self, record: Record, *, source: str = "", by: str = "add", into: str = "", dry_run: bool = False
    ) -> Outcome:
        """Merge a record into the library: added where the library has no such work, else merged with what it has.

        source: where it came from, for the journal. by: what does it (`add`, `import`, `refresh`, ...). into: the
        citekey of the record that it is to be merged with, whatever comparing says. dry_run: say what would happen,
        change nothing. The record is safe on disk when this returns.
        """
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
        tags = tuple(tags)
        waiting = iter(records)
        with self.batch(by, source):
            while True:
                first = next(waiting, None)
                if first is None:
                    return
                with self._writing(by, source, dry_run=dry_run) as transaction:
                    group = itertools.chain([first], waiting if dry_run else _some(waiting))
                    outcomes = [_import(transaction, record, tags) for record in group]
                yield from outcomes

    def update(self, citekey: str, record: Record, *, by: str = "edit", source: str = "") -> Outcome:
        """Put a record in the place of one that the library has, as it is given, under the same citekey.

        Raises RecordNotFoundError.
        """
        with self._writing(by, source) as transaction:
            return merging.put(transaction, *transaction.row(citekey), record)

    def edit(self, citekey: str, changes: Mapping[str, Any] | Record, *, by: str = "edit", source: str = "") -> Outcome:
        """Change a record as a person says.

        changes: values by CSL variable (`container-title`) or attribute of Record, an empty one to take a value away;
        or the whole record as it is to be. What differs from before is the user's from then on (`Origin("user")`), so
        that no merge changes it again. A new `citation-key` renames the record, and the old one stays as an alias.
        Raises RecordNotFoundError, and LibraryError for a variable that there is not or a citekey that is taken.
        """
        with self._writing(by, source) as transaction:
            return merging.edit(transaction, citekey, changes)

    def rename(self, citekey: str, new: str) -> Outcome:
        """Give a record another citekey; the old one stays as an alias.

        Raises RecordNotFoundError, and LibraryError where the new one is taken or cannot be a citekey.
        """
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

    def dedupe(self) -> list[Pair]:
        """The pairs of records that are or may be one work, best first; without those that were kept apart."""
        with self._reading() as connection:
            return matching.likely_pairs(connection)

    def unite(self, citekey: str, other: str, *, source: str = "") -> Outcome:
        """Make two records one, under the citekey of the first; the second's stays as an alias.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        with self._writing("merge", source) as transaction:
            return merging.unite(transaction, citekey, other)

    def keep_apart(self, citekey: str, other: str) -> None:
        """Remember that two records are not the same work; `dedupe` does not list them again.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        with self._writing("keep apart", "") as transaction:
            merging.keep_apart(transaction, citekey, other)

    # History

    @contextmanager
    def batch(self, by: str = "batch", source: str = "") -> Iterator[None]:
        """Make the changes within one batch, which `undo` takes back at once; a batch within a batch is part of it.

        Each change is safe on disk as it is made: where an error ends the batch, what was done before it stays.
        """
        with self._lock:
            outer, self._batch = self._batch, self._batch or Batch(by, source)
        try:
            yield
        finally:
            with self._lock:
                self._batch = outer

    def log(self, citekey: str = "", *, limit: int | None = None) -> Iterator[Change]:
        """The changes, newest first; with a citekey those of its record, also where that is gone."""
        with self._reading() as connection:
            found = list(history.log(connection, citekey, limit))
        return iter(found)

    def undo(self, batch: int | None = None, *, dry_run: bool = False) -> list[Change]:
        """Take the last batch of changes back, or a given one; what was taken back, () where there is nothing.

        Raises LibraryError where there is no such batch, it was taken back already, or one of its records was changed
        since.
        """
        return self._take_back(batch, history.last, dry_run)

    def redo(self, *, dry_run: bool = False) -> list[Change]:
        """Do again what was taken back last, where nothing new was done since; what was done, [] for nothing."""
        return self._take_back(None, history.last_undo, dry_run)

    def _take_back(
        self, batch: int | None, choose: Callable[[sqlite3.Connection], int | None], dry_run: bool
    ) -> list[Change]:
        with self._writing("undo", "", dry_run=dry_run) as transaction:
            number = choose(transaction.connection) if batch is None else batch
            if number is None:
                return []
            return history.changes_of(transaction.connection, history.take_back(transaction.connection, number))

    # Files

    def export(self, path: Path | str, to: str | None = None, *, query: str = "", **options: Any) -> int:
        """Write the records, or those that fit a query, as a bibliography; how many.

        The format is `to`, or goes by the name of the file; options are the format's. The file is put in place whole,
        and not touched where it holds these bytes already. Raises FormatError, and LibraryError where it cannot be
        written.
        """
        from pressbib import formats

        path = Path(path)
        records = list(self.records(query))
        text = formats.dump(records, to or formats.by_file_name(path) or "biblatex", **options)
        _write_whole(path, text)
        return len(records)

    def backup(self, path: Path | str) -> None:
        """Copy the library as it stands to another file, while others may go on writing."""
        with self._reading() as connection:
            copies.back_up(connection, Path(path))

    def export_everything(self, path: Path | str) -> int:
        """Write all that the library holds, the journal too, as JSON Lines; how many records."""
        path = Path(path)
        try:
            with self._reading() as connection, path.open("w", encoding="utf-8") as file:
                return copies.write_everything(connection, file)
        except OSError as error:
            raise LibraryError(f"{path}: cannot be written: {error.strerror or error}") from error

    def import_everything(self, path: Path | str) -> int:
        """Fill this empty library with what `export_everything` wrote; how many records. All or nothing.

        Raises LibraryError where the library is not empty, or the file is none of that kind.
        """
        path = Path(path)
        try:
            with path.open(encoding="utf-8") as file, self._writing("restore", "") as transaction:
                return copies.read_everything(transaction.connection, iter(file), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise LibraryError(f"{path}: cannot be read: {error}") from error

    def check(self) -> list[str]:
        """What is wrong with the file, one sentence each; [] where it is whole."""
        with self._lock:
            try:
                return copies.check(self._connection)
            except sqlite3.DatabaseError as error:
                return [str(error)]

    # Other programs

    def note_pushed(self, citekey: str, target: str, key: str) -> None:
        """Remember under which key a reference manager holds a record. Raises RecordNotFoundError."""
        with self._writing("push", "") as transaction:
            number = transaction.row(citekey)[0]
            transaction.connection.execute(
                "INSERT INTO pushed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key, at = excluded.at",
                (target, number, key, rows.now()),
            )

    def pushed(self, target: str) -> dict[str, str]:
        """The keys under which a reference manager holds records, by citekey."""
        with self._reading() as connection:
            return dict(
                connection.execute(
                    "SELECT citekey, key FROM pushed JOIN record ON record.id = record "
                    "WHERE target = ? ORDER BY record",
                    (target,),
                )
            )

    # Transactions

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, connections.explained(self.path):
            yield self._connection

    @contextmanager
    def _writing(self, by: str, source: str, *, dry_run: bool = False) -> Iterator[Transaction]:
        """One transaction, and the batch that its changes belong to. What fails within leaves nothing behind."""
        with self._lock, connections.explained(self.path):
            if self.read_only:
                raise LibraryError(f"{self.path}: the library is open for reading only; nothing was changed")
            connection = self._connection
            if connection.in_transaction:
                raise LibraryError("a change was begun within another change")
            batch = self._batch or Batch(by, source)
            begun = batch.number
            connection.execute("BEGIN IMMEDIATE")
            try:
                transaction = Transaction(connection, batch, by, source, self._pattern)
                yield transaction
                transaction.flush()
                connection.execute("ROLLBACK" if dry_run else "COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                batch.number = begun
                raise
            if dry_run:
                batch.number = begun


def _some(records: Iterator[Record]) -> Iterator[Record]:
    """As many records as are written in one transaction: until there are enough, or it takes long."""
    end = time.monotonic() + _LONGEST_GROUP
    for record in itertools.islice(records, _AT_ONCE - 1):
        yield record
        if time.monotonic() > end:
            return


def _import(transaction: Transaction, record: Record, tags: tuple[str, ...]) -> Outcome:
    outcome = merging.merge_arrival(transaction, matching.prepare(record))
    if tags:
        number, row = transaction.row(outcome.citekey)
        transaction.mark(number, row, merging.with_tags(rows.marks_of(row), tags))
    return outcome


def _default_path() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("pressbib", appauthor=False)) / "library.db"


def _write_whole(path: Path, text: str) -> None:
    """Put a file in place whole; one that holds these bytes already is not touched."""
    import os
    import tempfile

    content = text.encode("utf-8")
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        target = path.resolve()  # a link stays a link
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(part).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            Path(part).replace(target)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LibraryError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
