"""COinS (OpenURL KEV in a span, Z39.88-2004) -> Statements.

A span describes this work only where it is alone and does not contradict the page's title, or where its title is the
page's; most pages with many of them list cited works.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain
from pressbib.record import Name

_FIELDS: Mapping[str, str] = {
    "rft.atitle": "title",
    "rft.jtitle": "journal-title",
    "rft.stitle": "container-title-short",
    "rft.au": "author",
    "rft.creator": "author",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.spage": "page-first",
    "rft.epage": "page-last",
    "rft.pages": "page",
    "rft.artnum": "page",
    "rft.issn": "ISSN",
    "rft.eissn": "ISSN",
    "rft.isbn": "ISBN",
    "rft.date": "date-publication",
    "rft.pub": "publisher",
    "rft.publisher": "publisher",
    "rft.inst": "thesis-institution",
    "rft.language": "language",
    "rft.genre": "type",
    "rft.series": "collection-title",
}


def read(document: Document, statements: Statements) -> None:
    """The statements of the span that describes the page's work, if there is one."""
    title = fold(document.title)
    spans = [_pairs(span) for span in document.embedded.coins[:50]]
    chosen = [pairs for pairs in spans if _title(pairs) and fold(_title(pairs)) in title]
    if not chosen and len(spans) == 1 and not _contradicts(spans[0], title):
        chosen = spans
    for pairs in chosen[:1]:
        _read(pairs, statements)


def _pairs(span: str) -> list[tuple[str, str]]:
    return [(key, value) for key, value in parse_qsl(span[:20_000]) if value.strip()]


def _title(pairs: list[tuple[str, str]]) -> str:
    stated = dict(reversed(pairs))
    return next((stated[key] for key in ("rft.atitle", "rft.btitle", "rft.title") if key in stated), "")


def _contradicts(pairs: list[tuple[str, str]], page_title: str) -> bool:
    article = dict(pairs).get("rft.atitle", "")
    return bool(article and len(page_title) > 20 and fold(article)[:20] not in page_title)


def _read(pairs: list[tuple[str, str]], statements: Statements) -> None:
    stated = dict(reversed(pairs))
    is_book = "mtx:book" in stated.get("rft_val_fmt", "")
    if is_book:
        statements.add(Statement("type", "book", "coins", "rft_val_fmt"))
    for key, value in pairs:
        if variable := _FIELDS.get(key):
            statements.add(Statement(variable, value, "coins", key))
        elif key in ("rft.title", "rft.btitle"):
            whole = is_book and "rft.atitle" not in stated
            variable = "title" if whole else "book-title" if is_book else "journal-title"
            if not (variable == "journal-title" and "rft.jtitle" in stated):
                statements.add(Statement(variable, value, "coins", key))
        elif key == "rft_id" and (doi := identifiers.normalise_doi(value)):
            statements.add(Statement("DOI", doi, "coins", key))
    last, first = stated.get("rft.aulast", ""), stated.get("rft.aufirst", "") or stated.get("rft.auinit", "")
    if last and "rft.au" not in stated:
        name = Name(family=plain(last), given=plain(first))
        statements.add(Statement("author", f"{last}, {first}" if first else last, "coins", "rft.aulast", name))
