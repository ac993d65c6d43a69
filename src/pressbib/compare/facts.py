"""What comparing looks at: the facts of one Record, folded once, so that a comparison only compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pressbib.classes import dataclass
from pressbib.compare.fold import LONGEST, fold, fold_name, split_notes
from pressbib.compare.words import WORDS
from pressbib.identifiers import Identifier, doi_key, identify, identify_url, isbn_key, url_key
from pressbib.patterns import prepare
from pressbib.record import Date, Name, Record

# What a subtitle stands after: `: `, ` – `, `—`, `. T`. The sign comes first, so that titles without one cost nothing.
_SUBTITLE = prepare(r"[-:;?!.‐‑‒–—―](?:(?<=[:;?!])\s|(?<=\s[-‐‑‒–—―])[-‐‑‒–—―]{0,2}\s|(?<=[—―])|(?<=\.)\s(?=[A-ZÀ-Þ]))")
_ASIDE = prepare(r"\([^()]{0,80}\)")
_PAGE = prepare(r"\d+")
_DIGITS = prepare(r"\d+")
# Web of Science and Scopus print the place of the corrected article after the title of a correction.
_CORRECTED_PLACE = prepare(
    r"\(vol\.? \d{1,5}, (?:pg?|pp|art)\.? |\((?:18|19|20)\d\d\) \d{1,5} \(\d{1,6}[-–]\d{1,6}\)\)\W{0,3}$"
)
_ROMANS = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}


@dataclass(slots=True)
class Title:
    """text: folded; main: without the subtitle; bare: without what stands in parentheses; tight: text without spaces.

    about: the kind of record that tells of another work under its title (`erratum`, `reply`, `review`), or "".
    """

    text: str
    main: str
    bare: str
    tight: str
    numbers: frozenset[str]
    about: str


class Person(NamedTuple):
    """family and given folded, the initials of the given names; tokens are all words of the name.

    asian: written in Chinese characters, kana or Hangul, whose reading need not be the one that people use.
    """

    family: str
    initials: str
    given: str
    tokens: frozenset[str]
    asian: bool = False


@dataclass(slots=True)
class Facts:
    """One Record as comparing sees it; never changed once read. Absent facts are empty.

    others: the same title in other words (another language, a short form), folded; day: for what is dated to the day
    (news, posts), counted from some day; first_page, last_page: without letters; identifiers: `doi:…`, `pmid:…`;
    venue: `preprint`, `journal`, `conference`, `book`, `chapter`, `thesis`, `report`, `data` or ""; is_venue_said: the
    container's title says so, not only the item type; abstract: the beginning of one that is long enough to tell works
    apart.
    """

    title: Title
    others: tuple[str, ...]
    people: tuple[Person, ...]
    year: int
    day: int
    container: str
    container_words: tuple[str, ...]
    volume: str
    issue: str
    first_page: str
    last_page: str
    doi: str
    identifiers: frozenset[str]
    isbns: frozenset[str]
    venue: str
    is_venue_said: bool
    edition: str
    abstract: str


def read(record: Record) -> Facts:
    """The facts of a Record."""
    part = f"{record.part_title} {record.part}".strip() if record.part_title or record.part else ""
    title, translation = read_title(record.title, part)
    others = [fold(text) for text in (record.original_title, record.title_short) if text]
    if translation:
        others.append(translation)
    alone = record.type in _ALONE
    container, words = read_container(
        record.container_title or record.event_title or (record.publisher if alone else "")
    )
    first, last = read_pages(record.page or record.page_first) if record.page or record.page_first else ("", "")
    doi, identifiers = read_identifiers(record)
    year = (record.issued.year or 0) if record.issued else 0
    venue, is_said = read_venue(record, words, doi)
    edition = record.edition or record.version or (record.genre if record.type == "thesis" else "")
    return Facts(
        title=title,
        others=tuple(others),
        people=read_people(record.author or record.editor),
        year=year,
        day=read_day(record.issued) if record.type in _DATED and record.issued else 0,
        container=container,
        container_words=words,
        volume=volume
        if (volume := read_number(record.volume or (record.number if alone else ""))) != str(year)
        else "",
        issue=read_number(record.issue),
        first_page=first,
        last_page=last,
        doi=doi,
        identifiers=identifiers,
        isbns=read_isbns(record.ISBN) if record.ISBN else _NONE,
        venue=venue,
        is_venue_said=is_said,
        edition=fold(edition) if edition else "",
        abstract=read_abstract(record.abstract) if record.abstract else "",
    )


_ALONE = frozenset(("book", "thesis", "report", "manuscript", "pamphlet", "patent", "standard", "software", "dataset"))
"""Works that nothing holds: their publisher and their own number stand for container and volume."""
_DATED = frozenset(
    ("article-newspaper", "article-magazine", "post", "post-weblog", "webpage", "broadcast", "interview")
)
_NONE: frozenset[str] = frozenset()
_NO_TITLE = Title("", "", "", "", _NONE, "")


def read_title(text: str, part: str = "") -> tuple[Title, str]:
    """A title, and its translation where a database put one in brackets after it (folded, else "")."""
    if not text:
        return _NO_TITLE, ""
    text, notes = split_notes(text[:LONGEST])
    whole = fold(text)
    match = _SUBTITLE.search(text, 3)
    main = fold(text[: match.start()]) if match else whole
    if match and main in WORDS.marks:
        return read_title(text[match.end() :], part)
    bare = fold(_ASIDE.sub("", text)) or whole if "(" in text else whole
    if part:
        whole = f"{whole} {fold(part)}"
    title = Title(whole, main, bare, whole.replace(" ", ""), read_numbers(whole), read_about(whole, text))
    translation = fold(notes) if notes.count(" ") >= 3 else ""
    return title, "" if read_about(translation, "") else translation


def read_numbers(title: str) -> frozenset[str]:
    """The numbers of a folded title, roman ones as digits.

    >>> sorted(read_numbers("a history of x part ii 1900 1950"))
    ['1900', '1950', '2']
    """
    words = title.split()
    found = [word.lstrip("0") or "0" for word in words if word.isdigit()]
    found += [_ROMANS[word] for word in words if word in _ROMANS]
    return frozenset(found) if found else _NONE


def read_about(folded: str, text: str) -> str:
    """`erratum`, `reply`, `review` where a title says that the record is about another work."""
    if folded.partition(" ")[0] in WORDS.about_first or folded.rpartition(" ")[2] in WORDS.about_last:
        for about in WORDS.about:
            if folded.startswith(about.starts) or (folded.endswith(about.ends) and not folded.endswith(WORDS.included)):
                return about.kind
    return "erratum" if "(" in text and _CORRECTED_PLACE.search(text) else ""


def read_people(names: Sequence[Name]) -> tuple[Person, ...]:
    """A list of names as comparing sees them, empty names left out."""
    return tuple([person for name in names if (person := read_person(name)) is not None])


def read_person(name: Name) -> Person | None:
    """One name as comparing sees it; None for an empty one."""
    return _person(name.family, name.given, name.non_dropping_particle, name.dropping_particle, name.literal)


@lru_cache(maxsize=65536)
def _person(family: str, given: str, particle: str, dropping: str, literal: str) -> Person | None:
    if literal or not family:
        words = fold_name(literal or given)
        if not words.strip("? "):
            return None
        return Person(words, "", "", frozenset(words.split()), _is_asian(literal or given))
    asian = _is_asian(family)
    if not given.istitle() and not family.isupper() and given.isascii():
        given = _INITIALS.sub(lambda match: " ".join(match[0]), given)
    family, given = fold_name(family), fold_name(given)
    if particle or dropping:
        family = fold_name(f"{dropping} {particle}") + " " + family
    if not family.strip("? "):
        return None  # a lost name
    givens = given.split()
    initials = "".join([word[0] for word in givens])
    return Person(family, initials, given, frozenset((*family.split(), *givens)), asian)


_INITIALS = prepare(r"\b[A-Z]{2,3}\b")  # `Kelly RE`, as PubMed writes it


def _is_asian(name: str) -> bool:
    return not name.isascii() and any("\u2e80" <= character <= "\ud7ff" for character in name)


@lru_cache(maxsize=65536)
def read_container(text: str) -> tuple[str, tuple[str, ...]]:
    """The title of a container folded, and its words that tell containers apart."""
    text = text.partition(".Conference")[0]  # Embase: the journal, then the conference whose abstracts it prints
    folded = fold(_ASIDE.sub("", text) or text)
    return folded, tuple([word for word in folded.split() if word not in WORDS.filler])


def read_pages(text: str) -> tuple[str, str]:
    """First and last page: `397-400`, `e158-66`, `c37-c42`; the last one completed (`1973-9` is 1973 to 1979).

    Letters before digits are left out: databases print them or not.
    """
    parts = _PAGE.findall(text.lower())
    if not parts:
        return fold(text), ""
    first = parts[0].lstrip("0") or "0"
    last = parts[1].lstrip("0") if len(parts) > 1 else first
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def read_number(text: str) -> str:
    """A volume or issue: `013`, `Vol. 13`, `13 (Suppl 2)` -> `13`; without digits the folded text."""
    if not text:
        return ""
    match = _DIGITS.search(text)
    return (match[0].lstrip("0") or "0") if match else fold(text)


def read_day(date: Date) -> int:
    """A full date as a number of days, near enough to tell days apart; 0 for one that is not full."""
    if len(date.start) < 3:
        return 0
    year, month, day = date.start[:3]
    return year * 366 + month * 31 + day


def read_abstract(text: str) -> str:
    """The first 150 letters and digits of an abstract, "" for a shorter one (`No abstract available.`)."""
    letters = "".join(filter(str.isalnum, text[:400].lower()))
    return letters[:150] if len(letters) >= 150 else ""


def read_isbns(text: str) -> frozenset[str]:
    """The ISBNs of a text, as keys that compare (ISBN-10 and ISBN-13 of one book are one key)."""
    return frozenset(filter(None, map(isbn_key, re.split(r"[\s,;]+", text))))


def read_identifiers(record: Record) -> tuple[str, frozenset[str]]:
    """The DOI's key, and all identifiers of the work itself as `kind:value`."""
    doi = _doi(record.DOI) if record.DOI else ""
    url = record.URL
    if url and (match := _CLEAN_ADDRESS.fullmatch(url)):
        url, doi = "", doi or match[1].lower()
    found = []
    if record.PMID:
        found.append(f"pmid:{record.PMID.strip()}")
    if record.PMCID:
        found.append(f"pmcid:pmc{record.PMCID.strip().lower().removeprefix('pmc')}")
    if url:
        identifier = identify_url(url)
        if identifier is None:
            key = url_key(url)
            found += [f"url:{key}"] if "/" in key else []  # not a journal's or institute's home page
        elif identifier.kind == "DOI":
            doi = doi or doi_key(identifier.value)
        elif identifier.kind not in _OF_CONTAINERS:
            found.append(_identifier(identifier))
    for text in (record.archive_location, record.number):
        identifier = identify(text) if text else None
        if identifier and identifier.kind == "arXiv":
            found.append(_identifier(identifier))
    if record.ISBN and record.type == "book":  # elsewhere the ISBN is that of the book that holds the work
        found += [f"isbn:{isbn}" for isbn in read_isbns(record.ISBN)]
    if doi.startswith(_ARXIV):
        found.append(_identifier(Identifier("arXiv", doi.removeprefix(_ARXIV))))
    elif doi:
        found.append(f"doi:{doi}")
    return doi, frozenset(found) if found else _NONE


def _doi(text: str) -> str:
    """As `doi_key`, and at no cost for a DOI that is written as registries write it."""
    return text.lower() if _CLEAN_DOI.fullmatch(text) else doi_key(text)


_DOI = r"10\.\d{4,9}/[A-Za-z0-9./()_:;-]{0,300}[A-Za-z0-9]"
_CLEAN_DOI = prepare(_DOI)
_CLEAN_ADDRESS = prepare(rf"https?://(?:dx\.)?doi\.org/({_DOI})")
_OF_CONTAINERS = {"ISBN", "ISSN", "ORCID"}
_ARXIV = "10.48550/arxiv."


def _identifier(identifier: Identifier) -> str:
    value = identifier.value.lower()
    if identifier.kind == "arXiv":
        value = re.sub(r"v\d{1,3}$", "", value)  # versions of a preprint are one work
    return f"{identifier.kind.lower()}:{value}"


def read_venue(record: Record, words: tuple[str, ...], doi: str) -> tuple[str, bool]:
    """The kind of venue that a work appeared in, which tells versions of one work apart, and whether words say so."""
    if not WORDS.preprint.isdisjoint(words) or (record.genre and "preprint" in record.genre.lower()):
        return "preprint", True
    if doi and doi.partition("/")[0] in WORDS.preprint_prefixes:
        return "preprint", True
    kind = _VENUES.get(record.type, "")
    if kind in ("journal", "conference", ""):
        if not WORDS.conference.isdisjoint(words):
            return "conference", True
        if not WORDS.journal.isdisjoint(words):
            return "journal", True
    return kind, False


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
