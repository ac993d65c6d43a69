"""How far a long command is: one line on standard error, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import click


class Progress:
    """A bar with what is done, what is left, the rate, and the host just done. Nothing where there is no terminal or
    fewer than three sources."""

    def __init__(self, total: int, *, shown: bool = True) -> None:
        self._start = time.monotonic()
        self._done = 0
        self._bar: Any = None
        if shown and total > 2 and sys.stderr.isatty():
            self._bar = click.progressbar(
                length=total, file=sys.stderr, show_pos=True, show_eta=True, item_show_func=self._describe, width=24
            )

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._wipe()
            self._bar.__exit__(kind, error, trace)

    def _describe(self, source: str | None) -> str:
        rate = self._done / max(time.monotonic() - self._start, 0.001)
        host = urlsplit(source).hostname if source else ""
        return f"{rate:.1f}/s {host or ''}"

    def step(self, source: str) -> None:
        """One more source is done."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(1, source)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bar off the screen while lines are written."""
        self._wipe()
        yield

    def _wipe(self) -> None:
        if self._bar is not None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
