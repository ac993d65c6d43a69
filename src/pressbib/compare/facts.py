"""What comparing looks at: the facts of one Record, folded once, so that a comparison only compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pressbib.compare.fold import fold, fold_name, without_notes
from pressbib.compare.words import WORDS
from pressbib.identifiers import doi_key, identify, identify_url, normalise_isbn, url_key
from pressbib.record import Name, Record

_SUBTITLE = re.compile(r"\s*[:;?!]\s+|\s+[-‐‑‒–—―]+\s+|\s*[—―]\s*|\.\s+(?=[A-ZÀ-Þ])")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})$")
_PAREN = re.compile(r"\s*\([^()]{0,80}\)\s*$")
_PAGE = re.compile(r"([a-z]*)0*(\d+)([a-z]*)")


@dataclass(frozen=True, slots=True)
class Person:
    """family and given folded, the initials of the given names; tokens are all words of the name."""

    family: str
    initials: str
    given: str
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """One Record as comparing sees it. Absent facts are empty.

    title: folded, without notes in brackets; main: the part before the subtitle; numbers: the numbers in the title;
    about: the words that make a record one about another work (`erratum`, `reply`); identifiers: `doi:…`, `pmid:…`;
    pages: first and last page; venue: `preprint`, `journal`, `conference`, `book`, `chapter`, `thesis`, `report`,
    `data` or "".
    """

    title: str
    main: str
    others: tuple[str, ...]
    numbers: tuple[str, ...]
    about: frozenset[str]
    people: tuple[Person, ...]
    families: frozenset[str]
    partial: bool
    year: int
    container: str
    container_words: tuple[str, ...]
    volume: str
    issue: str
    first_page: str
    last_page: str
    doi: str
    identifiers: frozenset[str]
    isbns: frozenset[str]
    url: str
    venue: str
    edition: str
    abstract: str


def read(record: Record) -> Facts:
    """The facts of a Record."""
    title, main = read_title(record.title)
    if record.part_title:
        title = f"{title} {fold(record.part_title)}"
    others = tuple(read_title(text)[0] for text in (record.original_title, record.title_short) if text)
    people = read_people(record.author or record.editor)
    container, words = read_container(record.container_title or record.event_title)
    first, last = read_pages(record.page or record.page_first)
    doi, identifiers = read_identifiers(record)
    return Facts(
        title=title,
        main=main,
        others=others,
        numbers=read_numbers(title),
        about=WORDS.about.intersection(title.split()),
        people=people,
        families=frozenset(person.family for person in people),
        partial=record.authors_complete is False,
        year=(record.issued.year or 0) if record.issued else 0,
        container=container,
        container_words=words,
        volume=read_number(record.volume),
        issue=read_number(record.issue),
        first_page=first,
        last_page=last,
        doi=doi,
        identifiers=identifiers,
        isbns=frozenset(filter(None, map(normalise_isbn, re.split(r"[\s,;]+", record.ISBN)))) if record.ISBN else _NONE,
        url=url_key(record.URL) if record.URL else "",
        venue=read_venue(record, words),
        edition=fold(record.edition),
        abstract=record.abstract,
    )


_NONE: frozenset[str] = frozenset()


def read_title(text: str) -> tuple[str, str]:
    """A title folded, whole and without its subtitle."""
    text = without_notes(text)
    whole = fold(text)
    match = _SUBTITLE.search(text, 3)
    main = fold(text[: match.start()]) if match else whole
    return whole, main


def read_numbers(title: str) -> tuple[str, ...]:
    """The numbers of a folded title, roman ones as digits, sorted.

    >>> read_numbers("a history of x part ii 1900 1950")
    ('1900', '1950', '2')
    """
    found = []
    for word in title.split():
        if word.isdigit():
            found.append(word.lstrip("0") or "0")
        elif word in _ROMANS:
            found.append(_ROMANS[word])
    return tuple(sorted(found))


_ROMANS = {r: str(n) for n, r in enumerate("ii iii iv vi vii viii ix xi xii xiii xiv xv".split(), 2)}
_ROMANS = dict(zip("ii iii iv vi vii viii ix xi xii xiii".split(), "2 3 4 6 7 8 9 11 12 13".split(), strict=True))


def read_people(names: Sequence[Name]) -> tuple[Person, ...]:
    return tuple(person for name in names if (person := read_person(name)) is not None)


def read_person(name: Name) -> Person | None:
    """One name as comparing sees it; None for an empty one."""
    return _person(name.family, name.given, name.non_dropping_particle, name.dropping_particle, name.literal)


@lru_cache(maxsize=65536)
def _person(family: str, given: str, particle: str, dropping: str, literal: str) -> Person | None:
    if literal or not family:
        words = fold_name(literal or given)
        return Person(words, "", "", frozenset(words.split())) if words else None
    family, given = fold_name(family), fold_name(given)
    if particle or dropping:
        family = fold_name(f"{dropping} {particle}") + " " + family
    initials = "".join(word[0] for word in given.split())
    return Person(family, initials, given, frozenset(family.split()).union(given.split()))


@lru_cache(maxsize=65536)
def read_container(text: str) -> tuple[str, tuple[str, ...]]:
    """The title of a container folded, and its words that tell containers apart."""
    folded = fold(_PAREN.sub("", text))
    return folded, tuple(word for word in folded.split() if word not in WORDS.filler)


def read_pages(text: str) -> tuple[str, str]:
    """First and last page: `397-400`, `S52-59`, `e158-66`; the last one completed (`1973-9` is 1973 to 1979)."""
    parts = [part for part in re.split(r"[^a-z0-9]+", fold(text).replace(" ", "-")) if part]
    if not parts:
        return "", ""
    first = parts[0].lstrip("0")
    last = parts[1].lstrip("0") if len(parts) > 1 else first
    digits = first.lstrip("abcdefghijklmnopqrstuvwxyz")
    if last.isdigit() and len(last) < len(digits):
        last = first[: len(first) - len(last)] + last
    return first, last


def read_number(text: str) -> str:
    """A volume or issue: `013`, `Vol. 13`, `13 (Suppl 2)` -> `13`; without digits the folded text."""
    if not text:
        return ""
    match = _DIGITS.search(text)
    return (match[0].lstrip("0") or "0") if match else fold(text)


def read_identifiers(record: Record) -> tuple[str, frozenset[str]]:
    """The DOI's key, and all identifiers of the work itself as `kind:value`."""
    doi = doi_key(record.DOI) if record.DOI else ""
    found = []
    if record.PMID:
        found.append(f"pmid:{record.PMID.strip()}")
    if record.PMCID:
        found.append(f"pmcid:{record.PMCID.strip().upper().removeprefix('PMC')}")
    if record.URL:
        identifier = identify_url(record.URL)
        if identifier and identifier.kind == "DOI":
            doi = doi or doi_key(identifier.value)
        elif identifier and identifier.kind not in ("ISBN", "ISSN", "ORCID"):
            found.append(f"{identifier.kind.lower()}:{identifier.value.lower()}")
    if record.number or record.archive_location:
        identifier = identify(record.archive_location or record.number)
        if identifier and identifier.kind == "arXiv":
            found.append(f"arxiv:{identifier.value.lower()}")
    if doi:
        found.append(f"doi:{doi}")
    return doi, frozenset(found)


def read_venue(record: Record, words: tuple[str, ...]) -> str:
    """The kind of venue that a work appeared in: what tells versions of one work apart."""
    kind = _VENUES.get(record.type, "")
    said = set(words)
    if said & WORDS.preprint or record.genre.lower() == "preprint":
        return "preprint"
    if kind in ("journal", "conference", ""):
        if said & WORDS.conference:
            return "conference"
        if said & WORDS.journal:
            return "journal"
    return kind


_VENUES = {
    "article": "preprint",
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "journal",
    "paper-conference": "conference",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "dataset": "data",
    "software": "data",
}
