"""What applications ship in scripts -> Statements: IEEE Xplore's description of a document, ScienceDirect's author
groups, and a DOI in a variable of that name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import plain
from pressbib.patterns import prepare
from pressbib.record import Name

_XPLORE: Mapping[str, str] = {
    "title": "title",
    "publicationTitle": "journal-title",
    "doi": "DOI",
    "volume": "volume",
    "issue": "issue",
    "startPage": "page-first",
    "endPage": "page-last",
    "publisher": "publisher",
    "journalDisplayDateOfPublication": "date-publication",
    "publicationYear": "date-created",
    "abstract": "abstract",
}


def read(document: Document, statements: Statements) -> None:
    """The statements of the scripts of a page."""
    _doi(document, statements)
    for loaded in _load(document, "xplGlobal.document.metadata"):
        _xplore(loaded, statements)
    for loaded in _load(document, "parentContentData"):
        _chapter(next(_load(document, " contentData"), {}), loaded, statements)
    if not statements.has("author", "highwire"):
        for loaded in _load(document, "window.__PRELOADED_STATE__"):
            _author_groups(loaded, statements)


def _load(document: Document, variable: str) -> Iterator[Mapping[str, Any]]:
    """The objects that scripts give to a variable."""
    for state in document.embedded.states:
        if variable in state and (loaded := _assigned(state, variable)) is not None:
            yield loaded


@lru_cache(maxsize=2)
def _assigned(state: str, variable: str) -> Mapping[str, Any] | None:
    """The object that a script gives to a variable; kept, since a page is asked for it twice."""
    found = re.search(rf"{re.escape(variable)}\s{{0,9}}=\s{{0,9}}(?=\{{)", state)
    try:
        loaded = json.JSONDecoder(strict=False).raw_decode(state, found.end())[0] if found else None
    except (ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _doi(document: Document, statements: Statements) -> None:
    """The one DOI that the scripts of a page name in a variable of that name; several are none."""
    states = [state for state in document.embedded.states if '"isCrossrefRegistered": false' not in state]
    found = {doi.lower(): doi for state in states for doi in identifiers.find_named_dois(state)}
    if len(found) == 1:
        statements.add(Statement("DOI", next(iter(found.values())), "script", "script"))


def _xplore(loaded: Mapping[str, Any], statements: Statements) -> None:
    conference = bool(loaded.get("isConference"))
    for key, variable in _XPLORE.items():
        value = loaded.get(key)
        if isinstance(value, str | int):
            if variable == "journal-title" and conference:
                variable = "conference-title"
            statements.add(Statement(variable, str(value), "state", key))
    authors = loaded.get("authors")
    for author in authors[:3_000] if isinstance(authors, list) else []:
        if isinstance(author, dict) and isinstance(author.get("name"), str):
            orcid = author.get("orcid")
            stated = identifiers.normalise_orcid(orcid) if isinstance(orcid, str) else ""
            statements.add(Statement("author", author["name"], "state", "authors", orcid=stated))
    for number in loaded.get("issn") or []:
        if isinstance(number, dict) and isinstance(number.get("value"), str):
            statements.add(Statement("ISSN", number["value"], "state", "issn"))


_NAME = prepare(r'class="name">([^<]{1,200})<')


def _chapter(part: Mapping[str, Any], whole: Mapping[str, Any], statements: Statements) -> None:
    """A part of a book or report in JSTOR's viewer, with what holds it."""
    publisher = part.get("primaryPublisher")
    stated = {
        "title": part.get("displayTitle"),
        "DOI": part.get("doi") if part.get("isCrossrefRegistered") else "",
        "page": part.get("pageRange"),
        "date-publication": part.get("year"),
        "publisher": publisher.get("publisherName") if isinstance(publisher, dict) else "",
        "book-title": whole.get("displayTitle"),
    }
    for variable, value in stated.items():
        if isinstance(value, str):
            statements.add(Statement(variable, value, "state", variable))
    authors = part.get("authors")
    names = [name for name in authors if isinstance(name, str)] if isinstance(authors, list) else []
    for name in names or _NAME.findall(str(whole.get("contribRendition", ""))[:100_000]):
        statements.add(Statement("author", name, "state", "authors"))


def _author_groups(loaded: Mapping[str, Any], statements: Statements) -> None:
    """ScienceDirect's authors: an XML tree as JSON, an element being {"#name", "$": attributes, "$$": children}."""
    authors = loaded.get("authors")
    groups = authors.get("content") if isinstance(authors, dict) else None
    for group in _children(groups, "author-group"):
        for author in _children(group.get("$$")):
            if author.get("#name") not in ("author", "collaboration"):
                continue
            parts = {str(part.get("#name")): _text(part) for part in _children(author.get("$$"))}
            orcid = identifiers.normalise_orcid(str(_attributes(author).get("orcid", "")))
            if family := parts.get("surname", ""):
                given = parts.get("given-name", "")
                name = Name(family=family, given=given, suffix=parts.get("suffix", ""))
                text = " ".join(part for part in (given, family) if part)
                statements.add(Statement("author", text, "state", "authors", name, (), orcid))
            elif group_name := parts.get("text", ""):
                statements.add(Statement("author", group_name, "state", "authors", Name(literal=group_name)))


def _children(value: Any, name: str = "") -> Iterator[Mapping[str, Any]]:
    for child in value[:5_000] if isinstance(value, list) else []:
        if isinstance(child, dict) and (not name or child.get("#name") == name):
            yield child


def _attributes(element: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = element.get("$")
    return attributes if isinstance(attributes, dict) else {}


def _text(element: Mapping[str, Any]) -> str:
    value = element.get("_")
    return plain(value) if isinstance(value, str) else ""
