"""Crossref: the registry of most journal articles, proceedings papers, books and preprints.

API: https://api.crossref.org/swagger-ui/index.html and https://github.com/CrossRef/rest-api-doc
Example: https://api.crossref.org/works/10.7554/eLife.01567
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import normalise_isbn, normalise_issn, normalise_orcid
from pressbib.record import Date, Name, Record, Relation
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, first, items, mapping, organisation, with_subtitle

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "crossref"

TYPES: Mapping[str, str] = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "monograph": "book",
    "book": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "posted-content": "article",
    "component": "article",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "peer-review": "review",
    "standard": "standard",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
}
"""Crossref's types (https://api.crossref.org/types) and CSL's; what is not here is a `document`."""

_BOOK_PARTS = ("chapter", "entry")

_RELATIONS = {
    "is-preprint-of": "has-version-of-record",
    "has-preprint": "has-preprint",
    "is-version-of": "is-version-of",
    "has-version": "has-version",
    "is-review-of": "is-review-of",
    "is-comment-on": "is-comment-on",
    "has-comment": "has-comment",
    "is-supplement-to": "is-supplement-to",
    "is-supplemented-by": "has-supplement",
    "is-translation-of": "is-translation-of",
    "has-translation": "has-translation",
}
"""Crossref's relations (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/
relationships/) that lead to another work, and what a Record calls them."""

_STANDINGS = {
    "retraction": "retracted",
    "removal": "retracted",
    "partial_retraction": "corrected",
    "withdrawal": "withdrawn",
    "expression_of_concern": "expression-of-concern",
    "correction": "corrected",
    "corrigendum": "corrected",
    "erratum": "corrected",
    "addendum": "corrected",
    "clarification": "corrected",
}
"""Kinds of update (https://www.crossref.org/documentation/crossmark/participating-in-crossmark/)."""

_GRAVITY = ("retracted", "withdrawn", "expression-of-concern", "corrected")

_NOTED = {
    "retracted": "is-retracted-by",
    "withdrawn": "is-retracted-by",
    "corrected": "is-corrected-by",
    "expression-of-concern": "is-doubted-by",
}

_NOTICES = {
    "retracted": "retracts",
    "withdrawn": "retracts",
    "corrected": "corrects",
    "expression-of-concern": "doubts",
}


def ask(doi: str, fetcher: Fetcher) -> Record:
    """The record of a DOI.

    Raises NotRegisteredError where Crossref does not know it, RegistryUnavailableError where it gives no answer.
    """
    base = fetcher.settings.registry(NAME)
    return answers.ask(fetcher, NAME, f"{base}/works/{answers.in_path(doi)}", read)


def ask_pii(pii: str, fetcher: Fetcher) -> Record:
    """The record of a publisher's item identifier, which Elsevier deposits as an alternative one. Raises as `ask`."""
    return _only(fetcher, f"alternative-id:{pii}")


def ask_isbn(isbn: str, fetcher: Fetcher) -> Record:
    """The record of the book with an ISBN, not of its chapters. Raises as `ask`."""
    return _only(fetcher, f"isbn:{isbn}", "book")


def _only(fetcher: Fetcher, filters: str, item_type: str = "") -> Record:
    found = [work for work in search(fetcher, filters) if not item_type or work.type == item_type]
    if len(found) != 1:
        raise NotRegisteredError(f"{NAME} does not know it")
    return found[0]


def search(fetcher: Fetcher, filters: str = "", rows: int = 10, **query: str) -> list[Record]:
    """Works that fit words, best first by Crossref's own ranking.

    query: the names of Crossref's field queries without `query.` (`bibliographic`, `author`, `container_title`) and
    the words. filters: Crossref's filters, such as `from-pub-date:2024-01-01`. Raises RegistryUnavailableError.
    """
    wanted = {f"query.{name.replace('_', '-')}": words for name, words in query.items() if words}
    parameters = {**wanted, **({"filter": filters} if filters else {}), "rows": str(rows)}
    url = f"{fetcher.settings.registry(NAME)}/works?{urlencode(parameters)}"
    return answers.ask(fetcher, NAME, url, read_list)


def read_list(answer: bytes, *, locator: str = "", retrieved: str = "") -> list[Record]:
    """The Records in the answer to a search. Raises RegistryUnavailableError where it is no list."""
    found = mapping(answers.read_json(answer, NAME).get("message")).get("items")
    if not isinstance(found, list):
        raise RegistryUnavailableError(f"{NAME} answered with no list of works")
    return [read_work(item, locator=locator, retrieved=retrieved) for item in entries(found)]


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record in the answer to `/works/DOI`. Raises RegistryUnavailableError where it holds none."""
    value = answers.read_json(answer, NAME)
    work = mapping(value.get("message")) if "message" in value else value
    if not isinstance(work.get("DOI"), str):
        raise RegistryUnavailableError(f"{NAME} answered with no work")
    return read_work(work, locator=locator, retrieved=retrieved)


def read_work(work: Mapping[str, Any], *, locator: str = "", retrieved: str = "", kind: str = NAME) -> Record:
    """One work of the REST API as a Record."""
    draft = Draft(f"registry:{kind}", locator, retrieved)
    stated = str(work.get("type") or "")
    item_type = TYPES.get(stated, "document")
    draft.put("type", item_type, stated)
    _put_titles(draft, work, item_type)
    for variable, key in (("author", "author"), ("editor", "editor"), ("translator", "translator"), ("chair", "chair")):
        people = tuple(name for person in entries(work.get(key)) if (name := read_person(person)))
        draft.put(variable, people)
    _put_dates(draft, work)
    _put_numbers(draft, work, item_type)
    if abstract := texts.abstract(work.get("abstract")):
        draft.put("abstract", abstract, str(work["abstract"]))
    draft.put("language", texts.language(work.get("language")), str(work.get("language") or ""))
    doi = texts.doi(work.get("DOI"))
    draft.put("DOI", doi, str(work.get("DOI") or ""))
    if doi:
        draft.put("URL", f"https://doi.org/{doi}", str(work.get("URL") or doi))
    standing, notices = _updates(work)
    return draft.record(standing=standing, relations=(*_relations(work), *notices))


def _put_titles(draft: Draft, work: Mapping[str, Any], item_type: str) -> None:
    title, subtitle = (texts.rich(first(work.get(key))) for key in ("title", "subtitle"))
    whole = with_subtitle(title, subtitle)
    stated = [str(first(work.get(key)) or "") for key in ("title", "subtitle" if whole != title else "")]
    draft.put("title", whole, ": ".join(filter(None, stated)))
    draft.put("title-short", texts.rich(first(work.get("short-title"))))
    draft.put("original-title", texts.rich(first(work.get("original-title"))))
    holders = [title for holder in items(work.get("container-title")) if (title := texts.rich(holder))]
    if item_type in _BOOK_PARTS and len(holders) > 1:  # the series stands first, the book last
        draft.put("collection-title", holders[0])
        draft.put("container-title", holders[-1])
    elif item_type == "book":
        draft.put("collection-title", holders[0] if holders else "")
    elif holders:
        draft.put("container-title", holders[0])
    short = texts.plain(first(work.get("short-container-title")))
    if short and short != draft.values.get("container_title") and draft.has("container-title"):
        draft.put("container-title-short", short)
    event = mapping(work.get("event"))
    draft.put("event-title", texts.plain(event.get("name")))
    draft.put("event-place", texts.plain(event.get("location")))
    begun, ended = (texts.date_of(mapping(event.get(key)).get("date-parts")) for key in ("start", "end"))
    if begun:
        draft.put("event-date", Date(begun.start, ended.start if ended and ended.start > begun.start else ()))


def _put_dates(draft: Draft, work: Mapping[str, Any]) -> None:
    """`issued` is the earlier of print and online; where it is empty the others stand in, never the deposit."""
    for key in ("issued", "published", "published-print", "published-online", "posted"):
        parts = mapping(work.get(key)).get("date-parts")
        if date := texts.date_of(parts):
            draft.put("issued", date)
            return


def _put_numbers(draft: Draft, work: Mapping[str, Any], item_type: str) -> None:
    draft.put("volume", _number(work.get("volume")))
    issue = _number(work.get("issue") or mapping(work.get("journal-issue")).get("issue"))
    draft.put("issue", "" if issue == "0" else issue)
    page = texts.one_line(work.get("page")).replace("--", "-")
    draft.put("page", page.rstrip("-"), str(work.get("page") or ""))
    draft.put("number", _number(work.get("article-number") or (work.get("number") if item_type == "report" else "")))
    draft.put("edition", _number(work.get("edition-number")))
    publisher = texts.plain(work.get("publisher"))
    institution = texts.plain(mapping(first(work.get("institution"))).get("name"))
    if stated_genre := {"preprint": "Preprint"}.get(str(work.get("subtype"))):
        draft.put("genre", stated_genre, str(work["subtype"]))
    if item_type == "thesis":
        draft.put("genre", texts.plain(first(work.get("degree"))))
    draft.put("publisher", publisher or institution)
    draft.put("publisher-place", texts.plain(work.get("publisher-location")))
    draft.put("archive", institution if draft.values.get("genre") == "Preprint" else "")
    draft.put("ISSN", ", ".join(dict.fromkeys(filter(None, map(_issn, items(work.get("ISSN")))))))
    isbns = dict.fromkeys(filter(None, map(_isbn, items(work.get("ISBN")))))
    draft.put("ISBN", " ".join(isbns), " ".join(map(str, items(work.get("ISBN")))))


def read_person(person: Mapping[str, Any]) -> Name | None:
    """A contributor of Crossref, or a name of CSL-JSON, as a Name; None where it is empty."""
    family, given, suffix = (texts.name(person.get(key)) for key in ("family", "given", "suffix"))
    places = tuple(place for holder in entries(person.get("affiliation")) if (place := texts.plain(holder.get("name"))))
    whole = texts.name(person.get("name")) or texts.name(person.get("literal"))
    if not family and not whole:
        family, given = given, ""  # a person of one name, put into the wrong field
    if not family:
        return organisation(whole) if whole else None
    orcid = normalise_orcid(str(person.get("ORCID") or ""))
    if not given and len(family.split()) > 4:
        return organisation(family)
    return Name(
        family=family,
        given=given,
        suffix=suffix,
        non_dropping_particle=texts.name(person.get("non-dropping-particle")),
        dropping_particle=texts.name(person.get("dropping-particle")),
        affiliations=places,
        orcid=orcid,
    )


def _relations(work: Mapping[str, Any]) -> list[Relation]:
    found: dict[Relation, None] = {}
    for kind, targets in mapping(work.get("relation")).items():
        for target in entries(targets):
            doi = texts.doi(target.get("id")) if target.get("id-type") == "doi" else ""
            if doi and kind in _RELATIONS:
                found[Relation(_RELATIONS[kind], "DOI", doi)] = None
    return list(found)


def _updates(work: Mapping[str, Any]) -> tuple[str, list[Relation]]:
    """What later notices say of this work (`updated-by`), and of what works this one is a notice (`update-to`)."""
    standings: set[str] = set()
    found: dict[Relation, None] = {}
    own = texts.doi(work.get("DOI")).casefold()
    for update in entries(work.get("updated-by")):
        standing = _STANDINGS.get(_kind(update), "")
        doi = texts.doi(update.get("DOI"))
        if standing:
            standings.add(standing)
        if standing and doi and doi.casefold() != own:
            found[Relation(_NOTED[standing], "DOI", doi)] = None
    for update in entries(work.get("update-to")):
        standing = _STANDINGS.get(_kind(update), "")
        doi = texts.doi(update.get("DOI"))
        if standing and doi.casefold() == own:  # publishers that put the notice in place of the work
            standings.add(standing)
        elif standing and doi:
            found[Relation(_NOTICES[standing], "DOI", doi)] = None
    return next((standing for standing in _GRAVITY if standing in standings), ""), list(found)


def _kind(update: Mapping[str, Any]) -> str:
    return str(update.get("type") or update.get("label") or "").strip().casefold().replace("-", "_").replace(" ", "_")


def _number(value: Any) -> str:
    return texts.plain(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _issn(value: Any) -> str:
    return normalise_issn(str(value).rpartition("/")[2])


def _isbn(value: Any) -> str:
    text = str(value).rpartition("/")[2]
    return normalise_isbn(text) or ""
