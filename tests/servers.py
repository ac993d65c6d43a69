"""Real servers on the loopback address for the tests, well-behaved and not.

    with Server() as server:
        server.add("/page", Answer("<html>…"))
        server.add("/busy", Answer(status=429, headers={"Retry-After": "1"}), Answer("done"))  # in turn, the last stays

A Server is a proxy too: asked for `http://journal.example/article` it answers from `server.add(that address, …)`, so
that tests can stand for hosts of any name (`proxied`). What was asked is in `server.requests`.
"""

from __future__ import annotations

import json
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest


@dataclass(frozen=True)
class Answer:
    """What a server says: a body (text as UTF-8, or bytes), a status, headers."""

    body: str | bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0

    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def as_json(value: Any, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(json.dumps(value), status, {"Content-Type": "application/json"})


@dataclass(frozen=True)
class Request:
    """What was asked: the path as it stood in the request, the headers, when (`time.monotonic`)."""

    path: str
    headers: Mapping[str, str]
    when: float


Route = Answer | Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server in a thread of its own; a context manager."""

    def __init__(self, certificate: Path | None = None, key: Path | None = None) -> None:
        self.routes: dict[str, list[Route]] = {}
        self.requests: list[Request] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self._scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def add(self, path: str, *routes: Route) -> None:
        """Answer a path (or, as a proxy, an address) with these in turn, the last one from then on.

        A path without a query answers every query.
        """
        self.routes[path] = list(routes)

    def asked(self, part: str = "") -> list[str]:
        """The paths that were asked for and hold a part."""
        return [request.path for request in self.requests if part in request.path]

    def next_route(self, path: str) -> Route:
        with self._lock:
            routes = self.routes.get(path) or self.routes.get(path.split("?")[0])
            if not routes:
                return Answer(f"not in this world: {path}", 404)
            return routes.pop(0) if len(routes) > 1 else routes[0]

    @contextmanager
    def seen(self, request: Request) -> Iterator[None]:
        with self._lock:
            self.requests.append(request)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self._lock:
                self.at_once -= 1


class _Quiet(ThreadingHTTPServer):
    """A client that hangs up is what many of the tests are about."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError | ssl.SSLError):
            super().handle_error(request, client_address)


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # with keep-alive, Nagle and delayed ACK cost 40 ms an answer
        timeout = 10

        def do_GET(self) -> None:
            with server.seen(Request(self.path, dict(self.headers.items()), time.monotonic())):
                route = server.next_route(self.path)
                try:
                    if isinstance(route, Answer):
                        self._say(route)
                    else:
                        self.close_connection = True
                        route(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

        def _say(self, answer: Answer) -> None:
            time.sleep(answer.delay)
            content = answer.content()
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
            self.send_response(answer.status)
            for name, value in {**headers, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it so
            """Quiet."""

    return Handler


@contextmanager
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that stands for every http:// host, by the variables that name a proxy; https:// hosts cannot be
    reached through it, and nothing is asked outside."""
    with Server() as server, monkeypatch.context() as patch:
        for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
            patch.delenv(name, raising=False)
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
            patch.setenv(name, server.url)
        yield server


def drip(seconds: float, gap: float = 0.05) -> Callable[[BaseHTTPRequestHandler], None]:
    """A body that comes a byte at a time, each well within a read timeout."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b"<")
            time.sleep(gap)

    return say


def drip_headers(seconds: float, gap: float = 0.05) -> Callable[[BaseHTTPRequestHandler], None]:
    """Headers that never end, a byte at a time."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b"a")
            time.sleep(gap)

    return say


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Chunks without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"%x\r\n" % 65536 + b"a" * 65536 + b"\r\n"
    while True:
        handler.wfile.write(chunk)


def raw(answer: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """These bytes as they are, and the connection closed."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)

    return say
