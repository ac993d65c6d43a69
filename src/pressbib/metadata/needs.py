"""What a page's print could add to what its tags and data say: where that is nothing, its lines need not be read."""

from __future__ import annotations

from pressbib.document import Document
from pressbib.metadata import people, site, trust
from pressbib.metadata.statement import Statements
from pressbib.patterns import prepare

_CITATION = (
    ("title",),
    ("author", "authors"),
    ("journal-title", "conference-title"),
    ("date-publication", "date-plain", "date-cover"),
    ("volume", "conference-title"),
    ("page-first", "page"),
)
_TAGS = ("highwire", "bepress", "prism", "dublin-core", "eprints")
_DATA = ("json-ld", "microdata", "parsely")
"""What news sites write for search engines, trusted before print."""

_DOI = prepare(r"10\.\d{4,9}(?:/|%2[fF])")
_VOLUME = prepare(r"[Vv][Oo][Ll](?:[Uu][Mm][Ee])?\b\.?\s?\d")
_ISSUE = prepare(r"/(?:issues?|toc|archive)/(?:1[89]|20)\d\d/\d")
_ADDRESS = prepare(r"https?:|@")
_DAY = prepare(r"\d{4}-\d\d-\d\d")


def is_cited(statements: Statements) -> bool:
    """Whether tags of citations alone say all that print could add."""
    return not _missing(statements) and _has_doi(statements)


def _has_doi(statements: Statements) -> bool:
    return any(trust.doi(statement.text) for statement in statements.of("DOI", "highwire"))


def _missing(statements: Statements, *vocabularies: str) -> list[tuple[str, ...]]:
    wanted = vocabularies or ("highwire",)
    return [variables for variables in _CITATION if not any(statements.has(v, *wanted) for v in variables)]


def is_told(document: Document, statements: Statements, source: str) -> bool:
    """Whether all that is embedded in a page says what print could add: a citation in tags of several kinds, one whose
    authors a script has, or whose page holds no DOI at all; or an article of the press with title, author and day."""
    if statements.has("DOI", "prism", "dublin-core") and not _missing(statements, *_TAGS):
        return True
    missing = _missing(statements)
    if not missing or (missing == [("author", "authors")] and statements.has("author", "state")):
        return _has_doi(statements) or not _DOI.search(source)
    return _is_news(document, statements) and not _has_volume(document, source)


def _has_volume(document: Document, source: str) -> bool:
    """Whether a magazine's page may say which issue it is in."""
    if site.find(document.url).kind in ("newspaper", "blog"):
        return False
    return bool(_VOLUME.search(source) or _ISSUE.search(source))


def _is_news(document: Document, statements: Statements) -> bool:
    """Whether structured data that news sites write for search engines says who wrote what when."""
    if statements.has("title", "highwire") or statements.has("DOI"):
        return False
    if site.find(document.url).kind not in ("newspaper", "magazine", "blog"):
        types = {s.text for s in statements.all_of("type") if s.vocabulary == "json-ld"}
        if not types & {"news", "post-weblog"}:
            return False
    title = statements.first("title", *_DATA)
    day = statements.first("date-publication", *_DATA, "open-graph")
    authors = next((found for vocabulary in _DATA if (found := statements.of("author", vocabulary))), [])
    if not (title and authors and day and _DAY.match(day.text)) or title.text.rstrip().endswith(("…", "...")):
        return False
    return not any(people.is_newsroom(author.text) or _ADDRESS.search(author.text) for author in authors)
