"""How fast pages are read: readers and layouts on the pages of the corpus, against a bare parse by selectolax.

Run with `pytest tests/benchmarks/test_read_speed.py --benchmark-only`. The goal is 150 pages a second a core for the
median page, and time that grows with the length of a page alone. `PRESSBIB_CORPUS` names a folder of further case
folders; real pages are longer than those written for the tests.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from pressbib import layouts, readers

GOAL = 150.0


def pages() -> list[bytes]:
    folders = [Path(__file__).parent.parent / "corpus"]
    if extra := os.environ.get("PRESSBIB_CORPUS"):
        folders += sorted(path for path in Path(extra).iterdir() if path.name.startswith("press-"))
    return [path.read_bytes() for folder in folders for path in sorted(folder.glob("*/page.*"))]


def bare(content: bytes) -> None:
    LexborHTMLParser(content)


def whole(content: bytes) -> None:
    layouts.papers(readers.read(content))


def read_only(content: bytes) -> None:
    readers.read(content)


@pytest.mark.benchmark(group="read")
@pytest.mark.parametrize("step", [bare, read_only, whole], ids=["bare parse", "readers", "readers and layouts"])
def test_all_pages(benchmark: Any, step: Any) -> None:
    contents = pages()

    def run() -> None:
        for content in contents:
            step(content)

    run()
    benchmark.extra_info["pages"] = len(contents)
    benchmark.pedantic(run, rounds=3)


@pytest.mark.benchmark(group="pages a second")
def test_the_median_page_reaches_the_goal(benchmark: Any) -> None:
    contents = pages()
    for content in contents:
        whole(content)  # the words and patterns of each language are made once a process

    def spent() -> list[float]:
        times: list[float] = []
        for content in contents:
            begin = time.process_time()
            whole(content)
            times.append(time.process_time() - begin)
        return times

    median = statistics.median(benchmark.pedantic(spent, rounds=1))
    benchmark.extra_info["pages a second (median page)"] = round(1 / median)
    assert 1 / median >= GOAL, f"{1 / median:.0f} pages a second"
