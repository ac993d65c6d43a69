"""Everything that can be asked of a library without changing it."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pressbib.errors import LibraryError, PressbibWarning
from pressbib.library import indexes, rows, search
from pressbib.library.outcome import Change, Headline, Marks
from pressbib.library.packing import unpack, unpack_headline
from pressbib.library.session import Session
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.compare import Pair

Made = TypeVar("Made")

_PAGE = 200
_LARGEST_PAGE = 100_000


class Reader(Session):
    """A library to look at."""

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
            return rows.record_of(rows.find(connection, citekey)[1])

    def marks(self, citekey: str) -> Marks:
        """The tags, notes and aliases of a record. Raises RecordNotFoundError."""
        with self._reading() as connection:
            return rows.marks_of(rows.find(connection, citekey)[1])

    def records(self, query: str = "", *, sort: str = "", provenance: bool = True) -> Iterator[Record]:
        """The records that fit a query (search.py), all without one; in the order they came, or sorted.

        sort: a name of `search.SORTS`, with `-` before it backwards. provenance: False leaves out where the values came
        from, which is half of the work. They are read as they are asked for; one that was changed meanwhile comes as it
        is then, one that was removed does not. Raises LibraryError for a query that cannot be understood.
        """
        return self._find(query, sort, unpack if provenance else _without_provenance)

    def headlines(self, query: str = "", *, sort: str = "") -> Iterator[Headline]:
        """The same for a list with a line a record, several times as fast."""
        return self._find(query, sort, _headline)

    def _find(self, query: str, sort: str, make: Callable[[str, str, str], Made]) -> Iterator[Made]:
        """What `make` makes of citekey, item and origins of the records that fit a query."""
        order = search.order_of(sort)
        with self._reading() as connection:
            question = search.parse(query, connection)
        numbers = self._in_order(question, order) if order == search.ADDED else self._sorted(question, order)
        return self._in_pages(numbers, make)

    def _in_order(self, question: search.Question, order: str) -> Iterator[list[int]]:
        """Numbers in the order of the library: the first are there before the last are looked for."""
        last, page = 0, _PAGE
        while True:
            statement, values = question.after(last).sql("record.id", order, page)
            with self._reading() as connection:
                numbers = [number for (number,) in connection.execute(statement, values)]
            yield numbers
            if len(numbers) < page:
                return
            last, page = numbers[-1], min(page * 10, _LARGEST_PAGE)

    def _sorted(self, question: search.Question, order: str) -> Iterator[list[int]]:
        statement, values = question.sql("record.id", order)
        with self._reading() as connection:
            numbers = [number for (number,) in connection.execute(statement, values)]
        yield numbers

    def _in_pages(self, found: Iterator[list[int]], make: Callable[[str, str, str], Made]) -> Iterator[Made]:
        for numbers in found:
            for start in range(0, len(numbers), _PAGE):
                with self._reading() as connection:
                    packed = [rows.read_packed(connection, number) for number in numbers[start : start + _PAGE]]
                for row in packed:
                    if row is not None:
                        yield make(*row)

    def salvage(self) -> Iterator[Record]:
        """The records that can still be read from a damaged file, in the order they came; a warning for each that
        cannot, and none for those that SQLite cannot even find."""
        with self._reading() as connection:
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()
        for number in range(1, (last[0] if last else 0) + 1):
            try:
                with self._lock:
                    row = rows.read(self._connection, number)
                if row is not None:
                    yield rows.record_of(row)
            except (sqlite3.DatabaseError, ValueError) as error:
                warnings.warn(f"{self.path}: record {number} cannot be read: {error}", PressbibWarning, stacklevel=2)

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
        from pressbib.library import matching

        arrival = matching.prepare(record)
        with self._reading() as connection:
            matches = matching.find(connection, arrival, matching.Shelf(connection))
            found = [rows.read(connection, match.number) for match in matches if not match.is_another]
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

    def dedupe(self) -> list[Pair]:
        """The pairs of records that are or may be one work, best first; without those that were kept apart."""
        from pressbib.library import matching

        with self._reading() as connection:
            return matching.likely_pairs(connection)

    def log(self, citekey: str = "", *, limit: int | None = None) -> Iterator[Change]:
        """The changes, newest first; with a citekey those of its record, also where that is gone."""
        from pressbib.library import history

        with self._reading() as connection:
            found = list(history.log(connection, citekey, limit))
        return iter(found)

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
        from pressbib.library import copies

        with self._reading() as connection:
            copies.back_up(connection, Path(path))

    def export_everything(self, path: Path | str) -> int:
        """Write all that the library holds, the journal too, as JSON Lines; how many records."""
        from pressbib.library import copies

        path = Path(path)
        try:
            with self._reading() as connection, path.open("w", encoding="utf-8") as file:
                return copies.write_everything(connection, file)
        except OSError as error:
            raise LibraryError(f"{path}: cannot be written: {error.strerror or error}") from error

    def check(self) -> list[str]:
        """What is wrong with the file, one sentence each; [] where it is whole."""
        from pressbib.library import copies

        with self._lock:
            try:
                return copies.check(self._connection)
            except sqlite3.DatabaseError as error:
                return [str(error)]


def _without_provenance(citekey: str, item: str, _origins: str) -> Record:
    return unpack(citekey, item, "")


def _headline(citekey: str, item: str, _origins: str) -> Headline:
    return unpack_headline(citekey, item)


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
