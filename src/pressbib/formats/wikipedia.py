"""Citation templates of Wikipedia (Citation Style 1), one `{{cite …}}` a record.

Parameters are those of https://en.wikipedia.org/wiki/Help:Citation_Style_1. Dates are written as the Manual of Style
has them (`30 December 2024`), so that no bot has to change them. The tables of parameters and of what has none make the
module somewhat longer than others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pressbib.formats.parts import MONTHS, SEASONS, family_name, given_name
from pressbib.formats.press import Choice, beside
from pressbib.formats.richtext import write
from pressbib.formats.unmapped import CITING, NO_FIELD, OF_STYLES
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Date, Name, Record

# Item type -> template.
_TEMPLATES = {
    "article": "cite document",
    "article-journal": "cite journal",
    "article-magazine": "cite magazine",
    "article-newspaper": "cite news",
    "book": "cite book",
    "broadcast": "cite episode",
    "chapter": "cite book",
    "classic": "cite book",
    "collection": "cite book",
    "dataset": "cite web",
    "document": "cite document",
    "entry": "cite encyclopedia",
    "entry-dictionary": "cite encyclopedia",
    "entry-encyclopedia": "cite encyclopedia",
    "interview": "cite interview",
    "legal_case": "cite court",
    "manuscript": "cite document",
    "map": "cite map",
    "motion_picture": "cite AV media",
    "pamphlet": "cite book",
    "paper-conference": "cite conference",
    "periodical": "cite book",
    "post": "cite web",
    "post-weblog": "cite web",
    "report": "cite report",
    "review": "cite journal",
    "review-book": "cite journal",
    "song": "cite AV media",
    "speech": "cite speech",
    "software": "cite web",
    "standard": "cite tech report",
    "thesis": "cite thesis",
    "webpage": "cite web",
}
_PRESS_RELEASE = "cite press release"
_COURT = "cite court"
_PATENT = "cite patent"
_ARXIV = "cite arXiv"

# What holds the work, by template; where the template is not here, |website= in cite web and |work= elsewhere.
_CONTAINERS = {
    "cite journal": "journal",
    "cite magazine": "magazine",
    "cite news": "newspaper",
    "cite web": "website",
    "cite encyclopedia": "encyclopedia",
    "cite conference": "book-title",
    "cite book": "title",
    "cite episode": "series",
    "cite AV media": "",
    "cite document": "",
    "cite press release": "",
    "cite speech": "",
    "cite thesis": "",
    "cite arXiv": "",
}

MAPPED: Mapping[str, str] = {
    "type": "the template",
    "author": "last1, first1, author1, display-authors",
    "editor": "editor-last1, editor-first1, editor1",
    "translator": "translator-last1, translator-first1, translator1",
    "interviewer": "interviewer-last1, interviewer-first1, interviewer1",
    **dict.fromkeys("director script-writer producer composer performer narrator host".split(), "people (films)"),
    "authority": "court (cases)",
    "title": "title (chapter in a book that holds it)",
    "container-title": "journal, magazine, newspaper, website, encyclopedia, book-title, title",
    "collection-title": "series",
    "event-title": "conference",
    "issued": "date",
    "accessed": "access-date (with url)",
    "original-date": "orig-date",
    "volume": "volume",
    "issue": "issue",
    "number": "number (reports, patents), article-number",
    "page": "page, pages",
    "edition": "edition",
    "section": "department",
    "publisher": "publisher",
    "publisher-place": "location",
    "genre": "type",
    "language": "language",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmc",
    "URL": "url",
    "archive_location": "arxiv (arXiv preprints)",
    "archive": "cite arXiv, via",
    "note": "after the template",
}
UNMAPPED: Mapping[str, str] = {
    **{
        name: "Citation Style 1 has no parameter for this role"
        for name, variable in VARIABLES.items()
        if variable.kind == "names" and name not in MAPPED
    },
    **dict.fromkeys(
        "available-date event-date title-short container-title-short original-title part-title "
        "reviewed-title volume-title "
        "volume-title-short chapter-number collection-number number-of-pages number-of-volumes page-first part "
        "printing supplement version division event event-place original-publisher "
        "original-publisher-place archive_collection archive-place call-number source dimensions medium references "
        "reviewed-genre scale status".split(),
        NO_FIELD,
    ),
    **dict.fromkeys(["jurisdiction", "submitted"], "written with the number of a patent alone"),
    **dict.fromkeys(["abstract", "annote", "keyword"], "Wikipedia cites a work, it does not describe it"),
    "citation-key": "references are named by <ref name=…>",
    "categories": "belongs to a reference manager",
    **CITING,
    **OF_STYLES,
}


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as templates, one a line, in their order.

    press: `related` writes a {{cite press release}} on the line after, `note` puts it on the same line.
    """
    if press == "note":
        return "".join(" ".join(map(template, beside([record], "related"))) + "\n" for record in records)
    return "".join(f"{template(record)}\n" for record in beside(records, press))


def template(record: Record) -> str:
    """One Record as a template, such as `{{cite journal |last1=Kelly |first1=Robert |title=…}}`."""
    name = _template_of(record)
    parameters = {key: value if key == "url" else _clean(value) for key, value in _parameters(record, name)}
    body = "".join(f" |{key}={value}" for key, value in parameters.items() if value)
    note = f" {_clean(record.note)}" if record.note else ""
    return f"{{{{{name}{body}}}}}{note}"


def _template_of(record: Record) -> str:
    if record.genre.lower() == "press release":
        return _PRESS_RELEASE
    if record.type == "article" and not record.container_title and _arxiv(record):
        return _ARXIV
    if record.type == "article" and (server := _server(record)):
        return f"cite {server}"
    if record.type == "patent" and all(_patent_number(record)):
        return _PATENT
    name = _TEMPLATES.get(record.type, "cite document")
    if name in ("cite web", "cite document"):  # a web page without an address is an error there
        return "cite web" if record.URL or (name == "cite web" and record.DOI) else "cite document"
    return name


_ARXIV_NUMBER = prepare(r"(?i)(?:arxiv[:.])?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?)")


def _arxiv(record: Record) -> str:
    """The arXiv identifier of a preprint, "" where it is none."""
    if "arxiv" not in f"{record.archive} {record.publisher} {record.DOI}".lower():
        return ""
    places = (record.archive_location, record.number, record.DOI.rpartition("/")[2])
    return next((match[1] for place in places if (match := _ARXIV_NUMBER.fullmatch(place))), "")


_SERVERS = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
"""Preprint servers with a template of their own, which takes the DOI: its prefix is 10.1101, later 10.64898."""


def _server(record: Record) -> str:
    """The server of a preprint, as its template is called, "" where it has none."""
    if not record.DOI.startswith(("10.1101/", "10.64898/")):
        return ""
    stated = f"{record.archive} {record.publisher} {record.container_title} {record.URL}".lower()
    return next((name for word, name in _SERVERS.items() if word in stated), "")


def _parameters(record: Record, name: str) -> Iterator[tuple[str, str]]:
    if name == _COURT:
        yield from _court(record)
        return
    if name == _PATENT:
        yield from _patent(record)
        return
    yield from _people(record, name)
    if name.removeprefix("cite ") in _SERVERS.values():  # these templates take nothing more
        yield "title", record.title
        yield "date", _date(record.issued)
        yield name.removeprefix("cite ").lower(), record.DOI
        return
    yield from _titles(record, name)
    yield "date", _date(record.issued)
    yield "orig-date", _date(record.original_date)
    yield "volume", record.volume
    yield "issue", record.issue
    yield from _place(record)
    yield "edition", re.sub(r"(?i)\s*(?:ed\.?|edition)$", "", record.edition)
    yield "department", record.section
    if name != _ARXIV:
        yield "publisher", record.publisher
        yield "location", record.publisher_place
    if name not in (_PRESS_RELEASE, _ARXIV):
        yield "type", record.genre if record.genre.lower() != "preprint" or not _arxiv(record) else ""
    yield "language", record.language if not record.language.lower().startswith("en") else ""
    yield from _identifiers(record, name)


def _court(record: Record) -> Iterator[tuple[str, str]]:
    """A case: the template has parameters of its own."""
    yield "litigants", record.title
    yield "vol", record.volume
    yield "reporter", record.container_title
    yield "opinion", record.page
    yield "court", record.authority
    yield "date", _date(record.issued)
    yield "url", _address(record.URL)
    if record.URL:
        yield "access-date", _date(record.accessed)


_PATENT_NUMBER = prepare(r"(?:([A-Z]{2})\s?)?([A-Z]?\d[\d,./\s]*(?:[A-Z]\d?)?)")


def _patent_number(record: Record) -> tuple[str, str]:
    """The country of a patent and its number there; "" where either is not stated."""
    match = _PATENT_NUMBER.fullmatch(record.number.strip())
    country = match[1] or record.jurisdiction if match else ""
    return (country, match[2]) if match and len(country) == 2 else ("", "")


def _patent(record: Record) -> Iterator[tuple[str, str]]:
    """https://en.wikipedia.org/wiki/Template:Cite_patent: the inventors as one list, days as YYYY-MM-DD."""
    country, number = _patent_number(record)
    yield "country", country
    yield "number", number
    yield "inventor", "; ".join(map(str, record.author))
    yield "title", record.title
    yield "pubdate", _iso(record.issued)
    yield "fdate", _iso(record.submitted)
    yield "assign1", record.publisher
    yield "url", _address(record.URL)


def _iso(date: Date | None) -> str:
    """A day as `2008-03-25`, any other date as elsewhere."""
    if date and len(date.start) == 3 and not date.end and not date.circa:
        return "{:04d}-{:02d}-{:02d}".format(*date.start)
    return _date(date)


_CREDITS = ("director", "script_writer", "producer", "composer", "performer", "narrator", "host")


def _people(record: Record, name: str) -> Iterator[tuple[str, str]]:
    yield from _names(record.author, "")
    if name in ("cite AV media", "cite episode") and not record.author:
        people = [(each, role.replace("_", " ")) for role in _CREDITS for each in getattr(record, role)]
        yield "people", ", ".join(f"{each} ({role})" for each, role in people)
    if record.authors_complete is False and record.author:
        yield "display-authors", "etal"
    yield from _names(record.editor, "editor")
    yield from _names(record.translator, "translator")
    yield from _names(record.interviewer, "interviewer")


def _names(names: tuple[Name, ...], role: str) -> Iterator[tuple[str, str]]:
    prefix = f"{role}-" if role else ""
    for number, name in enumerate(names, 1):
        if name.literal or not name.family:
            literal = name.literal or str(name)
            # two brackets keep a comma of an organisation from being taken for a list of people
            yield f"{role or 'author'}{number}", f"(({literal}))" if re.search(r"[,;]|\band\b", literal) else literal
            continue
        family = family_name(name)
        given = given_name(name)
        yield f"{prefix}last{number}", family
        yield f"{prefix}first{number}", " ".join(part for part in (given, name.suffix) if part)


def _titles(record: Record, name: str) -> Iterator[tuple[str, str]]:
    container = record.container_title
    parameter = _CONTAINERS.get(name, "work")
    if parameter == "title" and container:
        yield "chapter", record.title
        yield "title", container
    else:
        yield "title", record.title
        if parameter not in ("", "title"):
            yield parameter, container
        elif container and not record.publisher:
            yield "publisher", container
    if parameter != "series" or not container:
        yield "series", record.collection_title
    if name == "cite conference":
        yield "conference", record.event_title


def _place(record: Record) -> Iterator[tuple[str, str]]:
    pages = record.page.strip()
    if re.fullmatch(r"[A-Za-z]*\d+[A-Za-z]?\s?[-–—]\s?[A-Za-z]*\d+[A-Za-z]?", pages):
        yield "pages", re.sub(r"\s?[-–—]\s?", "–", pages)
    else:
        yield ("pages" if re.search(r"[,;]", pages) else "page"), pages
    if record.number and record.type in ("report", "standard"):
        yield "number", record.number
    elif record.number and not pages and record.type in ("article-journal", "review"):
        yield "article-number", record.number


def _identifiers(record: Record, name: str) -> Iterator[tuple[str, str]]:
    arxiv = _arxiv(record)
    yield "arxiv", arxiv
    if name == _ARXIV:
        return
    yield "doi", record.DOI
    yield "isbn", record.ISBN.split(" ")[0]
    yield "issn", record.ISSN.split(",")[0].strip()
    yield "pmid", record.PMID
    yield "pmc", re.sub(r"(?i)^pmc", "", record.PMCID)
    by_doi = record.DOI and record.DOI.lower() in record.URL.lower()  # |doi= links there already
    url = "" if by_doi and name != "cite web" else record.URL
    if name == "cite web" and not url:
        url = f"https://doi.org/{record.DOI}"
    yield "url", _address(url)
    if url:
        yield "access-date", _date(record.accessed)
    if record.archive and not arxiv:
        yield "via", record.archive


def _address(url: str) -> str:
    """An address without what would end the parameter or the link."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)


_UNSAFE = prepare(r"[\s|\[\]{}<>\"']")


def _date(date: Date | None) -> str:
    """`30 December 2024`, `Spring 2024`, `c. 1850`, or a range (`4–6 July 2022`); "" for what is no date."""
    if not date or not date.start or date.start[0] < 0:
        return ""
    if date.end:
        return _range(date.start, date.end)
    circa = "c. " if date.circa else ""
    season = f"{SEASONS[date.season]} " if date.season else ""
    return f"{circa}{season}{' '.join(_words(date.start))}"


def _range(start: tuple[int, ...], end: tuple[int, ...]) -> str:
    """A range says what both ends share once; its dash has spaces where one end has several words."""
    first, last = _words(start), _words(end)
    shared = 0
    if len(start) == len(end):
        while shared < len(first) - 1 and start[shared] == end[shared]:
            shared += 1
    first = first[: len(first) - shared]
    return f"{' '.join(first)}{'–' if len(first) == 1 else ' – '}{' '.join(last)}"


def _words(day: tuple[int, ...]) -> list[str]:
    """Day, month and year, as far as they are known."""
    month = [MONTHS[day[1] - 1]] if len(day) > 1 else []
    return [*map(str, day[2:]), *month, str(day[0])]


_MARKS = {
    "i": ("''", "''"),
    "b": ("'''", "'''"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "sc": ("{{sc|", "}}"),
}
_SPECIAL = prepare(r"\||\{\{|\}\}|\[\[|\]\]|~{3,}|''+|<(?=[a-zA-Z/!])|\{(?=\{)|^[*#:;]|__(?=[A-Z])|&(?=#?\w{1,32};)")
_ESCAPES = {"|": "{{!}}", "<": "&lt;", "&": "&amp;"}


def _clean(text: str) -> str:
    """CSL rich text as wikitext that cannot end the template or begin another construct."""
    return write(" ".join(text.split()), _MARKS, _escape_beside_marks if "<" in text else _escape)


def _escape(text: str) -> str:
    return _SPECIAL.sub(_escape_one, text)


def _escape_beside_marks(text: str) -> str:
    """An apostrophe that touches a mark would become a part of it."""
    text = _escape(text)
    text = f"&#39;{text[1:]}" if text.startswith("'") else text
    return f"{text[:-1]}&#39;" if text.endswith("'") else text


def _escape_one(match: re.Match[str]) -> str:
    found = match[0]
    return _ESCAPES.get(found) or "".join(f"&#{ord(char)};" for char in found)
