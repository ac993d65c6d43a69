"""A library file that is open: who may use it when, reading, and transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pressbib import folders
from pressbib.errors import LibraryError
from pressbib.library import connection as connections

if TYPE_CHECKING:
    from pressbib.library.transaction import Batch, Transaction


class Session:
    """An open library file. Threads take turns; what fails within a transaction leaves nothing behind."""

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
        self._log: int | None = None
        self._connection, self.read_only = connections.open_file(self.path, read_only=read_only, wait=wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. The library cannot be used after."""
        with self._lock, connections.explained(self.path):
            self._connection.close()

    @contextmanager
    def batch(self, by: str = "batch", source: str = "") -> Iterator[None]:
        """Make the changes within one batch, which `undo` takes back at once; a batch within a batch is part of it.

        Each change is safe on disk as it is made: where an error ends the batch, what was done before it stays.
        """
        from pressbib.library.transaction import Batch

        with self._lock:
            outer, self._batch = self._batch, self._batch or Batch(by, source)
        try:
            yield
        finally:
            with self._lock:
                self._batch = outer

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, connections.explained(self.path):
            yield self._connection

    @contextmanager
    def _writing(self, by: str, source: str, *, dry_run: bool = False) -> Iterator[Transaction]:
        """One transaction, and the batch that its changes belong to. What fails within leaves nothing behind."""
        from pressbib.library.transaction import Batch, Transaction

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
                self._look_after_log()
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

    def _look_after_log(self) -> None:
        """Raise LibraryError where somebody deleted the write-ahead log under us, before anything is lost in it."""
        log = self.path.with_name(self.path.name + "-wal")
        try:
            inode = log.stat().st_ino
        except FileNotFoundError:
            inode = 0
        if self._log not in (None, inode):
            self._connection.execute("ROLLBACK")
            if not inode:  # what was written is still in the file that has no name any more: bring it home
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raise LibraryError(
                f"{log}: was deleted while the library was in use; this change was not made. "
                "End all programs that have the library open, then try again"
            )
        self._log = inode


def _default_path() -> Path:
    return folders.find("data") / "library.db"
