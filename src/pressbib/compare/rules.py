"""The named penalties, and the verdict that follows from their sum."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from pressbib.compare import agree
from pressbib.compare.facts import Facts
from pressbib.compare.words import WORDS


class Verdict(Enum):
    """What two Records are to each other. Only SAME merges without asking."""

    SAME = "same"
    LIKELY = "likely"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The penalties that are not zero, weighted, by name, and the verdict."""

    penalties: Mapping[str, float]
    verdict: Verdict

    @property
    def distance(self) -> float:
        """The sum of the penalties: below 1 the same, below 2 likely, below 3 unsure."""
        return sum(self.penalties.values())


WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "title": 3.0,
        "authors": 3.0,
        "year": 1.0,
        "container": 0.7,
        "volume": 1.0,
        "issue": 0.4,
        "pages": 1.2,
        "doi": 1.0,
        "identifier": 1.0,
        "isbn": 1.0,
        "edition": 1.5,
        "version": 1.0,
        "part": 2.0,
        "about": 2.0,
        "evidence": 1.0,
    }
)
"""What each penalty weighs at its full size. A penalty of 1 alone forbids merging without asking."""

ENOUGH = 2.05
"""The evidence that a merge without asking needs; see `_evidence`."""


def compare_facts(a: Facts, b: Facts, weights: Mapping[str, float], common: Container[str]) -> Comparison:
    """Compare the facts of two Records."""
    sizes = _sizes(a, b, common)
    penalties = {name: round(size * weights[name], 3) for name, size in sizes.items() if size > 0 and weights[name]}
    return Comparison(penalties, _verdict(sum(penalties.values())))


def _verdict(distance: float) -> Verdict:
    if distance < 1:
        return Verdict.SAME
    if distance < 2:
        return Verdict.LIKELY
    return Verdict.UNSURE if distance < 3 else Verdict.DIFFERENT


def _sizes(a: Facts, b: Facts, common: Container[str]) -> dict[str, float]:
    sizes: dict[str, float] = {}
    shared = a.identifiers & b.identifiers
    if a.url and a.url == b.url:
        shared |= {f"url:{a.url}"}
    title = agree.titles(a, b) if a.title and b.title else None
    if title is not None and title < 0.98:
        sizes["title"] = min(1.0, (1 - title) * (2.2 if shared else 4))
        if sizes["title"] >= 1 and not shared:
            return sizes
    authors, people = agree.people(a, b) if a.people and b.people else (None, 0)
    if authors is not None and authors < 0.9:
        sizes["authors"] = (1 - authors) * (0.4 if shared else 1.0)
    if a.year and b.year and a.year != b.year:
        sizes["year"] = min(3.0, float(abs(a.year - b.year))) * (0.3 if shared else 1.0)
    container = agree.containers(a, b) if a.container and b.container else None
    if container is not None and container < 0.8:
        sizes["container"] = 1 - container
    for name in ("volume", "issue"):
        mine, theirs = getattr(a, name), getattr(b, name)
        if mine and theirs and mine != theirs:
            sizes[name] = 1.0
    pages = _pages(a, b)
    if pages is not None and pages < 1:
        sizes["pages"] = 1 - pages
    if a.doi and b.doi and a.doi != b.doi:
        sizes["doi"] = 1.0
    _other_works(a, b, sizes)
    if not shared:
        found = _evidence(a, b, title, authors, people, container, pages, common)
        if found < ENOUGH:
            sizes["evidence"] = ENOUGH - found + 0.95
        if title is None and not pages:
            sizes["evidence"] = max(2.0, sizes.get("evidence", 0.0))
    return sizes


def _pages(a: Facts, b: Facts) -> float | None:
    if not a.first_page or not b.first_page:
        return None
    if a.first_page == b.first_page:
        return 1.0
    if a.last_page == b.last_page:
        return 0.7
    return 0.0


def _other_works(a: Facts, b: Facts, sizes: dict[str, float]) -> None:
    """Penalties for what makes two records of alike titles two works."""
    if a.numbers != b.numbers and a.title and b.title:
        sizes["part"] = 1.0
    if a.about != b.about and a.title and b.title:
        sizes["about"] = 1.0
    if a.isbns and b.isbns and not a.isbns & b.isbns:
        sizes["isbn"] = 1.0
    if a.edition and b.edition and a.edition != b.edition:
        sizes["edition"] = 1.0
    if a.venue and b.venue and a.venue != b.venue and {a.venue, b.venue} & {"preprint", "conference", "thesis", "data"}:
        sizes["version"] = 1.0
    kinds = {i.partition(":")[0] for i in a.identifiers - b.identifiers} & {
        i.partition(":")[0] for i in b.identifiers - a.identifiers
    }
    if kinds - {"doi"}:
        sizes["identifier"] = 1.0


def _evidence(
    a: Facts,
    b: Facts,
    title: float | None,
    authors: float | None,
    people: int,
    container: float | None,
    pages: float | None,
    common: Container[str],
) -> float:
    """What speaks for one work, where no identifier is shared: a distinctive title counts 1, two authors 0.8, ..."""
    found = 0.0
    if title is not None and title > 0.85:
        found += 0.3 if is_recurring(a.title, common) or is_recurring(b.title, common) else 1.0
    if authors is not None and authors > 0.6:
        found += 0.8 if people > 1 else 0.6
    if container is not None and container >= 0.8:
        found += 0.5
    if a.year and a.year == b.year:
        found += 0.3
    if pages:
        found += 0.8 * pages if len(a.first_page) > 1 else 0.4 * pages
    if a.volume and a.volume == b.volume:
        found += 0.3
    if a.issue and a.issue == b.issue:
        found += 0.1
    return found


def is_recurring(title: str, common: Container[str]) -> bool:
    """Whether a folded title says too little to tell a work: one of a column, or of one word."""
    return title in WORDS.recurring or title in common or len(title) < 10
