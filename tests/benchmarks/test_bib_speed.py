"""Reading and writing .bib files, against bibtexparser's bare splitter and writer in the same run.

Goals: reading plus writing 10,000 entries in at most 1.5 times its time (names, LaTeX and inheritance included, which
it does not do); time that grows with the number of entries; memory at most 12 times the file; changing one
entry of a 10 MB file in at most 1.5 times the time of reading it. CPU time, so that a busy machine does not decide.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from bibtexparser import writer
from bibtexparser.splitter import Splitter
from pytest_benchmark.fixture import BenchmarkFixture

from pressbib import bibfile
from pressbib.formats import bibtex
from pressbib.record import Origin, Record

ENTRY = """\
@article{{key{number},
  author = {{Kelly, Robert E. and Kim, Min-hyung and M{{\\"u}}ller, J{{\\"o}}rg}},
  title = {{Why {{South Korea}} is {words} in the {{Pacific}} region}},
  journal = {{Foreign Affairs}},
  year = {{{year}}},
  month = dec,
  volume = {{104}},
  number = {{1}},
  pages = {{{number}--{last}}},
  doi = {{10.1000/xyz.{number}}},
  url = {{https://example.org/papers/{number}}},
  issn = {{0015-7120}},
  publisher = {{Council on Foreign Relations}},
  abstract = {{{abstract}}},
  keywords = {{alliance, security, Korea}},
}}
"""
WORDS = (
    "balancing hedging drifting between neighbours and allies while watching the market for ships steel chips"
).split()


def bibliography(count: int) -> str:
    """Entries of some 800 characters, as exports have them."""
    chance = random.Random(count)
    return "\n".join(
        ENTRY.format(
            number=number,
            last=number + 9,
            year=chance.randint(1950, 2025),
            words=" ".join(chance.choices(WORDS, k=6)),
            abstract=" ".join(chance.choices(WORDS, k=50)),
        )
        for number in range(count)
    )


def seconds(run: Callable[[], Any], rounds: int = 2) -> float:
    """The least CPU time of some runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def once(benchmark: BenchmarkFixture, run: Callable[[], Any]) -> None:
    """Time one run for the table (pytest-benchmark states no types)."""
    pedantic: Callable[..., Any] = benchmark.pedantic
    pedantic(run, rounds=1)


def test_reading_and_writing(benchmark: BenchmarkFixture) -> None:
    text = bibliography(10_000)
    ours = seconds(lambda: bibtex.dump(bibtex.load(text)))
    bare = seconds(lambda: writer.write(Splitter(text).split()))
    benchmark.extra_info["times bibtexparser's splitter and writer"] = round(ours / bare, 2)
    once(benchmark, lambda: bibtex.dump(bibtex.load(text)))
    assert ours <= 1.5 * bare


def test_time_grows_with_the_file(benchmark: BenchmarkFixture) -> None:
    small, large = bibliography(10_000), bibliography(50_000)
    short = seconds(lambda: bibtex.dump(bibtex.load(small)))
    long = seconds(lambda: bibtex.dump(bibtex.load(large)), rounds=1)
    benchmark.extra_info["50,000 entries against 10,000"] = round(long / short, 1)
    once(benchmark, lambda: None)
    assert long <= 6.5 * short


def test_memory(benchmark: BenchmarkFixture) -> None:
    text = bibliography(10_000)
    tracemalloc.start()
    records = bibtex.load(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    benchmark.extra_info["memory over file"] = round(peak / len(text), 1)
    once(benchmark, lambda: None)
    assert len(records) == 10_000
    assert peak <= 12 * len(text)


def test_changing_one_entry(benchmark: BenchmarkFixture) -> None:
    text = bibliography(12_500)
    record = Record(citation_key="key777", title="Another title", provenance={"title": Origin("user")})
    record = record.replace(volume="105", DOI="10.1000/xyz.777")
    new, change = bibfile.rewrite(text, [record])
    assert change.changed == ("key777",)
    assert len(new) != len(text)
    reading = seconds(lambda: bibtex.load(text))
    changing = seconds(lambda: bibfile.rewrite(text, [record]))
    benchmark.extra_info["change against reading"] = round(changing / reading, 2)
    once(benchmark, lambda: None)
    assert changing <= 1.5 * reading
