"""A file that belongs to somebody else, on disk: locked while it is changed, and replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pressbib.errors import BibFileError

LONGEST_WAIT = 10.0
"""Seconds that we wait for another program that has the file locked."""

LARGEST = 128 * 1024 * 1024
"""Bytes. A larger file is refused: it would take several times that in memory."""


def read(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises BibFileError for what is no file, or cannot be read."""
    try:
        if path.is_dir():
            raise BibFileError(f"{path}: a directory, not a .bib file")
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST:
                raise BibFileError(f"{path}: {size // 2**20} MB, larger than the {LARGEST // 2**20} MB that are read")
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BibFileError(f"{path}: cannot be read: {_reason(error)}") from error


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file's lock, which other programs of ours and many editors respect.

    Raises BibFileError where another program keeps it for longer than we wait.
    """
    try:
        import fcntl
    except ImportError:  # Windows locks a file that is open for writing by itself
        yield
        return
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:  # a new file needs no lock: creating it fails where another was quicker
            yield
            return
        except OSError as error:
            raise BibFileError(f"{path}: cannot be read: {_reason(error)}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same(descriptor, path):
                try:
                    yield
                    return
                finally:
                    fcntl.flock(descriptor, fcntl.LOCK_UN)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise BibFileError(f"{path}: another program is changing it; nothing was written") from None
            time.sleep(0.05)
        finally:
            os.close(descriptor)


def _is_same(descriptor: int, path: Path) -> bool:
    """Whether the path still leads to the file that was opened: another program may have replaced it meanwhile."""
    try:
        there, here = path.stat(), os.fstat(descriptor)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def replace(path: Path, old: bytes | None, new: bytes) -> None:
    """Put new content in the place of a file, whose content must still be `old` (None: there is no file yet).

    The file is replaced in one step, so that whoever reads it sees the old or the new content; a symbolic link stays
    one, and mode and owner stay. Raises BibFileError where the file is another by now, or cannot be written; it is
    unchanged then.
    """
    target = Path(os.path.realpath(path))
    temporary = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            _copy_ownership(target, file.fileno())
            os.fsync(file.fileno())
        if read(target) != old:
            raise BibFileError(f"{path}: changed by another program meanwhile; nothing was written")
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise BibFileError(f"{path}: cannot be written: {_reason(error)}") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _copy_ownership(target: Path, descriptor: int) -> None:
    try:
        status = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)  # what a new file would have; mkstemp's is for the owner alone
        return
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):  # only root may give a file away; the group may still be had
            os.fchown(descriptor, -1, status.st_gid)
        with contextlib.suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, status.st_mode & 0o7777)


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
