"""How often a host is asked: so many at once, a gap between two, and longer gaps where the host says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

GAPS: Mapping[str, float] = {
    "export.arxiv.org": 3.0,  # https://info.arxiv.org/help/api/tou.html: one request every three seconds
    "eutils.ncbi.nlm.nih.gov": 0.34,  # https://www.ncbi.nlm.nih.gov/books/NBK25497/: three a second without a key
}
"""The gaps that hosts ask for in words, in seconds; what Crossref asks for it says in its answers (`Turn.learn`)."""


class Turn:
    """The requests to one host."""

    def __init__(self, at_once: int, gap: float) -> None:
        self._seats = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._gap = gap
        self._next = 0.0
        self.is_down = False
        """Whether all attempts of the last request failed: a host that is down is not waited for again and again."""

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold one of the host's seats, from after the gap until the answer was read. Waits as long as it takes: every
        request before it ends within its own time."""
        with self._seats:
            with self._lock:
                start = max(time.monotonic(), self._next)
                self._next = start + self._gap
            time.sleep(max(0.0, start - time.monotonic()))
            yield

    def pause(self, seconds: float) -> None:
        """No request to this host starts before so many seconds have passed."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Widen the gap to what the host allows (Crossref: `X-Rate-Limit-Limit` requests in `X-Rate-Limit-Interval`,
        such as `50` in `1s`)."""
        limit, interval = headers.get("X-Rate-Limit-Limit", ""), headers.get("X-Rate-Limit-Interval", "")
        try:
            gap = float(interval.strip().removesuffix("s")) / float(limit)
        except (ValueError, ZeroDivisionError):
            return
        if 0 < gap <= 60:
            with self._lock:
                self._gap = max(self._gap, gap)


class Turns:
    """The hosts that are asked, each with its Turn; shared by all threads of a Fetcher."""

    def __init__(self, at_once: int, gap: float) -> None:
        self._at_once, self._gap = at_once, gap
        self._lock = threading.Lock()
        self._turns: dict[str, Turn] = {}

    def of(self, host: str) -> Turn:
        """The Turn of a host (`host:port`)."""
        with self._lock:
            if host not in self._turns:
                self._turns[host] = Turn(self._at_once, max(self._gap, GAPS.get(host.partition(":")[0], 0.0)))
            return self._turns[host]


def wait_asked(value: str) -> float | None:
    """Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: seconds or a date); None where it says nothing.

    >>> wait_asked("120"), wait_asked("soon")
    (120.0, None)
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
