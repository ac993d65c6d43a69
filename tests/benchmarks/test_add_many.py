"""Four hundred saved pages, and a hundred links with a slow network.

Goals: at least 60 pages a second with --offline, memory flat (under 200 MB); a hundred links on ten hosts whose every
answer takes 0.1 s in under 10 s with --jobs 8, no host ever asked more than two things at once.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.world import environment

from pressbib.cli.cite import example_page


def pages(folder: Path, count: int) -> None:
    """Saved pages, each of a paper of its own."""
    folder.mkdir()
    text = example_page().read_text("utf-8")
    for number in range(count):
        one = text.replace("Why South Korea Should Go Nuclear", title(number))
        (folder / f"{number:04}.html").write_text(one.replace("kelly-kim", f"paper-{number}"), "utf-8")


def title(number: int) -> str:
    """A title that shares no more with others than titles do: three words of 25 that the number chooses."""
    words = (
        "River Harbour Copper Winter Parliament Orchid Railway Magnet Famine Lantern Glacier Pottery Violin Currency "
        "Monsoon Fossil Treaty Bamboo Eclipse Vaccine Cathedral Sulphur Migration Compass Theatre"
    ).split()
    first, rest = divmod(number, 625)
    chosen = [words[(rest // 25 + first) % 25], words[rest % 25], words[(rest * 7 + first) % 25]]
    return f"{chosen[0]} and {chosen[1]}: a History of the {chosen[2]}"


@pytest.mark.benchmark(group="add many")
def test_four_hundred_saved_pages(benchmark: Any, home: Path, site: str) -> None:
    pages(home / "many", 400)
    env = environment(home, site)
    command = [sys.executable, "-m", "pressbib", "add", "-q", "--offline", "many"]

    def add() -> None:
        done = subprocess.run([*command, "--library", f"{time.monotonic_ns()}.db"], env=env, cwd=home, check=False)
        assert done.returncode in (0, 4), "added, some of them left undecided for their likeness"

    benchmark.pedantic(add, rounds=1)
    seconds = benchmark.stats.stats.min
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    benchmark.extra_info.update({"pages a second": round(400 / seconds, 1), "MB": round(memory)})
    assert memory < 200


LANDING = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta name="citation_title" content="{title}"><meta name="citation_author" content="Kelly, Robert E.">
<meta name="citation_author" content="Kim, Min-hyung"><meta name="citation_journal_title" content="Foreign Affairs">
<meta name="citation_publication_date" content="2024/12/30"></head><body><h1>{title}</h1></body></html>"""


class Hosts(ThreadingHTTPServer):
    """A host that takes 0.1 s for every answer and counts how much it is asked at once."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str) -> None:
        super().__init__((address, 0), Slow)
        self.lock = threading.Lock()
        self.now = self.most = 0


class Slow(BaseHTTPRequestHandler):
    server: Hosts

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        time.sleep(0.1)
        number = int(self.path.strip("/").partition("?")[0].rpartition("/")[2].rpartition("-")[2] or 0)
        page = example_page().read_text("utf-8").replace("Why South Korea Should Go Nuclear", title(number))
        if "landing" in self.path:
            page = LANDING.format(title=title(number))
        body = page.replace(
            "https://www.foreignaffairs.com/north-korea/why-south-korea-should-go-nuclear-kelly-kim",
            f"http://{self.headers['Host']}/landing-{number}",
        ).encode()
        with self.server.lock:
            self.server.now -= 1
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it so
        """Quiet."""


@pytest.mark.benchmark(group="add many")
def test_a_hundred_links(benchmark: Any, home: Path, site: str) -> None:
    servers = [Hosts(f"127.0.0.{2 + n}") for n in range(10)]
    threads = [threading.Thread(target=server.serve_forever, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    links = [f"http://127.0.0.{2 + n % 10}:{servers[n % 10].server_port}/{n}" for n in range(100)]
    (home / "hundred.txt").write_text("\n".join(links))
    trusted = ",".join(f"127.0.0.{2 + n}:{servers[n].server_port}" for n in range(10))
    env = {**environment(home, site), "NO_PROXY": "127.0.0.0/8", "PRESSBIB_TRUSTED_HOSTS": trusted}
    command = [sys.executable, "-m", "pressbib", "cite", "-q", "--jobs", "8", "-f", "hundred.txt", "-o", "out.bib"]
    try:
        benchmark.pedantic(lambda: subprocess.run(command, env=env, cwd=home, check=True), rounds=1)
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
    benchmark.extra_info["at once"] = max(server.most for server in servers)
    assert max(server.most for server in servers) <= 2
