"""Opening the library file: what kind of file it is, making and migrating it, and what SQLite's errors mean."""

from __future__ import annotations

import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pressbib.errors import LibraryError, LibraryLockedError, LibraryVersionError, PressbibWarning
from pressbib.library.schema import APPLICATION_ID, MIGRATIONS, VERSION

WAIT = 60.0
"""Seconds to wait for another program that is writing, before LibraryLockedError."""

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables came with it."""

_NOT_WRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)

_MAGIC = b"SQLite format 3\x00"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LibraryErrors that say what happened to the file, and what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error


def _explain(error: sqlite3.Error, path: Path) -> LibraryError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    text = str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in text:
        return LibraryLockedError(
            f"{path}: another program has been writing to the library for longer than we wait; "
            "let it finish or end it, then try again"
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            f"{path}: the disk is full; nothing of this change was kept, the library is as it was before"
        )
    if code == sqlite3.SQLITE_READONLY:
        return LibraryError(f"{path}: the file or its folder is read-only; nothing was changed")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryError(
            f"{path}: the file is damaged ({text}); put a backup in its place, or save what can still be read "
            "(Library.salvage) into a new library"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"{path}: the file cannot be opened; look whether the folder is there and may be written")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(f"{path}: reading or writing the file failed ({text}); nothing of this change was kept")
    return LibraryError(f"{path}: {text}")


def open_file(path: Path, *, read_only: bool, wait: float = WAIT) -> tuple[sqlite3.Connection, bool]:
    """A connection to a library file, made or migrated where needed, and whether it can only be read.

    Raises LibraryError where it is no library or cannot be opened, LibraryVersionError where a newer pressbib wrote it,
    LibraryLockedError.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LibraryError(f"SQLite {sqlite3.sqlite_version} is too old for the library; 3.37 or later is needed")
    exists = _look(path)
    if not exists and not read_only:
        _make_folder(path.parent)
    with explained(path):
        if not exists and read_only:
            return _empty(), True
        if read_only:
            return _open_to_read(path, wait), True
        try:
            return _open_to_write(path, wait), False
        except sqlite3.OperationalError as error:
            if not path.exists() or error.sqlite_errorcode & 0xFF not in _NOT_WRITABLE:
                raise
            return _open_to_read(path, wait), True


def _empty() -> sqlite3.Connection:
    """An empty library in memory, for reading from a file that is not there."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN")
    for migrate in MIGRATIONS:
        migrate(connection)
    connection.execute("COMMIT")
    return connection


def _look(path: Path) -> bool:
    """Whether the file is there. What is no library is refused before SQLite touches it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LibraryError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if head and (not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") not in (0, APPLICATION_ID)):
        raise LibraryError(f"{path}: is not a pressbib library; name another file with --library")
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder}: cannot be made for the library: {error.strerror or error}") from error


def connect(path: Path, *, mode: str, wait: float = WAIT) -> sqlite3.Connection:
    """A bare connection: transactions are begun by us, threads take turns under the Library's lock."""
    address = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def _open_to_read(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that changes nothing. Where the folder can be written, as a writer opens it: a log that a killed
    program left behind is read, and nothing stays behind of us."""
    connection = connect(path, mode="mode=rw", wait=wait)
    try:
        try:
            version = _version(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _NOT_WRITABLE:
                raise
            # A folder that cannot be written has no room for the shared memory that WAL needs: read the file as it is.
            connection.close()
            _warn_of_log(path)
            connection = connect(path, mode="mode=ro&immutable=1", wait=wait)
            version = _version(connection)
        if version > VERSION:
            raise _too_new(path, version)
        if version == 0 and not _tables(connection):
            connection.close()
            return _empty()
        if version < VERSION:
            raise LibraryError(f"{path}: was written by an earlier pressbib; open it once where it can be written")
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _warn_of_log(path: Path) -> None:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        warnings.warn(
            f"{path}: the latest changes are in {log.name}, which cannot be read in a read-only folder",
            PressbibWarning,
            stacklevel=2,
        )


def _tables(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return count


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return version


def _too_new(path: Path, version: int) -> LibraryVersionError:
    return LibraryVersionError(
        f"{path}: was written by a newer pressbib (library version {version}, this one knows {VERSION}); "
        "install the newer pressbib, or name another file with --library"
    )


def _open_to_write(path: Path, wait: float) -> sqlite3.Connection:
    connection = connect(path, mode="mode=rwc", wait=wait)
    try:
        version = _version(connection)
        if version > VERSION:
            raise _too_new(path, version)
        if version < VERSION:
            _migrate(connection, path)
        _use_write_ahead_log(connection, wait)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA wal_autocheckpoint = 8192")
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file to this version in one transaction; a copy of what it was stays beside it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have been first
        owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
        if owner != APPLICATION_ID and _tables(connection):
            raise LibraryError(f"{path}: is a database of another program, not a pressbib library")
        if 0 < version < VERSION:
            _keep_copy(path, version)
        for migrate in MIGRATIONS[version:]:
            migrate(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _keep_copy(path: Path, version: int) -> None:
    """Copy a file that is about to be migrated. The caller holds the write lock."""
    copy = path.with_name(f"{path.name}.version-{version}")
    if copy.exists():
        return
    part = copy.with_name(copy.name + ".part")
    with closing(connect(path, mode="mode=ro")) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    import shutil

    shutil.move(part, copy)


def _use_write_ahead_log(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to WAL, which is kept in the file. The switch does not wait for others by itself, so we do."""
    deadline = time.monotonic() + wait
    while True:
        try:
            mode: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if mode != "wal":
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
