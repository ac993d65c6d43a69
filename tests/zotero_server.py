"""A small real server that behaves as Zotero does on port 23119, and as zotero.org's API, as far as pushing goes.

Host check, a closed connection for browsers without the header, version headers on every answer, sessions, read-only
libraries, the local API with its server ID, keys for one use, write tokens and versions. What it holds is in `items`.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Item = dict[str, Any]


@dataclass
class Zotero:
    """The state of the program, which outlives a restart of its server (sessions and write tokens do not)."""

    version: str = "10.0.0"
    local_api: bool = False
    editable: bool = True
    allow: bool = True
    remember: bool = False
    web_key: str = ""
    user: int = 4711
    port: int = 0
    items: list[Item] = field(default_factory=list)
    collections: dict[str, str] = field(default_factory=lambda: {"C12": "Thesis"})
    requests: list[str] = field(default_factory=list)
    sessions: dict[str, list[Item]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    keys: dict[str, bool] = field(default_factory=dict)
    server_id: str = field(default_factory=lambda: secrets.token_hex(8))
    drop_saved: int = 0
    """How many of the next writes are carried out without an answer."""
    busy: int = 0
    """How many of the next API writes are answered 429."""
    largest: int = 0
    _server: ThreadingHTTPServer | None = None
    _thread: threading.Thread | None = None

    def start(self) -> str:
        """Listen; the base address."""
        zotero = self

        class Handler(_Handler):
            state = zotero

        class Server(ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.sessions, self.tokens, self.keys = {}, set(), {}
        self.server_id = secrets.token_hex(8)
        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def papers(self) -> list[Item]:
        return [item for item in self.items if item["itemType"] not in ("note", "webpage")]


@contextlib.contextmanager
def running(**settings: Any) -> Iterator[tuple[Zotero, str]]:
    """A running Zotero with these settings, and its base address."""
    zotero = Zotero(**settings)
    base = zotero.start()
    try:
        yield zotero, base
    finally:
        zotero.stop()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Zotero

    def do_GET(self) -> None:
        self.answer_request("GET")

    def do_POST(self) -> None:
        self.answer_request("POST")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Quiet."""

    def answer_request(self, method: str) -> None:
        path = urlsplit(self.path).path
        self.state.requests.append(f"{method} {path}")
        if not self.state.web_key and not re.fullmatch(
            r"(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?", self.headers["Host"]
        ):
            self.reply(400, "Invalid Host header")
            return
        is_browser = self.headers.get("User-Agent", "").startswith("Mozilla/") or "Origin" in self.headers
        if is_browser and "X-Zotero-Connector-API-Version" not in self.headers:
            self.close_connection = True
            return
        body = b""
        if method == "POST":
            if "Content-Length" not in self.headers:
                self.reply(400, "Content-length not provided")
                return
            body = self.rfile.read(int(self.headers["Content-Length"]))
        if path.startswith("/api/"):
            self.local_api(method, path.removeprefix("/api"), body)
        elif self.state.web_key:
            self.web_api(method, path, body)
        else:
            self.connector(method, path, body)

    def reply(self, status: int, body: object = "", **headers: str) -> None:
        is_text = isinstance(body, str)
        content = str(body).encode() if is_text else json.dumps(body).encode()
        self.send_response(status)
        if not self.state.web_key:
            self.send_header("X-Zotero-Version", self.state.version)
            self.send_header("X-Zotero-Connector-API-Version", "3")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "text/plain" if is_text else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    # The connector

    def connector(self, method: str, path: str, body: bytes) -> None:
        if path == "/connector/ping":
            self.reply(200, "Zotero is running" if method == "GET" else {"prefs": {"automaticSnapshots": True}})
            return
        known = {
            "/connector/getSelectedCollection": self.selected,
            "/connector/saveItems": self.save,
            "/connector/updateSession": self.update,
        }
        if path not in known or method != "POST":
            self.reply(404, "No endpoint found")
        elif not self.headers.get("Content-Type", "").startswith("application/json"):
            self.reply(400, "Endpoint does not support content-type")
        else:
            known[path](json.loads(body))

    def selected(self, _: Any) -> None:
        editable = self.state.editable
        targets = [{"id": "L1", "name": "My Library", "level": 0}]
        targets += [{"id": key, "name": name, "level": 1} for key, name in self.state.collections.items()]
        self.reply(
            200,
            {"libraryID": 1, "libraryName": "My Library", "libraryEditable": editable, "editable": editable,
             "id": None, "name": "My Library", "targets": targets},
        )  # fmt: skip

    def save(self, told: Any) -> None:
        session = told["sessionID"]
        if session in self.state.sessions:
            self.reply(409, {"error": "SESSION_EXISTS"})
            return
        if not self.state.editable:
            self.reply(500, {"libraryEditable": False})
            return
        assert all(item.get("id") for item in told["items"])
        self.state.largest = max(self.state.largest, len(told["items"]))
        self.state.sessions[session] = told["items"]
        self.state.items += told["items"]
        if self.state.drop_saved:
            self.state.drop_saved -= 1
            self.close_connection = True
            return
        self.reply(201)

    def update(self, told: Any) -> None:
        items = self.state.sessions.get(told.get("sessionID"))
        if items is None:
            self.reply(400, {"error": "SESSION_NOT_FOUND"})
            return
        target = told.get("target", "")
        if target and target not in ("L1", *self.state.collections):
            self.reply(400, {"error": "COLLECTION_NOT_FOUND"})
            return
        for item in items:
            item["collections"] = [target] if target else []
            item["tags"] = [*item.get("tags", []), *({"tag": tag} for tag in told.get("tags", []))]
        self.reply(200, {})

    # The API, local and on the web

    def local_api(self, method: str, path: str, body: bytes) -> None:
        if not self.state.local_api:
            self.reply(403, "Local API is not enabled")
            return
        identity = {"Zotero_Server_ID": self.state.server_id}
        if path == "/local/authorize":
            if not self.state.allow:
                self.reply(403, {"denied": True}, **identity)
                return
            key = secrets.token_hex(12)
            self.state.keys[key] = self.state.remember
            self.reply(200, {"key": key, "remember": self.state.remember}, **identity)
            return
        if method == "POST":
            if int(self.state.version.split(".")[0]) < 10:
                self.reply(405, "Method Not Allowed", **identity)
                return
            server = self.headers.get("Zotero-Server-ID")
            if server != self.state.server_id:
                self.reply(412 if server else 428, "Zotero-Server-ID", **identity)
                return
            key = self.headers.get("Zotero-API-Key", "")
            if key not in self.state.keys:
                self.reply(401, "Invalid key", **identity)
                return
            if not self.state.keys[key]:
                del self.state.keys[key]
        self.api(method, path.removeprefix("/users/0"), body, identity)

    def web_api(self, method: str, path: str, body: bytes) -> None:
        if self.headers.get("Zotero-API-Key") != self.state.web_key:
            self.reply(403, "Invalid key")
        elif path == "/keys/current":
            self.reply(200, {"key": self.state.web_key, "userID": self.state.user, "access": {}})
        elif match := re.fullmatch(r"/(?:users|groups)/\d+(/.*)", path):
            self.api(method, match[1], body, {})
        else:
            self.reply(404, "Not found")

    def api(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        if method == "POST" and path == "/items":
            self.create(json.loads(body), headers)
        elif path == "/collections":
            self.reply(200, [{"key": k, "data": {"name": n}} for k, n in self.state.collections.items()], **headers)
        elif path == "/items":
            sought = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
            library = {"type": "user", "id": self.state.user}
            found = [
                {"key": item.get("key", ""), "library": library, "data": item}
                for item in self.state.items
                if sought in item.get("title", "")
            ]
            self.reply(200, found, **headers)
        elif match := re.fullmatch(r"/items/([A-Z0-9]{8})", path):
            there = any(item.get("key") == match[1] for item in self.state.items)
            self.reply(200 if there else 404, {}, **headers)
        else:
            self.reply(404, "Not found", **headers)

    def create(self, items: list[Item], headers: dict[str, str]) -> None:
        if self.state.busy:
            self.state.busy -= 1
            self.reply(429, "Too many requests", Retry_After="0", **headers)
            return
        token = self.headers.get("Zotero-Write-Token", "")
        if token in self.state.tokens:
            self.reply(412, "Write token already used", **headers)
            return
        assert 1 <= len(items) <= 50
        self.state.largest = max(self.state.largest, len(items))
        success, failed = {}, {}
        for number, item in enumerate(items):
            if not item.get("title", "x"):
                failed[str(number)] = {"code": 400, "message": "'title' is empty"}
            elif any(item.get("key") == other.get("key") for other in self.state.items if item.get("key")):
                failed[str(number)] = {"code": 412, "message": "Item exists"}
            else:
                self.state.items.append(item)
                success[str(number)] = item.get("key", "")
        self.state.tokens.add(token)
        if self.state.drop_saved:
            self.state.drop_saved -= 1
            self.close_connection = True
            return
        self.reply(200, {"success": success, "unchanged": {}, "failed": failed}, **headers)
