"""How fast landing pages are read (bytes -> Document -> Record), against a bare parse of the same pages by selectolax.

Goal: at least 200 pages a second on one core, over a mixture of pages; those whose tags say everything take the least,
those that must be read in print the most. The ratio to the bare parse, in CPU time of the same run, says how much of it
is ours.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from selectolax.lexbor import LexborHTMLParser

from pressbib import metadata, readers

URL = "https://journal.example.org/articles/{}"


def landing_page(number: int, kind: str) -> bytes:
    """A page of about 60 kB: tags, navigation, an abstract, 40 sections and 60 references.

    kind: `tags` that say everything, `no-doi` (a citation of a work without one, and none cited), `news` (JSON-LD of a
    newspaper), or `print`, where nothing but the page itself says what it is.
    """
    tagged = kind in ("tags", "no-doi")
    tags = {
        "citation_title": f"On the wings of moth number {number}",
        "citation_journal_title": "Journal of Examples",
        "citation_publication_date": "2020/02/03",
        "citation_volume": "7",
        "citation_issue": "2",
        "citation_firstpage": str(number),
        "citation_lastpage": str(number + 9),
        "citation_issn": "0028-0836",
    }
    if kind == "tags":
        tags["citation_doi"] = f"10.5555/wings.{number}"
    news = {
        "@type": "NewsArticle",
        "headline": f"On the wings of moth number {number}",
        "datePublished": "2020-02-03T04:05:06Z",
        "author": [{"@type": "Person", "name": f"Given{i} Author{i}"} for i in range(8)],
        "publisher": {"@type": "Organization", "name": "Daily Example"},
        "url": URL.format(number),
    }
    authors = [f"Author{i}, Given{i} M." for i in range(8)]
    metas = [f'<meta name="{key}" content="{value}">' for key, value in tags.items()] if tagged else []
    metas += [f'<meta name="citation_author" content="{name}">' for name in authors] if tagged else []
    metas += [f'<script type="application/ld+json">{json.dumps(news)}</script>'] if kind == "news" else []
    menu = "".join(f'<li class="menu-item"><a href="/section/{i}">Section {i}</a></li>' for i in range(80))
    text = "Moths of the example kind fly at night, and what they do by day nobody has asked so far. " * 12
    sections = "".join(f'<section class="section"><h2>Part {i}</h2><p>{text}</p></section>' for i in range(40))
    cited_at = "https://archive.example.net/" if kind == "no-doi" else "https://doi.org/10.9999/other."
    cited = "".join(
        f'<li class="ref"><span>Else, S. et al. Another work no. {i}. <i>Other J.</i> <b>{i}</b>, 1–9 (1999).</span>'
        f'<a href="{cited_at}{i}">Link</a></li>'
        for i in range(60)
    )
    body = (
        f'<nav><ul>{menu}</ul></nav><main><article><h1>On the wings of moth number {number}</h1><ul class="authors">'
        + "".join(f"<li>Given{i} M. Author{i}<sup>{i}</sup></li>" for i in range(8))
        + f'</ul><div class="citation">Journal of Examples 7 (2), 2020: {number}-{number + 9}</div>{sections}'
        f"<h2>References</h2><ol>{cited}</ol></article></main>"
    )
    title = f"<title>On the wings of moth number {number} | Journal of Examples</title>"
    return f"<!doctype html><html lang=en><head>{title}{''.join(metas)}</head><body>{body}</body></html>".encode()


def read(pages: list[bytes]) -> list[str]:
    """The titles that are read."""
    found = []
    for number, page in enumerate(pages):
        document = readers.read(page, url=URL.format(number), brief_if=metadata.BRIEF)
        record = metadata.read(document)
        assert record is not None
        assert len(record.author) == 8
        found.append(record.title)
    return found


def parse(pages: list[bytes]) -> int:
    return sum(LexborHTMLParser(page.decode()).root is not None for page in pages)


def cpu(work: Callable[[list[bytes]], object], pages: list[bytes]) -> float:
    """CPU seconds, the best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        work(pages)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.benchmark(group="landing pages")
@pytest.mark.parametrize(
    ("kinds", "most"),
    [(("tags",), 12), (("no-doi",), 14), (("news",), 20), (("print",), 60), (("tags", "no-doi", "news", "print"), 25)],
    ids=["tags", "no-doi", "news", "print", "mixed"],
)
def test_landing_pages(benchmark: BenchmarkFixture, kinds: tuple[str, ...], most: float) -> None:
    pages = [landing_page(number, kinds[number % len(kinds)]) for number in range(1, 101)]
    run: Callable[..., list[str]] = benchmark  # pytest-benchmark states no types
    titles = run(read, pages)
    assert titles[0] == "On the wings of moth number 1"
    ours, bare = cpu(read, pages), cpu(parse, pages)
    benchmark.extra_info.update(
        {
            "pages a second": round(len(pages) / ours),
            "bare parse, pages a second": round(len(pages) / bare),
            "times a bare parse": round(ours / bare, 1),
            "kB a page": round(sum(map(len, pages)) / len(pages) / 1000),
        }
    )
    assert ours < most * bare
