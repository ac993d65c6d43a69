"""The Library: records in one SQLite file, merged without loss, found again, and every change taken back on demand."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from pressbib.compare import Verdict
from pressbib.errors import LibraryError, RecordNotFoundError
from pressbib.library import connection as connections
from pressbib.library import copies, history, indexes, matching, rows, search
from pressbib.library.indexes import Row
from pressbib.library.outcome import Added, Change, Marks, Merged, Outcome, Unchanged, Undecided
from pressbib.library.packing import pack_marks, unpack_marks
from pressbib.library.rows import Batch
from pressbib.record import VARIABLES, Origin, Record

if TYPE_CHECKING:
    from pressbib.compare import Pair
    from pressbib.library.matching import Arrival, Shelf

_AT_ONCE = 1000
_LONGEST_GROUP = 1.0
_PAGE = 200

_T = TypeVar("_T")


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
            return rows.record_of(self._row(connection, citekey)[1])

    def marks(self, citekey: str) -> Marks:
        """The tags, notes and aliases of a record. Raises RecordNotFoundError."""
        with self._reading() as connection:
            return unpack_marks(self._row(connection, citekey)[1].marks)

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
        with self._writing(by, source, dry_run=dry_run) as (connection, batch):
            number = self._row(connection, into)[0] if into else None
            return self._merge(connection, batch, arrival, matching.Shelf(connection), by, source, number)

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
        marked = Marks(tags=tuple(tags))
        with self.batch(by, source):
            if dry_run:
                with self._writing(by, source, dry_run=True) as (connection, batch):
                    shelf = matching.Shelf(connection)
                    outcomes = [
                        self._merge(connection, batch, matching.prepare(record), shelf, by, source)
                        for record in records
                    ]
                yield from outcomes
                return
            source_of_records = iter(records)
            while group := self._import_group(source_of_records, by, source, marked):
                yield from group

    def _import_group(self, records: Iterator[Record], by: str, source: str, marks: Marks) -> list[Outcome]:
        """Merge the next records in one transaction."""
        outcomes: list[Outcome] = []
        first = next(records, None)
        if first is None:
            return outcomes
        end = time.monotonic() + _LONGEST_GROUP
        with self._writing(by, source) as (connection, batch):
            shelf = matching.Shelf(connection)
            record: Record | None = first
            while record is not None:
                outcome = self._merge(connection, batch, matching.prepare(record), shelf, by, source)
                if marks.tags:
                    self._mark(connection, batch, outcome.citekey, lambda old: _with_tags(old, marks.tags), by, source)
                outcomes.append(outcome)
                if len(outcomes) >= _AT_ONCE or time.monotonic() > end:
                    break
                record = next(records, None)
        return outcomes

    def _merge(
        self,
        connection: sqlite3.Connection,
        batch: Batch,
        arrival: Arrival,
        shelf: Shelf,
        by: str,
        source: str,
        number: int | None = None,
    ) -> Outcome:
        """Merge one record in the transaction that is open."""
        candidates: list[matching.Match] = []
        if number is None:
            matches = matching.find(connection, arrival, shelf)
            if matches and matches[0].comparison.verdict is Verdict.SAME:
                number = matches[0].number
            candidates = [
                match for match in matches if match.comparison.verdict is Verdict.LIKELY or match.shares_identifier
            ]
        if number is not None:
            return self._merge_into(connection, batch, number, arrival, shelf, by, source)
        record, citekey = self._add(connection, batch, arrival, by, source)
        if not candidates:
            return Added(record=record, citekey=citekey)
        found = [rows.read(connection, match.number) for match in candidates]
        return Undecided(
            record=record, citekey=citekey, candidates=tuple(rows.record_of(row) for row in found if row is not None)
        )

    def _add(
        self, connection: sqlite3.Connection, batch: Batch, arrival: Arrival, by: str, source: str
    ) -> tuple[Record, str]:
        from pressbib import citekey as citekeys

        taken = _Taken(connection)
        key = citekeys.own(arrival.record, taken) or citekeys.make(
            arrival.record, taken, self._pattern or citekeys.PATTERN
        )
        row = Row(key, arrival.item, arrival.text, arrival.origins, "")
        number = rows.add(connection, row, arrival.hashes)
        rows.note(connection, batch, number, None, by, source)
        record = arrival.record
        return (record if record.citation_key == key else record.replace(citation_key=key)), key

    def _merge_into(
        self,
        connection: sqlite3.Connection,
        batch: Batch,
        number: int,
        arrival: Arrival,
        shelf: Shelf,
        by: str,
        source: str,
    ) -> Outcome:
        from pressbib import citekey as citekeys
        from pressbib.merge import changes, merge

        old = rows.read(connection, number)
        if old is None:
            raise RecordNotFoundError(f"record {number} is gone")
        record = rows.record_of(old)
        merged = record if old.text == arrival.text else merge(record, arrival.record)
        merged = merged if merged.citation_key == old.citekey else merged.replace(citation_key=old.citekey)
        marks = unpack_marks(old.marks)
        alias = citekeys.own(arrival.record, _Taken(connection))
        if alias:
            marks = _with_aliases(marks, (alias,))
        if merged == record and not alias:
            return Unchanged(record=record, citekey=old.citekey)
        new = rows.row_of(merged, old.citekey, marks)
        self._change(connection, batch, number, old, new, by, source)
        shelf.facts.pop(number, None)
        if merged == record:
            return Unchanged(record=record, citekey=old.citekey)
        return Merged(record=merged, citekey=old.citekey, changes=changes(record, merged))

    def update(self, citekey: str, record: Record, *, by: str = "edit", source: str = "") -> Outcome:
        """Put a record in the place of one that the library has, as it is given, under the same citekey.

        Raises RecordNotFoundError.
        """
        with self._writing(by, source) as (connection, batch):
            number, old = self._row(connection, citekey)
            return self._put(connection, batch, number, old, record, by, source)

    def _put(
        self, connection: sqlite3.Connection, batch: Batch, number: int, old: Row, record: Record, by: str, source: str
    ) -> Outcome:
        from pressbib.merge import changes

        before = rows.record_of(old)
        record = record.replace(citation_key=old.citekey)
        new = rows.row_of(record, old.citekey, unpack_marks(old.marks))
        if new == old:
            return Unchanged(record=before, citekey=old.citekey)
        self._change(connection, batch, number, old, new, by, source)
        return Merged(record=record, citekey=old.citekey, changes=changes(before, record))

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

        changes: values by CSL variable (`container-title`) or attribute of Record, an empty one to take a value away;
        or the whole record as it is to be. What differs from before is the user's from then on (`Origin("user")`), so
        that no merge changes it again. A new `citation-key` renames the record, and the old one stays as an alias.
        dry_run: say what would happen, change nothing.
        Raises RecordNotFoundError, and LibraryError for a variable that there is not or a citekey that is taken.
        """
        with self.batch(by, source), self._writing(by, source, dry_run=dry_run) as (connection, batch):
            number, old = self._row(connection, citekey)
            before = rows.record_of(old)
            after = changes if isinstance(changes, Record) else before.replace(**_attributes(changes))
            renamed = old
            if after.citation_key and after.citation_key != before.citation_key:
                renamed = self._rename(connection, batch, number, old, after.citation_key, by, source)
            outcome = self._put(connection, batch, number, renamed, _as_user(before, after), by, source)
        if renamed is old:
            return outcome
        changed = {"citation-key": (old.citekey, renamed.citekey), **outcome.changes}
        return Merged(record=outcome.record, citekey=outcome.citekey, changes=changed)

    def rename(self, citekey: str, new: str, *, source: str = "") -> Outcome:
        """Give a record another citekey; the old one stays as an alias.

        Raises RecordNotFoundError, and LibraryError where the new one is taken or cannot be a citekey.
        """
        with self._writing("rename", source) as (connection, batch):
            number, old = self._row(connection, citekey)
            row = self._rename(connection, batch, number, old, new, "rename", source)
            kind = Unchanged if row == old else Merged
            return kind(
                record=rows.record_of(row),
                citekey=row.citekey,
                changes={} if row == old else {"citation-key": (old.citekey, row.citekey)},
            )

    def _rename(
        self, connection: sqlite3.Connection, batch: Batch, number: int, old: Row, key: str, by: str, source: str
    ) -> Row:
        from pressbib import citekey as citekeys

        if key == old.citekey:
            return old
        if not citekeys.is_valid(key):
            raise LibraryError(f"{key!r} cannot be a citekey: no spaces, and none of {{ }} ( ) , = \\ \" # % ~ ' @")
        owner = rows.number_of(connection, key)
        if owner is not None and owner != number:
            raise LibraryError(f"the citekey {key} is taken by another record")
        marks = unpack_marks(old.marks)
        kept = tuple(alias for alias in marks.aliases if indexes.folded(alias) != indexes.folded(key))
        if indexes.folded(old.citekey) != indexes.folded(key):
            kept = (*kept, old.citekey)
        new = Row(key, old.item, old.text, old.origins, pack_marks(_replace(marks, aliases=kept)))
        self._change(connection, batch, number, old, new, by, source)
        return new

    def remove(self, citekeys: str | Iterable[str], *, source: str = "") -> list[Record]:
        """Take records out, all or none; the records. Raises RecordNotFoundError where one of them is not there."""
        wanted = [citekeys] if isinstance(citekeys, str) else list(citekeys)
        removed: dict[int, Row] = {}
        with self._writing("remove", source) as (connection, batch):
            for key in wanted:
                number, row = self._row(connection, key)
                removed[number] = row
            for number, row in removed.items():
                rows.note(connection, batch, number, row, "remove", source)
                rows.remove(connection, number, row)
        return [rows.record_of(row) for row in removed.values()]

    # Tags and notes

    def tag(self, citekey: str, tags: Iterable[str] = (), *, remove: Iterable[str] = ()) -> Marks:
        """Add tags to a record and take others away; its marks after. Raises RecordNotFoundError."""
        gone = {tag.casefold() for tag in remove}
        added = tuple(tags)
        with self._writing("tag", "") as (connection, batch):
            return self._mark(
                connection,
                batch,
                citekey,
                lambda old: _with_tags(
                    _replace(old, tags=tuple(t for t in old.tags if t.casefold() not in gone)), added
                ),
                "tag",
                "",
            )

    def note(self, citekey: str, *notes: str) -> Marks:
        """Add notes to a record; its marks after. Raises RecordNotFoundError."""
        return self.set_notes(citekey, lambda old: (*old, *notes))

    def set_notes(self, citekey: str, notes: Iterable[str] | Callable[[tuple[str, ...]], Iterable[str]]) -> Marks:
        """Put notes in the place of a record's notes; its marks after. Raises RecordNotFoundError."""
        change = notes if callable(notes) else lambda _: notes
        with self._writing("note", "") as (connection, batch):
            return self._mark(
                connection, batch, citekey, lambda old: _replace(old, notes=tuple(change(old.notes))), "note", ""
            )

    def _mark(
        self,
        connection: sqlite3.Connection,
        batch: Batch,
        citekey: str,
        change: Callable[[Marks], Marks],
        by: str,
        source: str,
    ) -> Marks:
        number, old = self._row(connection, citekey)
        marks = change(unpack_marks(old.marks))
        new = Row(old.citekey, old.item, old.text, old.origins, pack_marks(marks))
        if new != old:
            self._change(connection, batch, number, old, new, by, source)
        return marks

    # Duplicates

    def dedupe(self) -> list[Pair]:
        """The pairs of records that are or may be one work, best first; without those that were kept apart."""
        with self._reading() as connection:
            return matching.likely_pairs(connection)

    def unite(self, citekey: str, other: str, *, source: str = "") -> Outcome:
        """Make two records one, under the citekey of the first; the second's stays as an alias.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        from pressbib.merge import changes, merge

        with self._writing("merge", source) as (connection, batch):
            number, old = self._row(connection, citekey)
            gone, gone_row = self._row(connection, other)
            if number == gone:
                raise LibraryError(f"{citekey} and {other} are one record already")
            before = rows.record_of(old)
            merged = merge(before, rows.record_of(gone_row)).replace(citation_key=old.citekey)
            marks = _united(unpack_marks(old.marks), unpack_marks(gone_row.marks), gone_row.citekey)
            apart = [one for (one,) in connection.execute("SELECT record FROM apart WHERE other = ?", (gone,))]
            marks = _replace(
                marks, apart=tuple(n for n in dict.fromkeys((*marks.apart, *apart)) if n not in (number, gone))
            )
            rows.note(connection, batch, gone, gone_row, "merge", source)
            rows.remove(connection, gone, gone_row)
            self._change(connection, batch, number, old, rows.row_of(merged, old.citekey, marks), "merge", source)
            connection.execute(
                "INSERT OR IGNORE INTO pushed SELECT target, ?, key, at FROM pushed WHERE record = ?", (number, gone)
            )
        return Merged(record=merged, citekey=old.citekey, changes=changes(before, merged))

    def keep_apart(self, citekey: str, other: str) -> None:
        """Remember that two records are not the same work; `dedupe` does not list them again.

        Raises RecordNotFoundError, and LibraryError where both are the same record.
        """
        with self._writing("keep apart", "") as (connection, batch):
            number, old = self._row(connection, citekey)
            apart = self._row(connection, other)[0]
            if number == apart:
                raise LibraryError(f"{citekey} and {other} are one record")
            marks = unpack_marks(old.marks)
            if apart not in marks.apart:
                new = Row(
                    old.citekey,
                    old.item,
                    old.text,
                    old.origins,
                    pack_marks(_replace(marks, apart=(*marks.apart, apart))),
                )
                self._change(connection, batch, number, old, new, "keep apart", "")

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
        with self._writing("undo", "", dry_run=dry_run) as (connection, _):
            number = choose(connection) if batch is None else batch
            if number is None:
                return []
            undoing = history.take_back(connection, number)
            return history.changes_of(connection, undoing)

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
            with path.open(encoding="utf-8") as file, self._writing("restore", "") as (connection, _):
                return copies.read_everything(connection, iter(file), str(path))
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
        with self._writing("push", "") as (connection, _):
            number, _row = self._row(connection, citekey)
            connection.execute(
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
    def _writing(self, by: str, source: str, *, dry_run: bool = False) -> Iterator[tuple[sqlite3.Connection, Batch]]:
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
            batch.clock()
            try:
                yield connection, batch
                connection.execute("ROLLBACK" if dry_run else "COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                batch.number = begun
                raise
            if dry_run:
                batch.number = begun

    def _row(self, connection: sqlite3.Connection, citekey: str) -> tuple[int, Row]:
        number = rows.number_of(connection, citekey)
        row = rows.read(connection, number) if number is not None else None
        if number is None or row is None:
            raise RecordNotFoundError(f"no record has the citekey {citekey}")
        return number, row

    @staticmethod
    def _change(
        connection: sqlite3.Connection, batch: Batch, number: int, old: Row, new: Row, by: str, source: str
    ) -> None:
        rows.note(connection, batch, number, old, by, source)
        rows.change(connection, number, old, new, matching.hashes_of(rows.record_of(new), new.text))


class _Taken:
    """The citekeys and aliases in use, asked one by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def __contains__(self, folded: object) -> bool:
        return self._execute("SELECT 1 FROM name WHERE folded = ?", (folded,)).fetchone() is not None


def _default_path() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("pressbib", appauthor=False)) / "library.db"


def _attributes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes by attribute of Record, from CSL names or attributes. Raises LibraryError for a variable unknown."""
    found: dict[str, Any] = {}
    for name, value in changes.items():
        variable = VARIABLES.get(name) or VARIABLES.get(name.replace("_", "-"))
        attribute = variable.attribute if variable else name
        if attribute not in Record.__dataclass_fields__:
            raise LibraryError(f"{name!r} is no variable of a record")
        found[attribute] = value
    return found


def _as_user(before: Record, after: Record) -> Record:
    """A record with what differs from before marked as the user's."""
    provenance = dict(after.provenance)
    for name, variable in VARIABLES.items():
        value = getattr(after, variable.attribute)
        if name == "citation-key" or value == getattr(before, variable.attribute):
            continue
        if value:
            text = (
                value
                if isinstance(value, str)
                else "; ".join(map(str, value))
                if isinstance(value, tuple)
                else str(value)
            )
            provenance[name] = Origin("user", text=text, retrieved=rows.now())
        else:
            provenance.pop(name, None)
    return after.replace(provenance=provenance)


def _replace(marks: Marks, **changes: Any) -> Marks:
    import dataclasses

    return dataclasses.replace(marks, **changes)


def _with_tags(marks: Marks, tags: Iterable[str]) -> Marks:
    had = {tag.casefold() for tag in marks.tags}
    new = {tag.strip().casefold(): tag.strip() for tag in tags if tag.strip()}
    return _replace(marks, tags=(*marks.tags, *(tag for key, tag in new.items() if key not in had)))


def _with_aliases(marks: Marks, aliases: Iterable[str]) -> Marks:
    return _replace(marks, aliases=tuple(dict.fromkeys((*marks.aliases, *aliases))))


def _united(marks: Marks, gone: Marks, citekey: str) -> Marks:
    """The marks of two records that become one."""
    return Marks(
        tags=_with_tags(marks, gone.tags).tags,
        notes=tuple(dict.fromkeys((*marks.notes, *gone.notes))),
        aliases=(*marks.aliases, citekey, *gone.aliases),
        apart=tuple(dict.fromkeys((*marks.apart, *gone.apart))),
    )


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
