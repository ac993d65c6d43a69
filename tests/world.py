"""A small world for the tests of the command line: a server on the loopback address that stands for a press office, a
magazine and the registries, and a home folder with nothing of the person's own in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pressbib.cli.cite import example_page

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>A paper</title><link>https://www.example.edu/news/a-new-paper</link></item></channel></rss>"""
CROSSREF = """{"status": "ok", "message-type": "work", "message": {"DOI": "10.5555/later", "type": "journal-article",
"title": ["On the number seven"], "author": [{"given": "Ann", "family": "Author"}], "container-title": ["Numbers"],
"volume": "7", "issue": "2", "page": "11-19", "issued": {"date-parts": [[2021, 5, 1]]}}}"""
"""Crossref's answer for one DOI, in the shape of its REST API."""

LANDING = """<!DOCTYPE html><html lang="en"><head><title>Why South Korea Should Go Nuclear | Foreign Affairs</title>
<meta property="og:site_name" content="Foreign Affairs"><meta property="og:type" content="article">
<meta property="og:title" content="Why South Korea Should Go Nuclear">
<meta property="article:published_time" content="2024-12-30T00:00:00-05:00">
<meta property="article:author" content="Robert E. Kelly"><meta property="article:author" content="Min-hyung Kim">
</head><body><a href="/issues/2025/104/1">January/February 2025</a>
<h1>Why South Korea Should Go Nuclear</h1></body></html>"""


@contextmanager
def serve() -> Iterator[str]:
    """The base address of a server that stands for www.example.edu, the magazine and the registries."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bodies = {"/news/a-new-paper": example(self.base()), "/news/feed.xml": FEED, "/landing": LANDING}
            bodies |= {f"/crossref/works/10.5555{slash}later": CROSSREF for slash in ("/", "%2F", "%2f")}
            body = bodies.get(self.path.partition("?")[0], "").replace("https://www.example.edu", self.base()).encode()
            self.send_response({"/wall": 403, "/loop": 302}.get(self.path, 200 if body else 404))
            if self.path == "/loop":
                self.send_header("Location", "/loop")
            self.send_header("Content-Type", self.kind())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def kind(self) -> str:
            if "crossref" in self.path:
                return "application/json"
            return "text/xml" if "feed" in self.path else "text/html; charset=utf-8"

        def base(self) -> str:
            return f"http://{self.headers['Host']}"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it so
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def example(base: str) -> str:
    """The example page with its link led to our server."""
    return re.sub(r"https://www\.foreign[^\s\"<]+", f"{base}/landing", example_page().read_text("utf-8"))


def furnish(tmp_path: Path, site: str) -> Path:
    """An empty home folder with what the documents talk of: saved pages, lists of links, .bib files."""
    page = example(site)
    for name in ("page.html", "saved-page.html", "saved-pages/one.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page, "utf-8")
    for name in ("links.txt", "again.txt"):
        (tmp_path / name).write_text(f"{site}/news/a-new-paper\n", "utf-8")
    for name in ("refs.bib", "thesis.bib"):
        (tmp_path / name).write_text(
            "@book{knuth1984, author = {Knuth, Donald E.}, title = {The TeXbook}, year = 1984}\n"
        )
    return tmp_path


def environment(home: Path, site: str) -> dict[str, str]:
    registries = ("CROSSREF", "DATACITE", "DOI", "ARXIV", "PUBMED", "OPENALEX", "EUROPEPMC", "OPENLIBRARY")
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_DATA_HOME": str(home / ".data"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "PRESSBIB_TRUSTED_HOSTS": site.removeprefix("http://"),
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "NO_PROXY": "127.0.0.1",
        **{f"PRESSBIB_{name}_URL": f"{site}/{name.lower()}" for name in registries},
    }


def run(arguments: list[str], env: dict[str, str], cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m pressbib` with arguments; nothing of this process's environment reaches it."""
    command = [sys.executable, "-m", "pressbib", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, input=stdin, timeout=120)
