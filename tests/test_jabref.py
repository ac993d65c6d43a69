"""Pushing to JabRef, against a server that answers as JabRef's does."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pressbib import formats
from pressbib.errors import PushError
from pressbib.integrations import jabref
from pressbib.library import Library
from pressbib.record import Name, Record
from tests import zotero_server


class JabRef:
    """What a server of JabRef was sent. mode: `open` with a library, `none` open, `headless`."""

    def __init__(self, mode: str = "open") -> None:
        self.mode = mode
        self.bodies: list[str] = []
        self.groups: list[str] = []


@contextlib.contextmanager
def running(mode: str = "open") -> Iterator[tuple[JabRef, str]]:
    state = JabRef(mode)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.reply(200, json.dumps(["demo", "current"]) if urlsplit(self.path).path == "/libraries" else "<html>")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
            parts = urlsplit(self.path)
            if parts.path != "/libraries/current/entries" or state.mode == "none":
                self.reply(404, "No library")
            elif state.mode == "headless":
                self.reply(400, "Only possible in GUI mode.")
            elif not body.strip() or not self.headers["Content-Type"].startswith("application/x-bibtex"):
                self.reply(400, "empty")
            else:
                state.bodies.append(body)
                state.groups += parse_qs(parts.query).get("group", [])
                self.reply(204, "")

        def reply(self, status: int, text: str) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def paper(number: int) -> Record:
    author = (Name(family="오", given="승우"), Name(family="Haddad", given="Lina"))
    return Record(type="article-journal", citation_key=f"haddad{number}", title=f"Bridge {number}", author=author)


def test_entries_arrive_as_bibtex_in_batches_and_once(tmp_path: Path) -> None:
    records = [paper(number) for number in range(1, 61)]
    with Library(tmp_path / "library.db") as library, running() as (state, base):
        for record in records:
            library.merge(record)
        kept = list(library.records())
        pushed = list(jabref.push(kept, base_url=base, library=library, group="Press"))
        again = list(jabref.push(kept, base_url=base, library=library))
    assert {one.status for one in pushed} == {"pushed"}
    assert {one.status for one in again} == {"already"}
    assert [body.count("@article{") for body in state.bodies] == [50, 10]
    assert state.groups == ["Press", "Press"]
    read = [record for body in state.bodies for record in formats.load(body, "biblatex")]
    assert [record.title for record in read] == [record.title for record in kept]
    assert read[0].author[0].family == "오"


@pytest.mark.parametrize(("mode", "said"), [("none", "no library open"), ("headless", "without its window")])
def test_what_jabref_refuses_is_said(mode: str, said: str) -> None:
    with running(mode) as (_, base), pytest.raises(PushError, match=said):
        list(jabref.push([paper(1)], base_url=base))


def test_zotero_on_the_same_port_is_told_apart() -> None:
    with zotero_server.running() as (state, base), pytest.raises(PushError, match="Zotero answers"):
        list(jabref.push([paper(1)], base_url=base))
    assert state.items == []


def test_jabref_that_does_not_answer_is_said_with_what_to_do() -> None:
    with running() as (_, base):
        pass
    with pytest.raises(PushError, match=r"turn its HTTP server on .* --file refs\.bib"):
        list(jabref.push([paper(1)], base_url=base))
