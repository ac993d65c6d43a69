"""Kept answers: one SQLite file in the cache folder, in the storage of requests-cache.

What is kept is the answer after redirects, by the address that was asked for and the Accept header, as a line of JSON
and the bytes: nothing that runs when it is read. A cache that cannot be used (a folder that cannot be written, a broken
file) is a warning, and the work goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import warnings
from pathlib import Path
from typing import Any

from pressbib.classes import dataclass
from pressbib.document import Page
from pressbib.errors import PressbibWarning

_KEPT_FOR = 90 * 24 * 60 * 60
"""Seconds after which an answer is thrown away, however long its source has been down."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from before, and its age in seconds."""

    page: Page
    age: float


class _Row(bytes):
    """What is stored. The storage writes `expires_unix` into its column of that name."""

    expires_unix: int


class Answers:
    """The answers kept in a folder; for many threads, and many programs at once."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    @classmethod
    def open(cls, folder: Path) -> Answers | None:
        """The cache in a folder, made where it is missing; None, with a warning, where it cannot be used."""
        from requests_cache.backends.sqlite import SQLiteDict

        from pressbib.fetch import CACHE_FILE

        path = folder / CACHE_FILE
        for attempt in ("as it is", "anew"):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                # The storage waits for ever for a file that it may not write, so that is asked first.
                if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
                    raise PermissionError(f"no right to write {path}")
                answers = cls(SQLiteDict(path, table_name="answers", serializer=None, wal=True))
                answers._forget_old()
                return answers
            except OSError as error:
                _warn(path, error)
                return None
            except Exception as error:  # any of sqlite3's: the file is no database; it is only a cache
                if attempt == "anew":
                    _warn(path, error)
                    return None
                for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                    file.unlink(missing_ok=True)
        return None

    def find(self, asked: str, accept: str) -> Kept | None:
        """The answer to a request from before; None where none is kept, or it cannot be read."""
        try:
            row = bytes(self._storage[_key(asked, accept)])
            head, _, content = row.partition(b"\n")
            stated = json.loads(head)
            url, final_url, content_type, retrieved = (str(stated[name]) for name in _TEXTS)
            page = Page(url, final_url, content, content_type, retrieved, cached=True)
            return Kept(page, max(0.0, time.time() - float(stated["time"])))
        except KeyError:
            return None
        except Exception as error:  # a row that cannot be read is as good as none
            _warn(asked, error)
            return None

    def keep(self, url: str, accept: str, page: Page) -> None:
        """Keep an answer, in place of the one from before."""
        now = time.time()
        head = {name: getattr(page, name) for name in _TEXTS} | {"time": now}
        row = _Row(json.dumps(head).encode() + b"\n" + page.content)
        row.expires_unix = int(now + _KEPT_FOR)
        try:
            self._storage[_key(url, accept)] = row
        except Exception as error:  # a full disk must not cost the answer
            _warn(url, error)

    def forget(self, url: str, accept: str) -> None:
        """Throw the answer to a request away, if one is kept."""
        try:
            del self._storage[_key(url, accept)]
        except KeyError:
            pass
        except Exception as error:  # as in `keep`
            _warn(url, error)

    def close(self) -> None:
        """Close the file."""
        self._storage.close()

    def _forget_old(self) -> None:
        now = int(time.time())
        with self._storage.connection() as connection:
            old = connection.execute("SELECT 1 FROM answers WHERE expires < ? LIMIT 1", (now,)).fetchone()
        if old:
            with self._storage.connection(commit=True) as connection:
                connection.execute("DELETE FROM answers WHERE expires < ?", (now,))


_TEXTS = ("url", "final_url", "content_type", "retrieved")


def _key(url: str, accept: str) -> str:
    return hashlib.sha256(f"{accept}\n{url}".encode()).hexdigest()


def _warn(what: object, error: BaseException) -> None:
    warnings.warn(f"cache not used: {what}: {error}", PressbibWarning, stacklevel=3)
