"""Connections that can be ended from outside, and that lead to public addresses only."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError
from urllib3.util.retry import Retry

from pressbib.fetch import guard


class RefusedError(OSError):
    """The guard: this host leads to an address that must not be asked. Never leaves this package."""


class Watch:
    """Ends what a request waits for when its time is over, wherever it waits: sockets that answer a byte at a time
    never run into a read timeout. One for each `get`, found by the connections through a thread-local. Time counts
    only while it is `running`: the wait for one's turn at a host is not the source's fault."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self.over = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Let time count, and end what waits when it is over."""
        begun = time.monotonic()
        timer = threading.Timer(max(0.0, self.left), self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.spend(time.monotonic() - begun)
            with self._lock:
                self._sockets = []

    def spend(self, seconds: float) -> None:
        """Count time that passed, or that will be waited."""
        self.left -= seconds
        self.over = self.over or self.left <= 0

    def add(self, connected: socket.socket) -> None:
        """Watch over the socket that the request now waits for."""
        with self._lock:
            self._sockets = [connected]
            if self.over:
                _shut(connected)

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for connected in self._sockets:
                _shut(connected)


def _shut(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)  # below TLS: no farewell, it may be what hangs


CURRENT = threading.local()


class Watched:
    """What both kinds of connection share: the watch learns of the socket."""

    def _new_conn(self) -> socket.socket:
        connected: socket.socket = super()._new_conn()  # type: ignore[misc]  # mixed into urllib3's connections
        watch: Watch | None = getattr(CURRENT, "watch", None)
        if watch:
            watch.add(connected)
        return connected

    def getresponse(self) -> Any:
        watch: Watch | None = getattr(CURRENT, "watch", None)
        connected = getattr(self, "sock", None)
        if watch and connected is not None:
            watch.add(connected)
        return super().getresponse()  # type: ignore[misc]  # as above


class _Guarded(Watched):
    """Resolves the name once, refuses unless every address is public, and connects to what was looked at: a name that
    answers otherwise the second time (DNS rebinding) has no second time."""

    def _new_conn(self) -> socket.socket:
        this: Any = self  # urllib3's connection, into which this is mixed
        host, port = str(this._dns_host), this.port
        if reason := guard.host_refusal(host):
            raise RefusedError(reason)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            failed = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
            raise NameResolutionError(host, this, failed) from error
        addresses = [str(where[0]) for *_, where in found]
        for address in addresses:
            if reason := guard.refusal(address):
                raise RefusedError(f"{host} leads into a local network: {reason}")
        name = this._dns_host  # TLS and the Host header go by the name, which is set back below
        try:
            for index, address in enumerate(addresses):
                this._dns_host = address
                try:
                    return self._checked(super()._new_conn())
                except (HTTPError, OSError):
                    if index == len(addresses) - 1 or index == 3:
                        raise
        finally:
            this._dns_host = name
        raise RefusedError(f"{host} has no address")

    def _checked(self, connected: socket.socket) -> socket.socket:
        if reason := guard.refusal(str(connected.getpeername()[0])):
            connected.close()
            raise RefusedError(reason)
        return connected


class _HTTP(Watched, HTTPConnection):
    pass


class _HTTPS(Watched, HTTPSConnection):
    pass


class _GuardedHTTP(_Guarded, HTTPConnection):
    pass


class _GuardedHTTPS(_Guarded, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HTTPS


class _GuardedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _GuardedHTTP


class _GuardedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


class Adapter(HTTPAdapter):
    """requests' adapter with our connections. The way to a proxy is never guarded: the user named the proxy."""

    def __init__(self, guarded: bool, connections: int) -> None:
        self._guarded = guarded
        super().__init__(pool_connections=32, pool_maxsize=connections, max_retries=Retry(0, read=False))

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = (_GuardedHTTPPool, _GuardedHTTPSPool) if self._guarded else (_HTTPPool, _HTTPSPool)
        self.poolmanager.pool_classes_by_scheme = dict(zip(("http", "https"), pools, strict=True))

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        return manager
