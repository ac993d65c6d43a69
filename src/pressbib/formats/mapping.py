"""CSL variables and the fields of .bib files: one table a dialect, read in both directions.

A row says that a variable stands in a field, how the value is written there (`Row.kind`), and in which entry types. A
variable may have several rows: it is written by the first that the entry type allows, and read from all of them, the
first that is there winning. BibLaTeX is BibTeX with rows replaced; where an entry type takes a field is not said by
hand there but by BibLaTeX's data model (`datamodel.VALID`), so that biber has nothing to complain about.

`UNMAPPED` gives a reason for each variable that no field holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pressbib.classes import dataclass
from pressbib.formats.datamodel import VALID
from pressbib.formats.entrytypes import ARTICLE, BOOK, CONTAINED, ENTRY_TYPES, LOOSE, REPORT, THESIS, Types

Kind = Literal[
    "text",
    "title",
    "names",
    "verbatim",
    "url",
    "doi",
    "pages",
    "keywords",
    "language",
    "genre",
    "journal",
    "status",
    "paragraphs",
    "numbers",
]


@dataclass(frozen=True, slots=True)
class Row:
    """A variable in a field. entries: the entry types in which it is written there; empty means all (of those that the
    data model allows). reads: whether a field of this name is also read so in any other entry type."""

    variable: str
    field: str
    kind: Kind = "text"
    entries: Types = frozenset()
    writes: bool = True


ROLES: tuple[str, ...] = tuple(
    """director producer executive-producer script-writer series-creator composer performer narrator host guest
    interviewer illustrator compiler curator organizer chair contributor collection-editor editorial-director
    original-author reviewed-author recipient""".split()
)
"""Roles of people that BibLaTeX has no field of their own for (`bibroles`)."""

_BIBTEX_ROWS = (
    Row("author", "author", "names"),
    Row("editor", "editor", "names"),
    Row("translator", "translator", "names"),
    Row("container-author", "bookauthor", "names", CONTAINED),
    Row("title", "title", "title"),
    Row("title-short", "shorttitle", "title"),
    Row("container-title", "journal", "journal", ARTICLE),
    Row("container-title", "journaltitle", "journal", ARTICLE, writes=False),
    Row("container-title", "booktitle", "text", CONTAINED),
    Row("container-title-short", "shortjournal"),
    Row("container-title-short", "journal-iso", writes=False),  # Web of Science's
    Row("collection-title", "series"),
    Row("event-title", "eventtitle"),
    Row("event-place", "venue"),
    Row("DOI", "doi", "doi"),
    Row("URL", "url", "url"),
    Row("URL", "bdsk-url-1", "url", writes=False),  # BibDesk's
    Row("URL", "ee", "url", writes=False),  # DBLP's
    Row("URL", "adsurl", "url", writes=False),  # that of the Astrophysics Data System
    Row("ISBN", "isbn", "numbers"),
    Row("ISBN", "isbn-13", "numbers", writes=False),
    Row("ISSN", "issn", "numbers"),
    Row("PMID", "pmid"),
    Row("PMCID", "pmcid"),
    Row("volume", "volume"),
    Row("number-of-volumes", "volumes"),
    Row("part", "part"),
    Row("issue", "number", "text", ARTICLE),
    Row("issue", "issue", "text", ARTICLE, writes=False),
    Row("collection-number", "number", "text", BOOK | CONTAINED),
    Row("number", "number", "text", frozenset()),
    Row("number", "eid", "text", ARTICLE | CONTAINED | BOOK),
    Row("number", "articleno", writes=False),  # ACM's
    Row("number", "article-number", writes=False),  # MDPI's
    Row("number", "art_number", writes=False),  # Scopus's
    Row("chapter-number", "chapter"),
    Row("edition", "edition"),
    Row("version", "version"),
    Row("page", "pages", "pages"),
    Row("number-of-pages", "pagetotal"),
    Row("number-of-pages", "numpages", writes=False),
    Row("publisher", "institution", "text", REPORT),
    Row("publisher", "school", "text", THESIS),
    Row("publisher", "organization", "text", frozenset(("manual",))),
    Row("publisher", "howpublished", "text", LOOSE),
    Row("publisher", "publisher"),
    Row("publisher", "institution", writes=False),
    Row("publisher", "school", writes=False),
    Row("publisher", "organization", writes=False),
    Row("publisher-place", "address"),
    Row("publisher-place", "location", writes=False),
    Row("original-title", "origtitle", "title"),
    Row("original-publisher", "origpublisher"),
    Row("original-publisher-place", "origlocation"),
    Row("genre", "type", "genre"),
    Row("status", "pubstate", "status"),
    Row("call-number", "library"),
    Row("call-number", "lccn", writes=False),
    Row("language", "language", "language"),
    Row("language", "langid", "language", writes=False),
    Row("keyword", "keywords", "keywords"),
    Row("keyword", "keyword", "keywords", writes=False),
    Row("abstract", "abstract", "paragraphs"),
    Row("note", "note", "paragraphs"),
    Row("annote", "annote", "paragraphs"),
    Row("annote", "annotation", "paragraphs", writes=False),
    Row("annote", "comment", "paragraphs", writes=False),  # JabRef's
    Row("container-title", "titleaddon", "text", frozenset()),
    Row("section", "section"),
    *(Row(role, role.replace("-", ""), "names") for role in ROLES),
)

_BIBLATEX_REPLACED: Mapping[str, tuple[Row, ...]] = {
    "container-title": (
        Row("container-title", "journaltitle", "journal", ARTICLE),
        Row("container-title", "journal", "journal", ARTICLE, writes=False),
        Row("container-title", "booktitle", "text", CONTAINED),
        Row("container-title", "titleaddon"),
    ),
    "publisher": (
        Row("publisher", "publisher"),
        Row("publisher", "institution"),
        Row("publisher", "organization"),
        Row("publisher", "howpublished", "text", LOOSE),
        Row("publisher", "school", writes=False),
    ),
    "publisher-place": (Row("publisher-place", "location"), Row("publisher-place", "address", writes=False)),
    "annote": (
        Row("annote", "annotation", "paragraphs"),
        Row("annote", "annote", "paragraphs", writes=False),
    ),
    "language": (
        Row("language", "langid", "language"),
        Row("language", "language", "language", writes=False),
    ),
    "section": (Row("section", "section", writes=False),),
    **{role: (Row(role, role.replace("-", ""), "names", writes=False),) for role in ROLES},
}

SPECIAL: Mapping[str, str] = {
    "issued": "date, or year, month and day",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "archive": "eprinttype (BibTeX: archiveprefix)",
    "archive_location": "eprint",
    "archive_collection": "eprintclass (BibTeX: primaryclass)",
    "type": "the entry type, with entrysubtype where that does not tell",
    "citation-key": "the citekey of the entry",
}
"""Variables that are no single field's, and where they stand; `bibentry` and `bibcompose` read and write them."""

_NO_FIELD = "BibTeX and BibLaTeX have no field for it"
_NOT_STORED = "belongs to one citation or printed list, not to the work"
UNMAPPED: Mapping[str, str] = {
    **dict.fromkeys(("citation-number", "first-reference-note-number", "locator", "year-suffix"), _NOT_STORED),
    "citation-label": "made by the style",
    "categories": "places in a reference manager, not facts about the work",
    "page-first": "follows from page",
    "event": "deprecated by CSL for event-title, which is mapped",
    **dict.fromkeys(
        """available-date submitted part-title reviewed-title volume-title volume-title-short printing
        supplement authority division jurisdiction archive-place source dimensions medium references reviewed-genre
        scale""".split(),
        _NO_FIELD,
    ),
}
"""Variables that are written in neither dialect, with the reason."""

LANGUAGES: Mapping[str, str] = dict(
    pair.split(":")
    for pair in """afrikaans:af arabic:ar basque:eu bulgarian:bg catalan:ca chinese:zh croatian:hr czech:cs danish:da
    dutch:nl english:en american:en-US british:en-GB canadian:en-CA australian:en-AU newzealand:en-NZ usenglish:en-US
    ukenglish:en-GB esperanto:eo estonian:et finnish:fi french:fr acadian:fr-CA canadien:fr-CA galician:gl german:de
    ngerman:de austrian:de-AT naustrian:de-AT swissgerman:de-CH nswissgerman:de-CH greek:el hebrew:he hungarian:hu
    magyar:hu icelandic:is indonesian:id irish:ga italian:it japanese:ja korean:ko latin:la latvian:lv lithuanian:lt
    norsk:nb bokmal:nb nynorsk:nn norwegian:no persian:fa farsi:fa polish:pl portuguese:pt brazilian:pt-BR brazil:pt-BR
    portuges:pt romanian:ro russian:ru serbian:sr slovak:sk slovene:sl slovenian:sl spanish:es swedish:sv thai:th
    turkish:tr ukrainian:uk vietnamese:vi welsh:cy""".split()
)
"""babel's and polyglossia's names of languages -> BCP 47."""

_FIRST_LANGUAGES = ("english", "german", "french", "american", "british", "brazilian", "portuguese", "norwegian")
LANGUAGE_NAMES: Mapping[str, str] = {
    **{tag: name for name, tag in reversed(list(LANGUAGES.items()))},
    **{LANGUAGES[name]: name for name in _FIRST_LANGUAGES},
}
"""BCP 47 -> the name that is written."""

FIELD_ORDER: Mapping[str, int] = {
    field: rank
    for rank, field in enumerate(
        """author author+an:orcid bookauthor editor translator title subtitle shorttitle journal journaltitle
        shortjournal booktitle titleaddon eventtitle eventdate venue series date year month day volume number issue
        part eid pages chapter edition version volumes pagetotal publisher institution school organization
        howpublished address location type pubstate origdate origtitle origpublisher origlocation doi isbn issn
        eprint eprinttype archiveprefix eprintclass primaryclass pmid pmcid url urldate language langid library
        keywords note addendum abstract annote annotation entrysubtype related relatedtype relatedstring
        crossref xdata""".split()
    )
}
"""Where a field stands in an entry that we write; fields that are not listed follow in the order they were read in."""


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """A language of .bib files. name: `bibtex` or `biblatex`. rows: its table. index: its column in ENTRY_TYPES."""

    name: str
    rows: tuple[Row, ...]
    index: int

    def writes(self, row: Row, entry_type: str) -> bool:
        """Whether this row's field may be written in an entry of this type."""
        if not row.writes or (row.entries and entry_type not in row.entries):
            return False
        if row.field == "titleaddon" and entry_type in _UNCONTAINED:
            return False
        if self.index == 0:
            return True
        allowed = VALID.get(entry_type)
        return row.field in VALID[""] or allowed is None or row.field in allowed


def _replaced(rows: tuple[Row, ...], replaced: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
    kept = [row for row in rows if row.variable not in replaced]
    return (*kept, *(row for group in replaced.values() for row in group))


BIBTEX = Dialect("bibtex", _BIBTEX_ROWS, 0)
BIBLATEX = Dialect("biblatex", _replaced(_BIBTEX_ROWS, _BIBLATEX_REPLACED), 1)
DIALECTS = (BIBTEX, BIBLATEX)


def fields(dialect: Dialect) -> dict[str, str]:
    """Variable -> the fields that state it in this dialect, for the documentation and the test of completeness."""
    found: dict[str, list[str]] = {variable: [place] for variable, place in SPECIAL.items()}
    if dialect.index == 1:
        found |= {role: ["editor, or editora to editorc, with the role in editortype"] for role in ROLES}
    entries = {types[dialect.index] for types in ENTRY_TYPES.values()}
    for row in dialect.rows:
        if any(dialect.writes(row, entry) for entry in entries) and row.field not in found.get(row.variable, []):
            found.setdefault(row.variable, []).append(row.field)
    return {variable: ", ".join(names) for variable, names in found.items()}


def unmapped(dialect: Dialect) -> dict[str, str]:
    """Variable -> why this dialect does not state it, for the others."""
    mapped = fields(dialect)
    reasons = {row.variable: "no entry type that is written takes the field" for row in dialect.rows} | dict(UNMAPPED)
    written = {row.variable for row in dialect.rows if row.writes}
    reasons |= {row.variable: _NO_FIELD for row in dialect.rows if row.variable not in written}
    return {variable: reason for variable, reason in reasons.items() if variable not in mapped}


@lru_cache(maxsize=512)
def writing(dialect: Dialect, entry_type: str) -> Mapping[str, Row]:
    """Variable -> the row by which an entry of this type states it, for the variables that it can state."""
    found: dict[str, Row] = {}
    taken: set[str] = set()
    for row in dialect.rows:
        if row.variable not in found and row.field not in taken and dialect.writes(row, entry_type):
            found[row.variable] = row
            taken.add(row.field)
    return found


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field of an entry type states. rank: a lower one wins where several fields state one variable."""

    variable: str
    kind: Kind
    rank: int


@lru_cache(maxsize=512)
def reading(entry_type: str) -> Mapping[str, Meaning]:
    """Field -> what it states in an entry of this type, whichever dialect it is of."""
    found: dict[str, Meaning] = {}
    ranks: dict[str, int] = {}

    def add(row: Row) -> None:
        if row.field not in found:
            rank = ranks[row.variable] = ranks.get(row.variable, 0) + 1
            found[row.field] = Meaning(row.variable, row.kind, rank)

    for dialect in DIALECTS:
        for row in writing(dialect, entry_type).values():
            add(row)
    for dialect in DIALECTS:
        for row in dialect.rows:
            if row.field not in _TYPE_DECIDES and (not row.entries or entry_type in row.entries or not row.writes):
                add(row)
    for dialect in DIALECTS:
        for row in dialect.rows:
            if row.field not in _TYPE_DECIDES and not (row.field == "booktitle" and entry_type in BOOK):
                add(row)  # a book has its own title in booktitle, for those that refer to it
    return found


_UNCONTAINED = BOOK | THESIS | {"patent"}
"""Entry types of works that stand in no other: their `titleaddon` is no container."""

_TYPE_DECIDES = frozenset(("titleaddon", "eid"))
"""Fields that mean the variable only where it is written into them, and something else in other entry types."""
