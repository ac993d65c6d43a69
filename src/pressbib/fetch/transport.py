"""One GET over the network, within the limits: redirects, retries, size, time, and the guard on every connection.

requests' adapter is used without its Session, because a Session adds what must not be here: the user's ~/.netrc,
cookies shared between hosts, and redirects that nobody looked at.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import field
from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from pressbib.classes import dataclass
from pressbib.document import Page
from pressbib.errors import BlockedAddressError, FetchError, PageTooLargeError
from pressbib.fetch import guard
from pressbib.fetch.body import decompressed, pieces
from pressbib.fetch.connections import CURRENT, Adapter, RefusedError, Watch
from pressbib.fetch.polite import Turns, wait_asked

if TYPE_CHECKING:
    from pressbib.fetch import FetchSettings

_REDIRECTS = {301, 302, 303, 307, 308}
_TRY_AGAIN = {408, 429, 500, 502, 503, 504}


@dataclass
class _Request:
    """One `get` on its way: what was asked, whom to trust, and the cookies of each host, which go back to it alone."""

    url: str
    accept: str
    trusted_host: str
    watch: Watch
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)


class Transport:
    """Asks for addresses; shared by threads. `get` is all there is to it."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._turns = Turns(settings.per_host, settings.gap)
        self._guarded = Adapter(True, settings.per_host)
        self._open = Adapter(False, settings.per_host)
        self._agent = settings.agent()

    def close(self) -> None:
        """Close the connections that are kept."""
        self._guarded.close()
        self._open.close()

    def get(self, url: str, accept: str, trusted: bool) -> Page:
        """The page at an address, after redirects. Raises as `Fetcher.get` does."""
        request = _Request(url, accept, _host(url) if trusted else "", Watch(self._settings.total))
        CURRENT.watch = request.watch
        try:
            for _ in range(self._settings.max_redirects + 1):
                answer = self._try(request, url)
                if isinstance(answer, Page):
                    return answer
                url = answer
        finally:
            CURRENT.watch = None
        raise FetchError(request.url, f"more than {self._settings.max_redirects} redirects; the last led to {url}")

    def _try(self, request: _Request, url: str) -> Page | str:
        """One hop, tried again where that may help: the page, or the address that it redirects to."""
        turn = self._turns.of(_host(url))
        patient = not turn.is_down
        for attempt in range(self._settings.retries + 1):
            wait: float | None = None
            with turn.taken(), request.watch.running():
                try:
                    with contextlib.closing(self._send(request, url)) as response:
                        turn.learn(response.headers)
                        if response.status_code not in _TRY_AGAIN:
                            turn.is_down = False
                            return self._answer(request, url, response)
                        problem = FetchError(request.url, _status_words(response), response.status_code)
                        wait = wait_asked(response.headers.get("Retry-After", ""))
                        left = self._settings.retries - attempt
                except _AgainError as again:
                    problem = again.problem
                    left = 0 if attempt else 1  # a connection that fails twice is not coming back soon
            if not left or not (patient or wait is not None):
                turn.is_down = True
                raise problem
            pause = self._settings.backoff * 2**attempt if wait is None else wait
            if pause > min(self._settings.longest_wait, request.watch.left):
                reason = f"{problem.reason}; it asks to wait {pause:.0f} s, which is too long"
                raise FetchError(request.url, reason, problem.status)
            request.watch.spend(pause)
            turn.pause(pause)
        raise AssertionError("the last attempt returns or raises")

    def _answer(self, request: _Request, url: str, response: requests.Response) -> Page | str:
        self._take_cookies(request, url, response)
        location = response.headers.get("Location", "")
        if response.status_code in _REDIRECTS and location:
            return _next_address(url, location)
        return self._page(request, url, response)

    def _send(self, request: _Request, url: str) -> requests.Response:
        """The response to one request. Raises _AgainError where another attempt may help, else FetchErrors."""
        host = _host(url)
        proxies = get_environ_proxies(url)
        trusted = host == request.trusted_host or self._is_trusted(url)
        # All that can be checked where a proxy resolves names; the connections themselves look closer.
        if not trusted and (reason := guard.host_refusal(urlsplit(url).hostname or "")):
            raise BlockedAddressError(request.url, _blocked_words(request.url, url, reason))
        try:
            prepared = requests.Request("GET", _without_user(url), headers=self._headers(request, url)).prepare()
            return (self._open if trusted else self._guarded).send(
                prepared,
                stream=True,
                timeout=(self._settings.connect, self._settings.read),
                verify=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True,
                proxies=proxies,
            )
        except (requests.RequestException, HTTPError, UnicodeError, ValueError, OSError) as error:
            for cause in _causes(error):
                if isinstance(cause, RefusedError):
                    raise BlockedAddressError(request.url, _blocked_words(request.url, url, str(cause))) from error
            if request.watch.over:
                raise FetchError(request.url, f"not done within {self._settings.total:g} s") from error
            problem = FetchError(request.url, self._words(error))
            if isinstance(error, requests.ConnectionError) and not isinstance(
                error, requests.exceptions.SSLError | requests.exceptions.ProxyError | requests.Timeout
            ):
                raise _AgainError(problem) from error
            raise problem from error

    def _is_trusted(self, url: str) -> bool:
        parts = urlsplit(url)
        return bool({parts.hostname or "", _host(url)} & self._settings.trusted_hosts)

    def _headers(self, request: _Request, url: str) -> dict[str, str]:
        headers = {
            "User-Agent": self._agent,
            "Accept": request.accept or "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        }
        if cookies := request.cookies.get(_host(url)):
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if _host(url) == _host(request.url) and (user := _user(request.url)):
            headers["Authorization"] = user
        return headers

    def _take_cookies(self, request: _Request, url: str, response: requests.Response) -> None:
        """Sites that set a cookie and redirect to themselves go round for ever without it."""
        stated = response.raw.headers.getlist("Set-Cookie")
        for line in stated[:50]:
            try:
                jar: SimpleCookie = SimpleCookie(line[:4096])
            except CookieError:
                continue
            for morsel in jar.values():
                request.cookies.setdefault(_host(url), {})[morsel.key] = morsel.coded_value

    def _page(self, request: _Request, url: str, response: requests.Response) -> Page:
        if response.status_code not in (200, 203):  # 203: 200, changed by a proxy on the way
            raise FetchError(request.url, _status_words(response), response.status_code)
        return Page(
            url=request.url,
            final_url=_without_user(url),
            content=self._body(request, response),
            content_type=response.headers.get("Content-Type", ""),
            retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def _body(self, request: _Request, response: requests.Response) -> bytes:
        """The whole body, decompressed, if it stays within the limits."""
        most = self._settings.max_bytes
        too_large = PageTooLargeError(request.url, f"larger than {most / 1e6:g} MB")
        stated = response.headers.get("Content-Length", "")
        if stated.isascii() and stated.isdigit() and int(stated[:18]) > most:
            raise too_large
        body = bytearray()
        try:
            for piece in decompressed(pieces(response, request.watch), response.headers.get("Content-Encoding", "")):
                body += piece
                if len(body) > most:
                    raise too_large
        except (HTTPError, OSError, zlib.error) as error:
            if request.watch.over:
                raise FetchError(request.url, f"not done within {self._settings.total:g} s") from error
            raise FetchError(request.url, self._words(error)) from error
        if request.watch.over:  # a socket that is shut looks like the end of an answer of unknown length
            raise FetchError(request.url, f"not done within {self._settings.total:g} s")
        return bytes(body)

    def _words(self, error: BaseException) -> str:
        """What went wrong, in a few words for a person."""
        found = list(_causes(error))
        kinds = tuple(type(cause).__name__ for cause in found)
        for names, words in (
            (("gaierror",), "the host's name is not known"),
            (("ProxyError",), "the proxy does not answer"),
            (("SSLError", "SSLCertVerificationError"), _insecure_words(found)),
            (("ConnectTimeout", "ConnectTimeoutError"), f"no connection within {self._settings.connect:g} s"),
            (("ReadTimeout", "ReadTimeoutError"), f"no answer within {self._settings.read:g} s"),
            (("ConnectionRefusedError",), "the host refuses connections"),
            (("IncompleteRead",), "the answer was cut short"),
            (("BadStatusLine", "LineTooLong"), "the answer is no HTTP"),
            (("error", "DecodeError"), "the answer's compression is broken"),
            (("InvalidURL", "LocationParseError", "UnicodeError"), "no web address"),
        ):
            if any(name in kinds for name in names):
                return words
        return f"no answer: {str(found[-1])[:200] or kinds[-1]}"


class _AgainError(Exception):
    """A failure after which another attempt may help. Never leaves this module."""

    def __init__(self, problem: FetchError) -> None:
        self.problem = problem
        super().__init__(str(problem))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what is behind it, outermost first: requests and urllib3 wrap in several ways."""
    todo, seen = [error], 0
    while todo and seen < 30:
        now = todo.pop(0)
        seen += 1
        yield now
        inner = [now.__cause__, getattr(now, "reason", None), *now.args]
        todo += [cause for cause in inner if isinstance(cause, BaseException) and cause is not now]


def _next_address(url: str, location: str) -> str:
    """Where a redirect leads; only to web addresses."""
    with contextlib.suppress(UnicodeError):  # headers are Latin-1 on the wire; servers mean UTF-8
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urljoin(url, location.strip())
        parts = urlsplit(target)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        parts.port  # noqa: B018  # raises for a port that is no number
    except ValueError:
        usable = False
    if not usable:
        raise FetchError(url, f"redirects to something that is no web address: {location[:100]}")
    return urlunsplit(parts._replace(fragment=""))


def _host(url: str) -> str:
    """`host:port`, the unit of politeness and of trust."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or (443 if parts.scheme.lower() == 'https' else 80)}"


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _user(url: str) -> str:
    """The Authorization header for the name and password in an address, "" where it has none."""
    parts = urlsplit(url)
    if parts.username is None:
        return ""
    from base64 import b64encode
    from urllib.parse import unquote

    return "Basic " + b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()).decode("ascii")


def _insecure_words(causes: list[BaseException]) -> str:
    said = next((text for cause in causes if (text := getattr(cause, "verify_message", ""))), "")
    return f"the connection is not secure{f': {said}' if said else ''}"


def _status_words(response: requests.Response) -> str:
    words = {
        401: "asks for a password",
        403: "is closed to programs",
        404: "is not there",
        410: "is gone",
        429: "is asked too often",
        451: "is withheld for legal reasons",
    }
    said = words.get(response.status_code) or (response.reason or "")[:60] or "an error"
    return f"status {response.status_code}: {said}"


def _blocked_words(asked: str, url: str, reason: str) -> str:
    return reason if asked == url else f"redirects to {url}: {reason}"
