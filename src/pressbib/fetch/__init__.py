"""Fetching: the only code of pressbib that opens an address.

`Fetcher.get` gives the bytes of a page or of a registry's answer, and is the place where politeness (a User-Agent, two
requests at once a host, a gap between them, `Retry-After`), patience (time limits, retries), thrift (a cache) and care
(size limits, no link into the local network, nothing of one host sent on to another) are settled once.

Settings arrive as arguments; of the environment only what names a proxy or a bundle of certificates is read, in the way
that requests does it. requests itself is imported when the first address is opened.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from pressbib.classes import dataclass
from pressbib.document import Page
from pressbib.errors import FetchError, OfflineError, PressbibWarning

if TYPE_CHECKING:
    from types import TracebackType

    from pressbib.fetch.cache import Answers
    from pressbib.fetch.transport import Transport

__all__ = ["REGISTRIES", "FetchSettings", "Fetcher"]

REGISTRIES: Mapping[str, str] = {
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "doi": "https://doi.org",
    "arxiv": "https://export.arxiv.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "europepmc": "https://www.ebi.ac.uk/europepmc/webservices/rest",
    "openalex": "https://api.openalex.org",
    "openlibrary": "https://openlibrary.org",
}
"""The base addresses that registries are asked under, unless the settings name a mirror."""

CACHE_FILE = "answers.sqlite"
"""The name of the file of kept answers in the cache folder."""

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How to fetch. Times are in seconds, sizes in bytes.

    offline: use no socket at all; only answers that are kept from before.
    refresh: ask anew even where a kept answer is fresh.
    cache: the folder of kept answers; None keeps none.
    mailto: the user's e-mail address for the User-Agent, or "".
    registries: base addresses that replace those of REGISTRIES, by name.
    trusted_hosts: hosts (`host` or `host:port`) that pages may link to although they are local, such as an intranet's.
    total: the longest that one `get` may take, with its redirects and retries.
    retries, backoff: how often a busy or broken source is asked again, and after how long, doubling each time.
    longest_wait: the longest `Retry-After` that is waited for; a longer one ends the attempt.
    gap, per_host: seconds between the starts of two requests to one host (more where it asks for more), and how many at
    once.
    page_age, registry_age: how long a kept answer is fresh.
    """

    offline: bool = False
    refresh: bool = False
    cache: Path | None = None
    mailto: str = ""
    user_agent: str = ""
    registries: Mapping[str, str] = field(default_factory=dict)
    trusted_hosts: frozenset[str] = frozenset()
    connect: float = 5.0
    read: float = 20.0
    total: float = 60.0
    longest_wait: float = 30.0
    max_bytes: int = 10_000_000
    max_redirects: int = 10
    retries: int = 2
    backoff: float = 0.5
    gap: float = 0.05
    per_host: int = 2
    page_age: float = _DAY
    registry_age: float = 7 * _DAY

    def registry(self, name: str) -> str:
        """The base address of a registry, without a slash at its end. KeyError for an unknown name."""
        return (self.registries.get(name) or REGISTRIES[name]).rstrip("/")

    def agent(self) -> str:
        """The User-Agent header: the program, its version, and whom to write to."""
        if self.user_agent:
            return self.user_agent
        from pressbib import __version__

        return f"pressbib/{__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")


class Fetcher:
    """Gets pages. A context manager; one Fetcher may be used by many threads at once."""

    def __init__(self, settings: FetchSettings | None = None) -> None:
        self.settings = settings or FetchSettings()
        self._lock = threading.Lock()
        self._transport: Transport | None = None
        self._answers: Answers | None = None
        self._cache_opened = self.settings.cache is None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and the cache; may be called more than once."""
        with self._lock:
            if self._transport:
                self._transport.close()
            if self._answers:
                self._answers.close()
            self._transport = self._answers = None
            self._cache_opened = self.settings.cache is None

    @property
    def is_cut_off(self) -> bool:
        """Whether there is nothing to be had: no network is to be used, and no answer was ever kept."""
        cache = self.settings.cache
        return self.settings.offline and (cache is None or not (cache / CACHE_FILE).exists())

    def get(self, url: str, *, accept: str = "", trusted: bool = False, registry: bool = False) -> Page:
        """The answer to GET, after redirects, with its bytes unchanged but for the transfer's compression.

        url: http or https. accept: the Accept header, "" for pages. trusted: the user typed this address, so it may be
        local (a redirect to another host may not). registry: a registry's address from the settings: trusted, and kept
        for longer.
        `Page.cached` says that the answer was kept from before; a PressbibWarning, that it is an old one, because the
        source is down.

        Raises OfflineError, BlockedAddressError, PageTooLargeError, or FetchError for everything else, among it every
        status but 200 (`.status`).
        """
        url = _address(url)
        answers = self._open_cache()
        kept = answers.find(url, accept) if answers else None
        age = self.settings.registry_age if registry else self.settings.page_age
        if kept and (self.settings.offline or (kept.age <= age and not self.settings.refresh)):
            return kept.page
        if self.settings.offline:
            raise OfflineError(url, "not fetched: --offline allows no network, and no answer is kept from before")
        try:
            page = self._open_transport().get(url, accept, trusted or registry)
        except FetchError as error:
            if kept and (error.status is None or error.status == 429 or error.status >= 500):
                # A stale answer is better than none while the source is down.
                used = f"{error}; the answer of {kept.page.retrieved} is used"
                warnings.warn(used, PressbibWarning, stacklevel=2)
                return kept.page
            raise
        if answers:
            answers.keep(url, accept, page)
        return page

    def forget(self, url: str, *, accept: str = "") -> None:
        """Keep no answer to a request: it turned out to be none (a bot wall, a page that says "back soon")."""
        if answers := self._open_cache():
            answers.forget(_address(url), accept)

    def _open_cache(self) -> Answers | None:
        with self._lock:
            if not self._cache_opened and self.settings.cache is not None:
                # Offline, a cache that is not there yet is not made: nothing is kept, and opening it takes long.
                if not self.is_cut_off:
                    from pressbib.fetch.cache import Answers

                    self._answers = Answers.open(self.settings.cache)
                self._cache_opened = True
            return self._answers

    def _open_transport(self) -> Transport:
        with self._lock:
            if self._transport is None:
                from pressbib.fetch.transport import Transport

                self._transport = Transport(self.settings)
            return self._transport


def _address(url: str) -> str:
    """The address without white space around it and without its fragment. FetchError where it is none for us."""
    url = "".join(char for char in url.strip() if char >= " " and char != "\x7f")
    try:
        parts = urlsplit(url)
        host = parts.hostname
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError as error:
        raise FetchError(url, f"no web address: {error}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError(url, "no web address: it must begin with http:// or https://")
    if not host:
        raise FetchError(url, "no web address: it names no host")
    return urlunsplit(parts._replace(fragment=""))
