"""How the library grows: merging one record, finding, opening and the file's size, at sizes that differ a hundredfold.

    pytest tests/benchmarks/test_library_scale.py --benchmark-only -s
    PRESSBIB_BENCH_SIZES=1000,100000,1000000 pytest tests/benchmarks/test_library_scale.py --benchmark-only -s

Times are CPU time and medians, so that a busy machine does not decide; what is asserted are ratios within one run. The
libraries are kept in PRESSBIB_BENCH_FOLDER where that is set, since a million records take minutes to write.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from tests.library_records import record, records

from pressbib import formats
from pressbib.formats import csljson
from pressbib.library import Library, indexes, matching
from pressbib.library.indexes import Row

SIZES = [int(size) for size in os.environ.get("PRESSBIB_BENCH_SIZES", "1000,10000").split(",")]
IMPORTED = int(os.environ.get("PRESSBIB_BENCH_IMPORTED", "5000"))
REAL = 20_000
_NEW = 50_000_000
_AT_ONCE = 50_000


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def filled(path: Path, count: int) -> Path:
    """A library of so many records with provenance, written without looking for duplicates: there are none.

    Beyond the first REAL the records are copies under other citekeys and keys, which take less long to make.
    """
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    arrivals = [matching.prepare(record(number)) for number in range(min(count, REAL))]
    rng = random.Random(count)
    with Library(part) as library, library.batch("import", "benchmark"):
        for start in range(0, count, _AT_ONCE):
            with library._writing("import", "benchmark") as transaction:
                for number in range(start, min(start + _AT_ONCE, count)):
                    arrival = arrivals[number % REAL]
                    item, hashes = arrival.item, arrival.hashes
                    if number >= REAL:
                        item = {name: value for name, value in item.items() if name != "custom"}
                        hashes = [rng.getrandbits(63) for _ in hashes]
                    transaction.add(Row(f"work{number}", item, arrival.text, arrival.origins, ""), hashes)
        with library._writing("import", "benchmark") as transaction:
            indexes.settle_words(transaction.connection, count)
    part.rename(path)
    return path


def median_ms(task: Callable[[Any], object], inputs: list[Any]) -> float:
    """The median CPU time of a task, in milliseconds."""
    times = []
    for one in inputs:
        begin = time.process_time()
        task(one)
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000


def measure(path: Path, count: int) -> dict[str, float]:
    """The figures of one library."""
    sizes = {"file B/record": path.stat().st_size / count}
    some = range(0, min(count, REAL), max(1, min(count, REAL) // 40))
    opening = median_ms(lambda _: Library(path).close(), list(range(5)))
    with Library(path) as library:
        arriving = list(records(60, start=_NEW))
        for found in arriving[:10]:
            library.merge(found)
        merging = median_ms(library.merge, arriving[10:])
        known = [record(number) for number in some]
        again = median_ms(library.merge, known)
        words = [f"{' '.join(r.title.split()[1:4])} type:article -thesis" for r in known[:20]]
        names = [f"author:{r.author[0].family} year:1990.. has:doi" for r in known[:20]]
        common = [f"title:{word} has:doi" for word in ("ka", "kami", "mira", "toso")]
        by_words = median_ms(lambda q: list(library.records(q)), words)
        by_names = median_ms(lambda q: list(library.records(q)), names)
        first = median_ms(lambda q: list(islice(library.records(q), 20)), common)
        by_key = median_ms(library.get, [f"work{n}" for n in some])
        by_page = median_ms(library.find_press, [f"https://news.example.edu/{n}" for n in some])
        removing = median_ms(library.remove, [f"work{n}" for n in [*some][:20]])
        undoing = median_ms(lambda _: library.undo(), [*some][:20] + arriving)  # all that was changed here
        assert len(library) == count
    return {
        "open ms": opening,
        "merge new ms": merging,
        "merge known ms": again,
        "words ms": by_words,
        "author+year ms": by_names,
        "first of many ms": first,
        "get ms": by_key,
        "find_press ms": by_page,
        "remove ms": removing,
        "undo ms": undoing,
        **sizes,
    }


def test_cost_a_record_does_not_grow_with_the_library(tmp_path: Path, benchmark: Any) -> None:
    folder = Path(os.environ.get("PRESSBIB_BENCH_FOLDER", tmp_path))
    figures = {count: measure(filled(folder / f"library-{count}.db", count), count) for count in SIZES}
    names = list(next(iter(figures.values())))
    say("\n" + f"{'records':>16}" + "".join(f"{count:>12,}" for count in figures))
    for name in names:
        say(f"{name:>16}" + "".join(f"{row[name]:12.3f}" for row in figures.values()))
    merging = [row["merge new ms"] for row in figures.values()]
    longest = max(merging)
    say(f"{'':16}" + "".join(f"{'#' * round(40 * value / longest):>12}" for value in merging) + "  merge new")
    assert max(merging) / min(merging) < 1.5
    assert all(row["file B/record"] < 3000 for row in figures.values())
    benchmark(lambda: None)


def test_import_of_csl_json(tmp_path: Path, benchmark: Any) -> None:
    """Beside it in the same run: what reading the file alone takes, and writing its rows with the json module."""
    source = tmp_path / "all.json"
    items = [{**csljson.item(r), "id": f"ref{n}"} for n, r in enumerate(records(IMPORTED, provenance=False))]
    source.write_text(json.dumps(items), encoding="utf-8")
    begin = time.process_time()
    loaded = formats.load(source)
    read = time.process_time()
    with Library(tmp_path / "library.db") as library:
        added = sum(outcome.status == "added" for outcome in library.import_records(loaded, source=str(source)))
    done = time.process_time()
    for entry in json.loads(source.read_text(encoding="utf-8")):
        json.dumps(entry)
    floor = time.process_time() - done
    total = done - begin
    say(f"\n{added:,} of {IMPORTED:,} added, {IMPORTED / total:,.0f} a second: read {IMPORTED / (read - begin):,.0f},")
    say(f"merge {IMPORTED / (done - read):,.0f}; json alone takes {floor / total:.1%} of the time")
    assert added == IMPORTED
    benchmark(lambda: None)


@pytest.mark.slow
def test_dedupe_over_the_library(tmp_path: Path, benchmark: Any) -> None:
    path = filled(tmp_path / "library.db", SIZES[0])
    with Library(path) as library:
        begin = time.process_time()
        pairs = library.dedupe()
        say(f"\n{len(pairs)} pairs among {SIZES[0]:,} in {time.process_time() - begin:.2f} s")
    benchmark(lambda: None)
