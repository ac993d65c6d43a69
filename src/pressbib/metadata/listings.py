"""Whether a page without tags lists works rather than being about one: what it prints beside their titles is theirs."""

from __future__ import annotations

from collections import defaultdict

from pressbib.document import Document
from pressbib.metadata import citations
from pressbib.patterns import prepare

_MOST_LINES = 400
_FEW = 3
_TWO_NUMBERS = prepare(r"\d\D{1,60}\d")
_BY = prepare(r"(?:By|Von|Par|Por|Di)\s[A-ZÀ-Þ]")


def is_list(document: Document) -> bool:
    """Whether more than a few lines name people (`By …`), or the first that gives a volume and pages is one of several
    alike: the works that a page lists stand in elements of one kind. What stands among references does not count."""
    bylines = 0
    places: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for line in document.lines[:_MOST_LINES]:
        if citations.opens_references(line):
            break
        if line.region in citations.AWAY or len(line.text) > 120:
            continue
        bylines += len(line.text) < 60 and _BY.match(line.text) is not None
        if not _TWO_NUMBERS.search(line.text):
            continue
        found = citations.parse(line.text)
        if "volume" in found and "page" in found:
            places[line.tag, line.within].add(found["page"])
    first = next(iter(places.values()), set())
    return bylines > _FEW or len(first) >= _FEW
