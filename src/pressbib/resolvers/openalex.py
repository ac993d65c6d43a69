"""OpenAlex: a copy of Crossref and more, asked for a DOI when the registries themselves do not answer.

API: https://docs.openalex.org/api-entities/works
Example: https://api.openalex.org/works/https://doi.org/10.7717/peerj.4375
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pressbib import names
from pressbib.errors import RegistryUnavailableError
from pressbib.identifiers import normalise_issn, normalise_orcid
from pressbib.record import Date, Name, Record
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, mapping

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "openalex"

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "review": "article-journal",
    "editorial": "article-journal",
    "letter": "article-journal",
    "erratum": "article-journal",
    "retraction": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "reference-entry": "entry",
    "conference-paper": "paper-conference",
    "conference-abstract": "paper-conference",
    "conference-proceedings": "book",
    "dataset": "dataset",
    "dissertation": "thesis",
    "preprint": "article",
    "report": "report",
    "peer-review": "review",
    "software": "software",
    "standard": "standard",
}
"""OpenAlex's types (https://docs.openalex.org/api-entities/works/work-object#type) and CSL's."""


def ask(doi: str, fetcher: Fetcher) -> Record:
    """The record of a DOI.

    Raises NotRegisteredError where OpenAlex does not know it, RegistryUnavailableError where it gives no answer.
    """
    url = f"{fetcher.settings.registry(NAME)}/works/https://doi.org/{answers.in_path(doi)}"
    return answers.ask(fetcher, NAME, url, read)


def search(fetcher: Fetcher, words: str, rows: int = 10) -> list[Record]:
    """Works whose titles, abstracts or texts have words, best first by OpenAlex's own ranking.

    Raises RegistryUnavailableError.
    """
    # OpenAlex reads commas and bars in a search as operators.
    plain = " ".join(re.sub(r"[^\w\s'-]", " ", words).split())
    query = urlencode({"search": plain, "per-page": str(rows)})
    return answers.ask(fetcher, NAME, f"{fetcher.settings.registry(NAME)}/works?{query}", read_list)


def read_list(answer: bytes, *, locator: str = "", retrieved: str = "") -> list[Record]:
    """The Records in the answer to a search. Raises RegistryUnavailableError where it is no list."""
    found = answers.read_json(answer, NAME).get("results")
    if not isinstance(found, list):
        raise RegistryUnavailableError(f"{NAME} answered with no list of works")
    works = (work for work in entries(found) if _is_work(work))
    return [read_work(work, locator=locator, retrieved=retrieved) for work in works]


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record in an answer. Raises RegistryUnavailableError where it holds none."""
    work = answers.read_json(answer, NAME)
    if not _is_work(work):
        raise RegistryUnavailableError(f"{NAME} answered with no work")
    return read_work(work, locator=locator, retrieved=retrieved)


def _is_work(work: Mapping[str, Any]) -> bool:
    return str(work.get("id") or "").startswith("https://openalex.org/") and "authorships" in work


def read_work(work: Mapping[str, Any], *, locator: str = "", retrieved: str = "") -> Record:
    """One work of the API as a Record."""
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    stated = str(work.get("type") or "")
    location = mapping(work.get("primary_location"))
    source = mapping(location.get("source"))
    item_type = TYPES.get(stated, "document")
    if item_type == "article-journal" and source.get("type") == "repository":
        item_type = "article"
    draft.put("type", item_type, stated)
    draft.put("genre", "Preprint" if stated == "preprint" else "")
    draft.put("title", texts.rich(work.get("title")), str(work.get("title") or ""))
    people = tuple(name for entry in entries(work.get("authorships")) if (name := _person(entry)))
    draft.put("author", people)
    _put_source(draft, source)
    _put_date(draft, str(work.get("publication_date") or ""))
    place = mapping(work.get("biblio"))
    draft.put("volume", texts.plain(place.get("volume")))
    draft.put("issue", texts.plain(place.get("issue")))
    begin, end = texts.plain(place.get("first_page")), texts.plain(place.get("last_page"))
    draft.put("page", f"{begin}-{end}" if begin and end and begin != end else begin)
    draft.put("language", texts.language(work.get("language")), str(work.get("language") or ""))
    doi = texts.doi(work.get("doi"))
    draft.put("DOI", doi, str(work.get("doi") or ""))
    if doi:
        draft.put("URL", f"https://doi.org/{doi}", str(work.get("doi")))
    ids = mapping(work.get("ids"))
    pmid = str(ids.get("pmid") or "").rstrip("/").rpartition("/")[2]
    draft.put("PMID", pmid if pmid.isdigit() else "", str(ids.get("pmid") or ""))
    return draft.record(standing="retracted" if work.get("is_retracted") is True else "")


def _person(entry: Mapping[str, Any]) -> Name | None:
    author = mapping(entry.get("author"))
    whole = texts.name(author.get("display_name")) or texts.name(entry.get("raw_author_name"))
    if not whole:
        return None
    places = entry.get("raw_affiliation_strings")
    held = tuple(filter(None, map(texts.plain, places))) if isinstance(places, list) else ()
    return replace(names.parse(whole), affiliations=held, orcid=normalise_orcid(str(author.get("orcid") or "")))


def _put_source(draft: Draft, source: Mapping[str, Any]) -> None:
    """Where it appeared: a journal or proceedings; a book series; not a repository or a shop for e-books."""
    title = texts.plain(source.get("display_name"))
    if source.get("type") in ("journal", "conference"):
        draft.put("container-title", title)
    elif source.get("type") == "book series":
        draft.put("collection-title", title)
    draft.put("publisher", texts.plain(source.get("host_organization_name")))
    issns = source.get("issn") if isinstance(source.get("issn"), list) else []
    draft.put("ISSN", ", ".join(dict.fromkeys(filter(None, (normalise_issn(str(issn)) for issn in issns or [])))))


def _put_date(draft: Draft, stated: str) -> None:
    """The first of January is what OpenAlex writes where only the year is known."""
    date = texts.iso_date(stated)
    draft.put("issued", Date(date.start[:1]) if date and date.start[1:] == (1, 1) else date, stated)
