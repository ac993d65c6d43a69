"""arXiv: preprints of physics, mathematics, computing and their neighbours.

API: https://info.arxiv.org/help/api/user-manual.html (Atom)
Example: https://export.arxiv.org/api/query?id_list=1706.03762
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from pressbib import names
from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import identify_url
from pressbib.record import Name, Record, Relation
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pressbib.fetch import Fetcher

NAME = "arxiv"

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def ask(identifier: str, fetcher: Fetcher) -> Record:
    """The record of an arXiv identifier (`1706.03762`, `hep-th/9901001`).

    Raises NotRegisteredError where arXiv does not know it, RegistryUnavailableError where it gives no answer.
    """
    base = fetcher.settings.registry(NAME)
    base = base if base.endswith("/query") else f"{base}/api/query"
    url = f"{base}?id_list={quote(identifier, safe='/.')}"
    return answers.ask(fetcher, NAME, url, read, accept="application/atom+xml")


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record of the first entry in an answer.

    Raises NotRegisteredError for an answer without entries, RegistryUnavailableError where it is no such answer.
    """
    root = answers.read_xml(answer, NAME)
    if root.tag != f"{_ATOM}feed":
        raise RegistryUnavailableError(f"{NAME} answered with no Atom feed")
    entry = root.find(f"{_ATOM}entry")
    if entry is None:
        raise NotRegisteredError(f"{NAME} does not know it")
    identifier = identify_url(_text(entry, f"{_ATOM}id"))
    if identifier is None or identifier.kind != "arXiv":
        if "/api/errors" in _text(entry, f"{_ATOM}id"):
            raise NotRegisteredError(f"{NAME}: {_text(entry, f'{_ATOM}summary')[:100]}")
        raise RegistryUnavailableError(f"{NAME} answered with no paper")
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    draft.put("type", "article", "entry")
    draft.put("genre", "Preprint", "entry")
    draft.put("title", texts.rich(_text(entry, f"{_ATOM}title")), _text(entry, f"{_ATOM}title"))
    draft.put("author", tuple(name for author in entry.iter(f"{_ATOM}author") if (name := _person(author))))
    published = _text(entry, f"{_ATOM}published")
    draft.put("issued", texts.iso_date(published), published)
    summary = _text(entry, f"{_ATOM}summary")
    draft.put("abstract", texts.abstract(summary), summary)
    draft.put("number", f"arXiv:{identifier.value}", _text(entry, f"{_ATOM}id"))
    draft.put("archive", "arXiv", _text(entry, f"{_ATOM}id"))
    draft.put("archive_location", identifier.value, _text(entry, f"{_ATOM}id"))
    draft.put("publisher", "arXiv", _text(entry, f"{_ATOM}id"))
    draft.put("URL", f"https://arxiv.org/abs/{identifier.value}", _text(entry, f"{_ATOM}id"))
    doi = texts.doi(_text(entry, f"{_ARXIV}doi"))
    if doi.casefold().startswith("10.48550/"):
        draft.put("DOI", doi)
        doi = ""
    relations = (Relation("has-version-of-record", "DOI", doi),) if doi else ()
    reference = texts.plain(_text(entry, f"{_ARXIV}journal_ref"))
    reasons = (f"arXiv says that it appeared in {reference}",) if reference else ()
    return draft.record(relations=relations, reasons=reasons)


def _person(author: Element) -> Name | None:
    whole = texts.plain(_text(author, f"{_ATOM}name"))
    if not whole:
        return None
    place = texts.plain(_text(author, f"{_ARXIV}affiliation"))
    return replace(names.parse(whole), affiliations=(place,) if place else ())


def _text(parent: Element, tag: str) -> str:
    found = parent.find(tag)
    return "".join(found.itertext()) if found is not None else ""
