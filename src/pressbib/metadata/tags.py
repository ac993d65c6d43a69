"""<meta> tags -> Statements: Highwire (`citation_*`, Google Scholar's inclusion guide), bepress, EPrints, PRISM 2.1,
Dublin Core (DCMI terms, with the refinements that OJS and HAL write), Open Graph (ogp.me), parsely, sailthru and the
plain names that news systems use. One table a vocabulary; a name that is in none is no statement."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from pressbib import identifiers
from pressbib.document import Embedded
from pressbib.metadata.statement import Statement, Statements
from pressbib.patterns import prepare

HIGHWIRE: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "authors": "authors",
    "editor": "editor",
    "editors": "editors",
    "translator": "translator",
    "journal_title": "journal-title",
    "journal_abbrev": "container-title-short",
    "conference_title": "conference-title",
    "conference": "conference-title",
    "conference_name": "conference-title",
    "inbook_title": "book-title",
    "book_title": "book-title",
    "inproceedings_title": "conference-title",
    "series_title": "collection-title",
    "publisher": "publisher",
    "dissertation_institution": "thesis-institution",
    "dissertation_name": "genre",
    "technical_report_institution": "report-institution",
    "technical_report_number": "report-number",
    "volume": "volume",
    "issue": "issue",
    "number": "issue",
    "firstpage": "page-first",
    "first_page": "page-first",
    "lastpage": "page-last",
    "last_page": "page-last",
    "pages": "page",
    "page": "page",
    "article_number": "page",
    "publication_number": "number",
    "num_pages": "number-of-pages",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "arxiv_id": "arXiv",
    "issn": "ISSN",
    "eissn": "ISSN",
    "isbn": "ISBN",
    "publication_date": "date-publication",
    "cover_date": "date-cover",
    "date": "date-plain",
    "year": "date-year",
    "online_date": "date-online",
    "public_url": "URL",
    "abstract_html_url": "URL",
    "fulltext_html_url": "URL-fulltext",
    "abstract": "abstract",
    "language": "language",
    "keyword": "keyword",
    "keywords": "keyword",
    "article_type": "type",
    "type": "type",
    "id": "citation-id",
    "pii": "PII",
    "version": "version",
    "edition": "edition",
}
DUBLIN_CORE: Mapping[str, str] = {
    "title": "title",
    "creator": "author",
    "creator.personalname": "author",
    "creator.author": "author",
    "contributor.author": "author",
    "contributor": "contributor",
    "contributor.editor": "editor",
    "source": "source",
    "relation.ispartof": "journal-title",
    "ispartof": "part-of",
    "bibliographiccitation": "citation",
    "identifier.citation": "citation",
    "source.issn": "ISSN",
    "source.volume": "volume",
    "source.issue": "issue",
    "citation.volume": "volume",
    "citation.issue": "issue",
    "citation.spage": "page-first",
    "citation.epage": "page-last",
    "identifier.pagenumber": "page",
    "publisher": "publisher",
    "publisher.institution": "publisher",
    "identifier": "identifier",
    "identifier.doi": "DOI",
    "identifier.issn": "ISSN",
    "identifier.isbn": "ISBN",
    "identifier.uri": "URL",
    "issued": "date-publication",
    "date.issued": "date-publication",
    "date": "date-plain",
    "date.created": "date-created",
    "created": "date-created",
    "language": "language",
    "language.iso": "language",
    "type": "type",
    "type.articletype": "type",
    "description": "abstract",
    "description.abstract": "abstract",
    "abstract": "abstract",
    "subject": "keyword",
    "subject.keywords": "keyword",
}
PRISM: Mapping[str, str] = {
    "publicationname": "journal-title",
    "issn": "ISSN",
    "eissn": "ISSN",
    "isbn": "ISBN",
    "doi": "DOI",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "issueidentifier": "issue",
    "startingpage": "page-first",
    "endingpage": "page-last",
    "pagerange": "page",
    "publicationdate": "date-publication",
    "coverdate": "date-cover",
    "aggregationtype": "aggregation",
    "genre": "type",
    "section": "section",
    "keyword": "keyword",
    "url": "URL",
    "copyright": "copyright",
}
EPRINTS: Mapping[str, str] = {
    "title": "title",
    "creators_name": "author",
    "editors_name": "editor",
    "publication": "journal-title",
    "book_title": "book-title",
    "event_title": "conference-title",
    "series": "collection-title",
    "publisher": "publisher",
    "institution": "thesis-institution",
    "number": "issue",
    "volume": "volume",
    "pagerange": "page",
    "pages": "number-of-pages",
    "id_number": "DOI",
    "doi": "DOI",
    "issn": "ISSN",
    "isbn": "ISBN",
    "date": "date-publication",
    "type": "type",
    "thesis_type": "genre",
    "abstract": "abstract",
    "keywords": "keyword",
    "official_url": "URL-official",
}
OPEN_GRAPH: Mapping[str, str] = {
    "og:title": "title",
    "og:site_name": "site-name",
    "og:type": "og-type",
    "og:url": "URL",
    "og:author": "author",
    "og:article:author": "author",
    "og:locale": "locale",
    "article:author": "author",
    "article:authorname": "author",
    "og:article:published_time": "date-publication",
    "article:published_time": "date-publication",
    "article:published": "date-publication",
    "og:pubdate": "date-publication",
    "book:author": "author",
    "book:isbn": "ISBN",
    "books:isbn": "ISBN",
    "book:release_date": "date-publication",
    "twitter:title": "title-twitter",
}
PLAIN: Mapping[str, str] = {
    "parsely-title": "parsely title",
    "parsely-author": "parsely author",
    "parsely-pub-date": "parsely date-publication",
    "parsely-link": "parsely URL",
    "sailthru.title": "sailthru title",
    "sailthru.author": "sailthru author",
    "sailthru.date": "sailthru date-publication",
    "author": "meta author",
    "authors": "meta author",
    "byl": "meta author",
    "byline": "meta author",
    "dcsext.author": "meta author",
    "article.headline": "meta title",
    "article.origheadline": "meta title",
    "hdl": "meta title",
    "title": "meta title-plain",
    "doi": "meta DOI",
    "evt-doipage": "meta DOI",
    "rft_id": "meta DOI",
    "date": "meta date-plain",
    "pubdate": "meta date-publication",
    "pdate": "meta date-publication",
    "publish-date": "meta date-publication",
    "publish_date": "meta date-publication",
    "publication_date": "meta date-publication",
    "article_date_original": "meta date-publication",
    "article.published": "meta date-publication",
    "article.created": "meta date-created",
    "datepublished": "meta date-publication",
    "displaydate": "meta date-publication",
    "publicationdate": "meta date-publication",
    "cxenseparse:recs:publishtime": "meta date-publication",
    "publisher": "meta publisher-plain",
    "description": "meta description",
    "application-name": "meta site-name",
    "applicationname": "meta site-name",
    "cre": "meta credit",
    "publication": "meta site-name",
    "keywords": "meta keyword-plain",
    "news_keywords": "meta keyword-plain",
    "content-language": "meta locale",
    "language": "meta locale",
    "generator": "meta generator",
}
_AFFILIATIONS = ("author_institution", "author_affiliation")
_DC_SPELLING = prepare(r"(?i)dc(?:terms)?[._:\- ]")


def read(embedded: Embedded, statements: Statements) -> None:
    """The statements of every <meta> that is in a table."""
    person: Statement | None = None
    for key, content in embedded.meta:
        name = key.lower()
        if name.startswith(("citation_", "bepress_citation_", "wkhealth_", "citation.")):
            vocabulary = "bepress" if name[0] == "b" else "highwire"
            field = name.partition("citation_")[2] or name.partition("_")[2] or name.partition(".")[2]
            if person and field in (*_AFFILIATIONS, "author_orcid"):
                person = _with(person, field, content)
                continue
            _keep(person, statements)
            person = None
            variable = HIGHWIRE.get(field.replace("-", "_"))
            if variable == "author":
                person = Statement(variable, content, vocabulary, key)
            elif variable:
                statements.add(Statement(variable, content, vocabulary, key))
            continue
        statement = _statement(key, name, content)
        if statement:
            statements.add(statement)
        elif name in ("parsely-page", "parsely-metadata"):
            _parsely(key, content, statements)
    _keep(person, statements)


def _keep(person: Statement | None, statements: Statements) -> None:
    if person:
        statements.add(person)


def _with(person: Statement, field: str, content: str) -> Statement:
    """The affiliation or ORCID that follows a citation_author belongs to it."""
    if field == "author_orcid":
        return replace(person, orcid=identifiers.normalise_orcid(content))
    affiliation = re.sub(r"^[\s\d*†‡§¶,]{1,12}(?=[^\W\d])", "", " ".join(content.split()))
    if not affiliation or affiliation in person.affiliations or len(person.affiliations) >= 50:
        return person
    return replace(person, affiliations=(*person.affiliations, affiliation))


def _statement(key: str, name: str, content: str) -> Statement | None:
    if _DC_SPELLING.match(name):
        head, _, rest = re.sub(r"[:_\- ]", ".", name, count=1).partition(".")
        variable = DUBLIN_CORE.get(rest.replace(":", "."))
        if variable and not (head == "dcterms" and rest == "creator" and content.islower() and " " not in content):
            return Statement(variable, content, "dublin-core", key)
        return None
    if name.startswith("prism"):
        variable = PRISM.get(name[6:])
        return Statement(variable, content, "prism", key) if variable and name[5:6] in ".:" else None
    if name.startswith("eprints."):
        variable = EPRINTS.get(name[8:])
        return Statement(variable, content, "eprints", key) if variable else None
    if variable := OPEN_GRAPH.get(name):
        return Statement(variable, content, "open-graph", key)
    if known := PLAIN.get(name):
        vocabulary, _, variable = known.partition(" ")
        return Statement(variable, content, vocabulary, key)
    return None


_PARSELY: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "pub_date": "date-publication",
    "link": "URL",
}


def _parsely(key: str, content: str, statements: Statements) -> None:
    """`parsely-page` holds a JSON object."""
    try:
        page = json.loads(content, strict=False)
    except (ValueError, RecursionError):
        return
    for field, variable in _PARSELY.items():
        values = page.get(field) if isinstance(page, dict) else None
        for value in values[:100] if isinstance(values, list) else [values]:
            if isinstance(value, str):
                statements.add(Statement(variable, value, "parsely", f"{key}.{field}"))
