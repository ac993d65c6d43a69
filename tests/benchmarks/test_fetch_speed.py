"""Fetching costs little more than the HTTP library under it, and threads wait side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests
from tests.servers import Answer, Server

from pressbib.fetch import Fetcher, FetchSettings

PAGE = Answer("x" * 60_000)


def cost(ask: Callable[[], Any], times: int = 200) -> float:
    """CPU seconds of this thread for an answer."""
    ask()
    begun = time.thread_time()
    for _ in range(times):
        ask()
    return (time.thread_time() - begun) / times


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_page_costs_little_more_than_requests(benchmark: Any) -> None:
    with Server() as server, Fetcher(FetchSettings(gap=0.0)) as fetcher, requests.Session() as session:
        server.add("/page", PAGE)
        address = f"{server.url}/page"
        ours, theirs = [], []
        for _ in range(3):
            ours.append(cost(lambda: fetcher.get(address, trusted=True)))
            theirs.append(cost(lambda: session.get(address).content))
        benchmark.extra_info |= {"ratio": min(ours) / min(theirs)}
        benchmark.pedantic(fetcher.get, args=(address,), kwargs={"trusted": True}, rounds=50)
    assert min(ours) < 2 * min(theirs)


def test_a_kept_answer_costs_less_than_asking(benchmark: Any, tmp_path: Path) -> None:
    with Server() as server, Fetcher(FetchSettings(gap=0.0, cache=tmp_path)) as fetcher:
        server.add("/page", PAGE)
        address = f"{server.url}/page"
        kept = cost(lambda: fetcher.get(address, trusted=True))
        asked = cost(lambda: requests.get(address, timeout=5).content, 50)
        benchmark.pedantic(fetcher.get, args=(address,), kwargs={"trusted": True}, rounds=50)
    assert len(server.requests) == 52
    assert kept < asked


def test_threads_wait_side_by_side(benchmark: Any) -> None:
    """96 slow answers from 16 hosts, 32 threads: the waiting is shared."""
    delay = 0.2
    with ExitStack() as stack:
        servers = [stack.enter_context(Server()) for _ in range(16)]
        for server in servers:
            server.add("/page", Answer("x", delay=delay))
        fetcher = stack.enter_context(Fetcher(FetchSettings(gap=0.0)))
        pool = stack.enter_context(ThreadPoolExecutor(32))
        addresses = [f"{servers[n % 16].url}/page?{n}" for n in range(96)]

        def ask_all() -> float:
            begun = time.monotonic()
            list(pool.map(lambda address: fetcher.get(address, trusted=True), addresses))
            return time.monotonic() - begun

        taken = benchmark.pedantic(ask_all, rounds=2)
    assert taken < 96 * delay / 8, "at least eight at a time"
