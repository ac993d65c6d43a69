"""Fetching, against real servers on the loopback address."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pressbib.errors import (
    BlockedAddressError,
    FetchError,
    OfflineError,
    PageTooLargeError,
    PressbibWarning,
)
from pressbib.fetch import Fetcher, FetchSettings, guard
from pressbib.fetch.polite import Turns, wait_asked
from tests.powers import as_anybody
from tests.servers import Answer, Server, drip, drip_headers, endless, proxied, raw


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def fetcher(**changes: Any) -> Fetcher:
    quick: dict[str, Any] = {"gap": 0.0, "backoff": 0.01, "connect": 2.0, "read": 2.0, "total": 10.0}
    return Fetcher(FetchSettings(**{**quick, **changes}))


def test_a_page_comes_back_as_it_is(server: Server) -> None:
    body = "Größe \u00a0".encode("latin-1")
    server.add("/page", Answer(body, headers={"Content-Type": "text/html; charset=iso-8859-1"}))
    with fetcher(mailto="me@example.org") as open_fetcher:
        page = open_fetcher.get(f"{server.url}/page#part", trusted=True, accept="text/html")
    assert page.content == body
    assert page.content_type == "text/html; charset=iso-8859-1"
    assert page.url == page.final_url == f"{server.url}/page"
    assert page.retrieved.endswith("Z")
    assert not page.cached
    headers = server.requests[0].headers
    assert headers["User-Agent"].startswith("pressbib/")
    assert "mailto:me@example.org" in headers["User-Agent"]
    assert headers["Accept"] == "text/html"
    assert "Cookie" not in headers


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "example.org", "http://", "http://a:b/"])
def test_only_web_addresses(url: str) -> None:
    with fetcher() as open_fetcher, pytest.raises(FetchError, match="no web address"):
        open_fetcher.get(url, trusted=True)


def test_redirects_are_followed_and_told(server: Server) -> None:
    server.add("/a", Answer(status=302, headers={"Location": "b?x=ü".encode().decode("latin-1")}))
    server.add("/b", Answer("there"))
    with fetcher() as open_fetcher:
        page = open_fetcher.get(f"{server.url}/a", trusted=True)
    assert page.content == b"there"
    assert page.url.endswith("/a")
    assert "/b?x=" in page.final_url


def test_a_redirect_loop_ends(server: Server) -> None:
    server.add("/a", Answer(status=302, headers={"Location": "/b"}))
    server.add("/b", Answer(status=302, headers={"Location": "/a"}))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match="more than 10 redirects"):
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert len(server.requests) == 11


def test_a_redirect_to_something_else_ends(server: Server) -> None:
    server.add("/a", Answer(status=302, headers={"Location": "javascript:alert(1)"}))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match="no web address"):
        open_fetcher.get(f"{server.url}/a", trusted=True)


def test_a_cookie_goes_back_to_its_own_host_alone(server: Server) -> None:
    with Server() as other:
        server.add("/a", Answer(status=302, headers={"Set-Cookie": "seen=1; Path=/", "Location": "/b"}))
        server.add("/b", Answer(status=302, headers={"Location": f"{other.url}/c"}))
        other.add("/c", Answer("there"))
        address = f"http://me:secret@{server.host}/a"
        with fetcher(trusted_hosts=frozenset({other.host})) as open_fetcher:
            page = open_fetcher.get(address, trusted=True)
        assert "secret" not in page.final_url
        first, second = (request.headers for request in server.requests)
        assert first["Authorization"] == second["Authorization"]
        assert second["Cookie"] == "seen=1"
        assert not {"Cookie", "Authorization"} & other.requests[0].headers.keys()


def test_the_users_netrc_is_not_sent(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server.add("/a", Answer("there"))
    with fetcher() as open_fetcher:
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert "Authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("status", "words"), [(403, "closed to programs"), (404, "not there"), (410, "gone"), (418, "status 418")]
)
def test_a_status_that_is_final_is_not_asked_again(server: Server, status: int, words: str) -> None:
    server.add("/a", Answer("no", status))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match=words) as caught:
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert caught.value.status == status
    assert len(server.requests) == 1


def test_429_is_waited_for(server: Server) -> None:
    server.add("/a", Answer("busy", 429, {"Retry-After": "1"}), Answer("done"))
    with fetcher() as open_fetcher:
        page = open_fetcher.get(f"{server.url}/a", trusted=True)
    assert page.content == b"done"
    assert server.requests[1].when - server.requests[0].when >= 0.95


def test_a_wait_that_is_too_long_is_not_waited(server: Server) -> None:
    server.add("/a", Answer("busy", 429, {"Retry-After": "3600"}))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match="3600 s") as caught:
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert caught.value.status == 429
    assert len(server.requests) == 1


def test_a_server_that_is_down_is_asked_again_and_given_up(server: Server) -> None:
    server.add("/a", Answer("down", 503))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match="503"):
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert len(server.requests) == 3


def test_a_host_that_is_down_is_not_waited_for_again_and_again(server: Server) -> None:
    server.add("/a", Answer("down", 503))
    server.add("/b", Answer("up"))
    with fetcher() as open_fetcher:
        counts = []
        for path in ("/a", "/a", "/b", "/a"):
            before = len(server.requests)
            with suppress(FetchError):
                open_fetcher.get(f"{server.url}{path}", trusted=True)
            counts.append(len(server.requests) - before)
    assert counts == [3, 1, 1, 3]


def test_a_connection_that_breaks_is_tried_once_more(server: Server) -> None:
    server.add("/a", raw(b""), Answer("done"))
    with fetcher() as open_fetcher:
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"done"


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("", None), ("-1", None), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_how_long_to_wait(value: str, seconds: float | None) -> None:
    assert wait_asked(value) == seconds


def test_a_host_that_refuses_and_one_without_a_name() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with fetcher() as open_fetcher:
        with pytest.raises(FetchError, match="refuses"):
            open_fetcher.get(f"http://127.0.0.1:{port}/", trusted=True)
        with pytest.raises(FetchError, match="name is not known"):
            open_fetcher.get("http://host.invalid/", trusted=True)


def test_a_certificate_must_be_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(key), "-out", str(certificate), "-days", "2"]
    subprocess.run([*command, *files, *names], check=True, capture_output=True)
    with Server(certificate, key) as secure:
        secure.add("/a", Answer("there"))
        with fetcher() as open_fetcher, pytest.raises(FetchError, match="not secure: self-signed"):
            open_fetcher.get(f"{secure.url}/a", trusted=True)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        with fetcher() as open_fetcher:
            assert open_fetcher.get(f"{secure.url}/a", trusted=True).content == b"there"
            with pytest.raises(BlockedAddressError):
                open_fetcher.get(f"{secure.url.replace('127.0.0.1', '127.1')}/a")


# --- Limits


@pytest.mark.parametrize("route", [drip(20), drip_headers(20)], ids=["body", "headers"])
def test_a_slow_drip_ends(server: Server, route: Any) -> None:
    server.add("/a", route)
    begun = time.monotonic()
    with fetcher(total=1.0) as open_fetcher, pytest.raises(FetchError, match="not done within 1 s"):
        open_fetcher.get(f"{server.url}/a", trusted=True)
    assert time.monotonic() - begun < 10


def test_silence_ends(server: Server) -> None:
    server.add("/a", Answer("late", delay=5))
    with fetcher(read=0.3) as open_fetcher, pytest.raises(FetchError, match="no answer within"):
        open_fetcher.get(f"{server.url}/a", trusted=True)


def test_endless_chunks_end(server: Server) -> None:
    server.add("/a", endless)
    with fetcher(max_bytes=1_000_000) as open_fetcher, pytest.raises(PageTooLargeError, match="larger than 1 MB"):
        open_fetcher.get(f"{server.url}/a", trusted=True)


def test_a_large_page_is_refused_before_it_is_read(server: Server) -> None:
    server.add("/a", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))
    with fetcher() as open_fetcher, pytest.raises(PageTooLargeError):
        open_fetcher.get(f"{server.url}/a", trusted=True)


def test_a_bomb_ends_at_the_limit(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 9, mtime=0)
    assert len(bomb) < 60_000
    server.add("/a", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    with fetcher() as open_fetcher, pytest.raises(PageTooLargeError, match="larger than 10 MB"):
        open_fetcher.get(f"{server.url}/a", trusted=True)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"hello " * 1000, mtime=0)),
        ("x-gzip", gzip.compress(b"hello " * 1000, mtime=0)),
        ("deflate", zlib.compress(b"hello " * 1000)),
        ("deflate", zlib.compress(b"hello " * 1000)[2:-4]),
        ("identity", b"hello " * 1000),
    ],
    ids=["gzip", "x-gzip", "zlib", "bare deflate", "identity"],
)
def test_compression_is_undone(server: Server, encoding: str, body: bytes) -> None:
    server.add("/a", Answer(body, headers={"Content-Encoding": encoding}))
    with fetcher() as open_fetcher:
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"hello " * 1000


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzip.compress(b"hello " * 1000, mtime=0)[:-20], "compression is broken"),
        ("gzip", b"hello", "compression is broken"),
        ("br", b"hello", "encoding"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "encoding"),
    ],
)
def test_broken_compression_is_an_error(server: Server, encoding: str, body: bytes, words: str) -> None:
    server.add("/a", Answer(body, headers={"Content-Encoding": encoding}))
    with fetcher() as open_fetcher, pytest.raises(FetchError, match=words):
        open_fetcher.get(f"{server.url}/a", trusted=True)


def test_a_wrong_length_is_an_error_or_cut(server: Server) -> None:
    server.add("/more", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort"))
    server.add("/less", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and more of it"))
    with fetcher() as open_fetcher:
        with pytest.raises(FetchError, match="cut short"):
            open_fetcher.get(f"{server.url}/more", trusted=True)
        assert open_fetcher.get(f"{server.url}/less", trusted=True).content == b"short"


@pytest.mark.parametrize("answer", [b"garbage\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n"])
def test_what_is_no_http_is_an_error(server: Server, answer: bytes) -> None:
    server.add("/a", raw(answer))
    with fetcher() as open_fetcher, pytest.raises(FetchError):
        open_fetcher.get(f"{server.url}/a", trusted=True)


# --- The guard

LOCAL = """127.0.0.1 127.1 0x7f.0.0.1 0177.0.0.1 2130706433 0 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254
100.64.0.1 224.0.0.1 255.255.255.255 192.0.0.8 198.18.0.1 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [fe80::1]
[fc00::1] [fd00:ec2::254] [ff02::1] [64:ff9b::7f00:1] [2002:7f00:1::] [::127.0.0.1] localhost LOCALHOST localhost.
a.localhost printer.local metadata.google.internal router.home.arpa １２７.0.0.1 127。0。0。1""".split()


@pytest.mark.parametrize("host", LOCAL)
@pytest.mark.parametrize("with_proxy", [False, True], ids=["direct", "proxy"])
def test_a_link_never_leads_into_the_local_network(
    host: str, with_proxy: bool, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    if with_proxy:
        monkeypatch.setenv("http_proxy", server.url)
    with fetcher() as open_fetcher, pytest.raises(BlockedAddressError):
        open_fetcher.get(f"http://{host}:{server.port}/")
    assert not server.requests


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_let_through(address: str) -> None:
    assert guard.refusal(address) == ""


def test_a_name_that_leads_home_is_blocked(server: Server) -> None:
    name = next((n for n in (socket.gethostname(), "ip6-localhost") if _leads_home(n)), None)
    if name is None:
        pytest.skip("no name but localhost leads to this machine")
    with fetcher() as open_fetcher, pytest.raises(BlockedAddressError, match=r"address|network"):
        open_fetcher.get(f"http://{name}:{server.port}/")
    assert not server.requests


def _leads_home(name: str) -> bool:
    try:
        return all(guard.refusal(str(found[4][0])) for found in socket.getaddrinfo(name, 80))
    except OSError:
        return False


def test_a_name_is_resolved_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name that is public when it is looked at, and local when it is connected to."""
    answers = iter(["198.51.100.7", "127.0.0.1"])
    asked = []
    real = socket.getaddrinfo

    def rebinding(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        if host == "rebind.example":
            asked.append(host)
            host = next(answers)
        return real(host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with fetcher(connect=0.3) as open_fetcher, pytest.raises(FetchError):
        open_fetcher.get(f"http://rebind.example:{server.port}/")
    assert not server.requests
    assert asked == ["rebind.example"]


def test_one_local_address_among_public_ones_is_enough(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def mixed(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        if host != "mixed.example":
            return real(host, port, *rest, **named)
        return [*real("198.51.100.7", port, *rest, **named), *real("127.0.0.1", port, *rest, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", mixed)
    with fetcher(connect=0.3) as open_fetcher, pytest.raises(BlockedAddressError):
        open_fetcher.get(f"http://mixed.example:{server.port}/")


def test_a_redirect_into_the_local_network_is_blocked(server: Server) -> None:
    with Server() as inner:
        inner.add("/secret", Answer("secret"))
        server.add("/a", Answer(status=302, headers={"Location": f"{inner.url}/secret"}))
        with fetcher() as open_fetcher, pytest.raises(BlockedAddressError, match="redirects to"):
            open_fetcher.get(f"{server.url}/a", trusted=True)
        assert not inner.requests
        with fetcher(trusted_hosts=frozenset({inner.host})) as open_fetcher:
            assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"secret"


def test_behind_a_proxy_the_proxy_resolves(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxied(monkeypatch) as world:
        world.add("http://journal.example/a", Answer("there"))
        world.add("http://journal.example/b", Answer(status=302, headers={"Location": "http://10.0.0.1/"}))
        with fetcher() as open_fetcher:
            assert open_fetcher.get("http://journal.example/a").content == b"there"
            with pytest.raises(BlockedAddressError):
                open_fetcher.get("http://journal.example/b")
        assert not world.asked("10.0.0.1")


# --- Politeness


def test_two_at_once_a_host_and_a_gap(server: Server) -> None:
    server.add("/a", Answer("x", delay=0.15))
    with fetcher(gap=0.05) as open_fetcher, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: open_fetcher.get(f"{server.url}/a?{n}", trusted=True), range(8)))
    assert server.most_at_once == 2
    starts = sorted(request.when for request in server.requests)
    assert min(b - a for a, b in pairwise(starts)) > 0.02


def test_a_host_that_asks_for_gaps_in_its_terms_gets_them() -> None:
    begun = time.monotonic()
    turn = Turns(2, 0.0).of("eutils.ncbi.nlm.nih.gov:443")
    for _ in range(2):
        with turn.taken():
            pass
    assert time.monotonic() - begun >= 0.33


def test_the_wait_for_ones_turn_does_not_count(server: Server) -> None:
    server.add("/a", Answer("x", delay=0.3))
    with fetcher(total=0.8) as open_fetcher, ThreadPoolExecutor(10) as pool:
        pages = list(pool.map(lambda n: open_fetcher.get(f"{server.url}/a?{n}", trusted=True), range(10)))
    assert len(pages) == 10


def test_hosts_do_not_wait_for_one_another(server: Server) -> None:
    with Server() as other:
        for one in (server, other):
            one.add("/a", Answer("x", delay=0.2))
        with fetcher() as open_fetcher, ThreadPoolExecutor(4) as pool:
            begun = time.monotonic()
            addresses = [f"{one.url}/a?{n}" for one in (server, other) for n in range(2)]
            list(pool.map(lambda url: open_fetcher.get(url, trusted=True), addresses))
        assert time.monotonic() - begun < 4 * 0.2, "the four answers overlapped"


def test_the_rate_that_a_host_names_is_kept(server: Server) -> None:
    server.add("/a", Answer("x", headers={"X-Rate-Limit-Limit": "4", "X-Rate-Limit-Interval": "1s"}))
    with fetcher() as open_fetcher:
        for _ in range(3):
            open_fetcher.get(f"{server.url}/a", trusted=True)
    assert server.requests[2].when - server.requests[1].when >= 0.2


def test_connections_are_kept(server: Server) -> None:
    server.add("/a", Answer("x"))
    before = threading.active_count()
    with fetcher() as open_fetcher:
        for _ in range(20):
            open_fetcher.get(f"{server.url}/a", trusted=True)
        assert threading.active_count() <= before + 2, "one connection, one thread of the server"


# --- The cache


def test_an_answer_is_kept(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("first"), Answer("second"))
    for refresh, expected in ((False, b"first"), (False, b"first"), (True, b"second"), (False, b"second")):
        with fetcher(cache=tmp_path / "cache", refresh=refresh) as open_fetcher:
            assert open_fetcher.get(f"{server.url}/a", trusted=True).content == expected
    assert len(server.requests) == 2


def test_the_accept_header_tells_answers_apart(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("page"), Answer("{}"))
    with fetcher(cache=tmp_path) as open_fetcher:
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"page"
        assert open_fetcher.get(f"{server.url}/a", trusted=True, accept="application/json").content == b"{}"
        again = open_fetcher.get(f"{server.url}/a", trusted=True)
    assert (again.content, again.cached) == (b"page", True)


def test_an_old_answer_is_asked_again_and_stands_in_for_a_source_that_is_down(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("first"), Answer("second"), Answer("down", 503))
    with fetcher(cache=tmp_path, page_age=0.0, registry_age=3600.0) as open_fetcher:
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"first"
        time.sleep(0.01)
        assert open_fetcher.get(f"{server.url}/a", registry=True).content == b"first", "registries are kept longer"
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"second"
        time.sleep(0.01)
        with pytest.warns(PressbibWarning, match=r"503.*the answer of .* is used"):
            page = open_fetcher.get(f"{server.url}/a", trusted=True)
    assert (page.content, page.cached) == (b"second", True)


def test_what_is_gone_is_not_replaced_by_what_was(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("first"), Answer("gone", 404))
    with fetcher(cache=tmp_path, page_age=-1.0) as open_fetcher:
        open_fetcher.get(f"{server.url}/a", trusted=True)
        with pytest.raises(FetchError, match="404"):
            open_fetcher.get(f"{server.url}/a", trusted=True)


def test_an_answer_can_be_forgotten(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("wall"), Answer("page"))
    with fetcher(cache=tmp_path) as open_fetcher:
        open_fetcher.get(f"{server.url}/a", trusted=True)
        open_fetcher.forget(f"{server.url}/a")
        open_fetcher.forget(f"{server.url}/never-asked")
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"page"


def test_offline_uses_no_socket(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.add("/a", Answer("first"))
    with fetcher(cache=tmp_path) as open_fetcher:
        open_fetcher.get(f"{server.url}/a", trusted=True)

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a socket was opened")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        with fetcher(cache=tmp_path, offline=True, page_age=0.0, refresh=True) as open_fetcher:
            page = open_fetcher.get(f"{server.url}/a", trusted=True)
            assert (page.content, page.cached) == (b"first", True)
            with pytest.raises(OfflineError, match="--offline"):
                open_fetcher.get(f"{server.url}/b", trusted=True)
        with fetcher(offline=True) as open_fetcher, pytest.raises(OfflineError):
            open_fetcher.get(f"{server.url}/a", trusted=True)


def test_a_broken_cache_is_made_anew(server: Server, tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"this is no database" * 100)
    server.add("/a", Answer("first"))
    with fetcher(cache=tmp_path) as open_fetcher:
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"first"
        assert open_fetcher.get(f"{server.url}/a", trusted=True).cached


def test_a_cache_that_cannot_be_made_is_a_warning(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    server.add("/a", Answer("first"))
    with fetcher(cache=tmp_path / "file") as open_fetcher, pytest.warns(PressbibWarning, match="cache not used"):
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"first"


def test_a_cache_that_may_not_be_written_is_a_warning(server: Server, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    server.add("/a", Answer("first"))
    with (
        as_anybody(),
        fetcher(cache=tmp_path) as open_fetcher,
        pytest.warns(PressbibWarning, match="cache not used"),
    ):
        assert open_fetcher.get(f"{server.url}/a", trusted=True).content == b"first"


def test_many_threads_share_a_cache(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer("x"))
    with fetcher(cache=tmp_path) as open_fetcher, ThreadPoolExecutor(8) as pool:
        addresses = [f"{server.url}/a?{n % 10}" for n in range(100)]
        pages = list(pool.map(lambda url: open_fetcher.get(url, trusted=True), addresses))
    assert {page.content for page in pages} == {b"x"}
