"""PubMed and PubMed Central: biomedical articles, by PMID and PMCID.

API: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (E-utilities: efetch, esummary), the fields of efetch in
https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/
Example: https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=23962577&retmode=xml
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import normalise_isbn, normalise_issn, normalise_orcid
from pressbib.patterns import prepare
from pressbib.record import Date, Name, Record, Relation
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, items, mapping, organisation

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pressbib.fetch import Fetcher

NAME = "pubmed"

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_INITIALS = prepare(
    r"(?P<family>.+?) (?P<initials>[^\W\d_a-z]{1,5}(?:-[^\W\d_a-z]{1,3})?)"
    r"(?: (?P<suffix>Jr|Sr|[IV]{2,3}|[234](?:nd|rd|th)))?"
)
_ARTICLE_NUMBER = prepare(r"[A-Za-z]{0,2}\d{1,8}")
_STANDINGS = {
    "RetractionIn": ("retracted", "is-retracted-by"),
    "PartialRetractionIn": ("corrected", "is-corrected-by"),
    "ExpressionOfConcernIn": ("expression-of-concern", "is-doubted-by"),
    "ErratumIn": ("corrected", "is-corrected-by"),
    "CorrectedandRepublishedIn": ("corrected", "is-replaced-by"),
}
_NOTICES = {
    "RetractionOf": "retracts",
    "ErratumFor": "corrects",
    "ExpressionOfConcernFor": "doubts",
    "UpdateIn": "has-version-of-record",
    "UpdateOf": "has-preprint",
}
_GRAVITY = ("retracted", "expression-of-concern", "corrected")


def ask(pmid: str, fetcher: Fetcher) -> Record:
    """The record of a PMID.

    Raises NotRegisteredError where PubMed does not know it, RegistryUnavailableError where it gives no answer.
    """
    url = f"{fetcher.settings.registry(NAME)}/efetch.fcgi?{urlencode({'db': 'pubmed', 'id': pmid, 'retmode': 'xml'})}"
    return answers.ask(fetcher, NAME, url, read, accept="application/xml, text/xml")


def ask_pmc(pmcid: str, fetcher: Fetcher) -> Record:
    """The record of a PMCID. Raises as `ask` does."""
    query = {"db": "pmc", "id": pmcid.upper().removeprefix("PMC"), "retmode": "json"}
    url = f"{fetcher.settings.registry(NAME)}/esummary.fcgi?{urlencode(query)}"
    return answers.ask(fetcher, NAME, url, read_summary)


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record of the first article or book in an answer of efetch.

    Raises NotRegisteredError for an empty set, RegistryUnavailableError where it is no such answer.
    """
    root = answers.read_xml(answer, NAME)
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    if (article := root.find(".//MedlineCitation/Article")) is not None:
        return _read_article(draft, root, article)
    if (book := root.find(".//BookDocument")) is not None:
        return _read_book(draft, book)
    if root.tag == "PubmedArticleSet":
        raise NotRegisteredError(f"{NAME} does not know it")
    raise RegistryUnavailableError(f"{NAME} answered with no article")


def _read_article(draft: Draft, root: Element, article: Element) -> Record:
    kinds = {_text(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")}
    draft.put("type", "article" if "Preprint" in kinds else "article-journal", "; ".join(sorted(kinds)))
    draft.put("genre", "Preprint" if "Preprint" in kinds else "")
    title, vernacular = _marked(article.find("ArticleTitle")), _marked(article.find("VernacularTitle"))
    _put_title(draft, title, vernacular)
    draft.put("author", _people(article.find("AuthorList")))
    journal = article.find("Journal")
    if journal is not None:
        draft.put("container-title", texts.plain(_at(journal, "Title")))
        short = texts.plain(_at(journal, "ISOAbbreviation"))
        draft.put("container-title-short", short if short != draft.values.get("container_title") else "")
        draft.put("ISSN", normalise_issn(_at(journal, "ISSN")), _at(journal, "ISSN"))
        draft.put("volume", texts.plain(_at(journal, "JournalIssue/Volume")))
        draft.put("issue", texts.plain(_at(journal, "JournalIssue/Issue")))
        _put_date(draft, journal.find("JournalIssue/PubDate"))
    page = texts.plain(_at(article, "Pagination/MedlinePgn") or _at(article, "Pagination/StartPage"))
    draft.put("page", whole_range(page), page)
    stated = [place for place in article.iterfind("ELocationID") if place.get("ValidYN") != "N"]
    places = {place.get("EIdType"): _text(place) for place in stated}
    number = places.get("pii", "")
    draft.put("number", number if not page and _ARTICLE_NUMBER.fullmatch(number) else "")
    pieces = (_labelled(piece) for piece in article.iterfind("Abstract/AbstractText"))
    draft.put("abstract", texts.abstract(" ".join(filter(None, pieces))))
    draft.put("language", texts.language(_at(article, "Language")), _at(article, "Language"))
    ids = {kind.get("IdType"): _text(kind) for kind in root.iterfind(".//PubmedData/ArticleIdList/ArticleId")}
    doi = ids.get("doi") or places.get("doi", "")
    _put_identifiers(draft, _at(root, ".//MedlineCitation/PMID"), ids.get("pmc", ""), doi)
    standing, relations = _corrections(root, kinds)
    return draft.record(standing=standing, relations=relations)


def _read_book(draft: Draft, book: Element) -> Record:
    chapter = texts.rich(_marked(book.find("ArticleTitle")))
    holder = texts.rich(_marked(book.find("Book/BookTitle")))
    draft.put("type", "chapter" if chapter and chapter != holder else "book", "BookDocument")
    draft.put("title", texts.without_final_stop(chapter or holder), chapter or holder)
    draft.put("container-title", holder if draft.values["type"] == "chapter" else "")
    draft.put("author", _people(book.find("AuthorList")) or _people(book.find("Book/AuthorList")))
    draft.put("publisher", texts.plain(_at(book, "Book/Publisher/PublisherName")))
    draft.put("publisher-place", texts.plain(_at(book, "Book/Publisher/PublisherLocation")))
    draft.put("ISBN", normalise_isbn(_at(book, "Book/Isbn")), _at(book, "Book/Isbn"))
    _put_date(draft, book.find("Book/PubDate"))
    pieces = (_labelled(piece) for piece in book.iterfind("Abstract/AbstractText"))
    draft.put("abstract", texts.abstract(" ".join(filter(None, pieces))))
    _put_identifiers(draft, _at(book, "PMID"), "", "")
    return draft.record()


def read_summary(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record of the first item in an answer of esummary (JSON). Raises as `read` does."""
    result = mapping(answers.read_json(answer, NAME).get("result"))
    item = next((mapping(result.get(str(uid))) for uid in items(result.get("uids"))), None)
    if item is None or item.get("error"):
        raise NotRegisteredError(f"{NAME} does not know it")
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    draft.put("type", "article-journal", "esummary")
    _put_title(draft, str(item.get("title") or ""), str(item.get("vernaculartitle") or ""))
    people = [person for person in entries(item.get("authors")) if "Editor" not in str(person.get("authtype"))]
    draft.put("author", tuple(name for person in people if (name := initialled(texts.name(person.get("name"))))))
    draft.put("container-title", texts.plain(item.get("fulljournalname")))
    for variable, key in (("volume", "volume"), ("issue", "issue")):
        draft.put(variable, texts.plain(item.get(key)))
    page = texts.plain(item.get("pages"))
    draft.put("page", whole_range(page), page)
    issns = dict.fromkeys(filter(None, (normalise_issn(str(item.get(key) or "")) for key in ("issn", "essn"))))
    draft.put("ISSN", ", ".join(issns))
    stated = str(item.get("pubdate") or item.get("printpubdate") or "")
    draft.put("issued", medline_date(stated), stated)
    ids = {str(entry.get("idtype")): str(entry.get("value") or "") for entry in entries(item.get("articleids"))}
    _put_identifiers(draft, ids.get("pmid") or ids.get("pubmed", ""), ids.get("pmcid", ""), ids.get("doi", ""))
    return draft.record()


def _put_title(draft: Draft, stated: str, vernacular: str) -> None:
    """The title in the work's own language, where PubMed gives it; its translation stands in brackets."""
    title = texts.without_final_stop(texts.rich(stated))
    if title.startswith("[") and title.rstrip(".").endswith("]"):
        title = texts.without_final_stop(title.rstrip(".")[1:-1].strip())
    own = texts.without_final_stop(texts.rich(vernacular))
    draft.put("title", own or title, vernacular if own else stated)


def _put_identifiers(draft: Draft, pmid: str, pmcid: str, doi: str) -> None:
    draft.put("PMID", pmid if pmid.isdigit() and int(pmid) else "")
    found = re.match(r"(?i)PMC\d+", pmcid)
    draft.put("PMCID", found[0].upper() if found else "", pmcid)
    bare = texts.doi(doi)
    draft.put("DOI", bare, doi)
    if bare:
        draft.put("URL", f"https://doi.org/{bare}", doi)
    elif draft.has("PMID"):
        draft.put("URL", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/", pmid)


def _people(people: Element | None) -> tuple[Name, ...]:
    found = (_person(person) for person in people.iterfind("Author")) if people is not None else ()
    return tuple(name for name in found if name)


def _person(person: Element) -> Name | None:
    if person.get("ValidYN") == "N":
        return None
    whole = texts.name(_at(person, "CollectiveName"))
    family = texts.name(_at(person, "LastName"))
    if not family:
        return organisation(whole) if whole else None
    orcid = next((_text(i) for i in person.iterfind("Identifier") if i.get("Source") == "ORCID"), "")
    places = (texts.plain(_text(place)) for place in person.iterfind("AffiliationInfo/Affiliation"))
    return Name(
        family=family,
        given=texts.name(_at(person, "ForeName") or _at(person, "Initials")),
        suffix=texts.name(_at(person, "Suffix")),
        affiliations=tuple(filter(None, places)),
        orcid=normalise_orcid(orcid),
        roles=("equal",) if person.get("EqualContrib") == "Y" else (),
    )


def initialled(text: str) -> Name | None:
    """A name as NLM's indexes write it: family, initials, suffix (`Phillips GN Jr`); None for an empty text."""
    if not text:
        return None
    match = _INITIALS.fullmatch(text[:200])
    if not match:
        return organisation(text)
    return Name(family=match["family"], given=match["initials"], suffix=match["suffix"] or "")


def whole_range(pages: str) -> str:
    """A range of pages with its last page written out; NLM leaves out what repeats.

    >>> whole_range("217-64"), whole_range("S12-5"), whole_range("e5807"), whole_range("251-252")
    ('217-264', 'S12-S15', 'e5807', '251-252')
    """
    match = re.fullmatch(r"([A-Za-z]{0,5})(\d{1,9})-(\d{1,9})", pages)
    if not match or len(match[3]) > len(match[2]):
        return pages
    last = match[2][: len(match[2]) - len(match[3])] + match[3]
    return f"{match[1]}{match[2]}-{match[1]}{last}" if int(last) >= int(match[2]) else pages


def _put_date(draft: Draft, stated: Element | None) -> None:
    if stated is None:
        return
    free = _at(stated, "MedlineDate")
    words = free or " ".join(filter(None, (_at(stated, part) for part in ("Year", "Month", "Day", "Season"))))
    draft.put("issued", medline_date(words), words)


def medline_date(text: str) -> Date | None:
    """A date as MEDLINE writes it; ranges of months and years, and seasons.

    >>> [str(medline_date(text)) for text in ("2008 Aug 22", "1998 Dec-1999 Jan", "2013 Jan-Mar", "1979 Feb", "soon")]
    ['2008-08-22', '1998-12/1999-01', '2013-01/2013-03', '1979-02', 'None']
    """
    first, dash, second = text.strip().partition("-")
    start, season = _date_words(first, 0)
    if not start:
        return None
    end, _ = _date_words(second, start[0]) if dash else ((), 0)
    return Date(start, end if end > start else (), season=season)


def _date_words(text: str, year: int) -> tuple[tuple[int, ...], int]:
    """Year, month, day of a few words, the year given where they have none; and the season."""
    parts, season = [year] if year else [], 0
    for word in text.replace("/", " ").split()[:4]:
        month = _MONTHS.get(word[:3].casefold(), 0)
        if word.isdigit() and len(word) == 4:
            parts[:1] = [int(word)]
        elif month and len(parts) == 1:
            parts.append(month)
        elif word.casefold() in _SEASONS:
            season = _SEASONS[word.casefold()]
        elif word.isdigit() and len(parts) in (1, 2) and 1 <= int(word) <= (12 if len(parts) == 1 else 31):
            parts.append(int(word))
    return tuple(parts) if parts and 1000 <= parts[0] <= 2999 else (), season


def _corrections(root: Element, kinds: set[str]) -> tuple[str, tuple[Relation, ...]]:
    standings = {"retracted"} if "Retracted Publication" in kinds else set()
    found: dict[Relation, None] = {}
    for note in root.iterfind(".//CommentsCorrectionsList/CommentsCorrections"):
        kind, pmid = note.get("RefType", ""), _at(note, "PMID")
        standing, relation = _STANDINGS.get(kind, ("", _NOTICES.get(kind, "")))
        if standing:
            standings.add(standing)
        if relation and pmid:
            found[Relation(relation, "PMID", pmid)] = None
    return next((standing for standing in _GRAVITY if standing in standings), ""), tuple(found)


def _labelled(piece: Element) -> str:
    label, text = piece.get("Label") or "", _marked(piece)
    return f"{label.capitalize()}: {text}" if label and label != "UNLABELLED" and text else text


def _text(element: Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def _at(parent: Element, path: str) -> str:
    return _text(parent.find(path))


def _marked(element: Element | None) -> str:
    """What is inside an element, markup included, as text."""
    if element is None:
        return ""
    from html import escape
    from xml.etree import ElementTree

    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + inner
