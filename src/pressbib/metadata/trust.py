"""Which statement of a variable to take: one row a variable, the vocabularies in the order in which they are trusted.

A row names vocabulary and variable of a Statement. The first row whose value stands the checks below is taken; what
other rows say differently is kept as claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pressbib import identifiers
from pressbib.metadata import values
from pressbib.metadata.statement import Statement, Statements
from pressbib.patterns import prepare

TRUST: Mapping[str, tuple[str, ...]] = {
    "title": (
        "highwire title",
        "bepress title",
        "eprints title",
        "dublin-core title",
        "state title",
        "json-ld title",
        "microdata title",
        "meta title",
        "parsely title",
        "sailthru title",
        "json-ld name",
        "microdata name",
        "coins title",
        "description title",
        "labelled title",
        "matched-heading title",
        "open-graph title",
        "heading title",
        "title title",
        "open-graph title-twitter",
        "meta title-plain",
    ),
    "DOI": (
        "highwire DOI",
        "bepress DOI",
        "prism DOI",
        "dublin-core DOI",
        "dublin-core identifier",
        "eprints DOI",
        "meta DOI",
        "state DOI",
        "json-ld DOI",
        "microdata DOI",
        "coins DOI",
        "canonical DOI",
        "address DOI",
        "open-graph URL",
        "visible DOI",
        "script DOI",
        "dublin-core source",
    ),
    "volume": (
        "highwire volume",
        "bepress volume",
        "prism volume",
        "dublin-core volume",
        "eprints volume",
        "state volume",
        "json-ld volume",
        "microdata volume",
        "coins volume",
        "description volume",
        "labelled volume",
        "citation-line volume",
        "source volume",
        "issue-link volume",
    ),
    "issue": (
        "highwire issue",
        "bepress issue",
        "prism issue",
        "dublin-core issue",
        "eprints issue",
        "state issue",
        "json-ld issue",
        "microdata issue",
        "coins issue",
        "description issue",
        "labelled issue",
        "citation-line issue",
        "source issue",
        "issue-link issue",
    ),
    "publisher": (
        "highwire thesis-institution",
        "highwire report-institution",
        "eprints thesis-institution",
        "highwire publisher",
        "bepress publisher",
        "dublin-core publisher",
        "prism publisher",
        "eprints publisher",
        "state publisher",
        "json-ld publisher",
        "microdata publisher",
        "coins publisher",
        "coins thesis-institution",
    ),
    "collection-title": (
        "highwire collection-title",
        "eprints collection-title",
        "json-ld collection-title",
        "coins collection-title",
    ),
    "container-title-short": ("highwire container-title-short", "coins container-title-short"),
    "language": (
        "highwire language",
        "bepress language",
        "dublin-core language",
        "json-ld language",
        "microdata language",
        "coins language",
    ),
    "PMID": ("highwire PMID", "dublin-core identifier", "address PMID", "canonical PMID"),
    "PMCID": ("highwire PMCID", "dublin-core identifier", "address PMCID", "canonical PMCID"),
    "number": ("highwire report-number", "highwire number", "json-ld report-number"),
    "edition": ("highwire edition",),
    "version": ("highwire version", "json-ld version"),
    "abstract": (
        "highwire abstract",
        "bepress abstract",
        "dublin-core abstract",
        "eprints abstract",
        "state abstract",
        "json-ld abstract",
        "microdata abstract",
    ),
}

PEOPLE: tuple[str, ...] = (
    "highwire",
    "bepress",
    "eprints",
    "dublin-core",
    "state",
    "json-ld",
    "microdata",
    "parsely",
    "sailthru",
    "coins",
    "description",
    "meta",
    "open-graph",
    "labelled",
    "byline",
    "visible",
)
"""The vocabularies in the order in which their authors are trusted."""

PAGES: tuple[str, ...] = (
    "highwire",
    "bepress",
    "prism",
    "dublin-core",
    "eprints",
    "state",
    "json-ld",
    "microdata",
    "coins",
    "description",
    "source",
    "labelled",
    "citation-line",
)
"""The vocabularies in the order in which their pages are trusted: first and last page belong together."""

CONTAINERS: tuple[str, ...] = (
    "highwire journal-title",
    "highwire book-title",
    "highwire conference-title",
    "bepress journal-title",
    "prism journal-title",
    "eprints book-title",
    "eprints conference-title",
    "state book-title",
    "state journal-title",
    "state conference-title",
    "dublin-core journal-title",
    "json-ld journal-title",
    "json-ld book-title",
    "source journal-title",
    "dublin-core source",
    "dublin-core part-of",
    "microdata journal-title",
    "coins journal-title",
    "coins book-title",
    "eprints journal-title",
    "description journal-title",
    "labelled conference-title",
    "labelled journal-title",
    "visible journal-title",
)
"""Where the name of the journal, book or proceedings is looked for, first first; then <title>, then LAST_CONTAINERS."""

LAST_CONTAINERS: tuple[str, ...] = ("line-above journal-title", "citation-line journal-title")

Check = Callable[[str], str]


def choose(
    statements: Statements, variable: str, check: Check, rows: tuple[str, ...] = ()
) -> Iterator[tuple[str, Statement]]:
    """(value, statement) of each row that has a value which stands the check, in the order of trust."""
    for row in rows or TRUST[variable]:
        vocabulary, _, stated = row.partition(" ")
        for statement in statements.of(stated, vocabulary)[:60]:
            if value := check(statement.text):
                yield value, statement
                break


def doi(text: str) -> str:
    """The DOI that a tag states; not a funder's (10.13039) and not a journal's."""
    text = values.plain(text)
    if not text or len(text) > 400:
        return ""
    found = identifiers.normalise_doi(text)
    if not found and text.lower().startswith(("http:", "https:")):
        identifier = identifiers.identify_url(text)
        found = identifier.value if identifier and identifier.kind == "DOI" else ""
    return "" if found.startswith("10.13039/") or "(issn)" in found.lower() else found


def pmid(text: str) -> str:
    """A PubMed identifier, "" where the text is none."""
    found = re.fullmatch(r"(?i)(?:info:pmid/|pmid:?\s?)?(\d{1,8})", values.plain(text))
    return found[1] if found and (len(found[1]) > 4 or text.strip().isdigit()) else ""


def labelled_pmid(text: str) -> str:
    """A PubMed identifier that says so (`info:pmid/…`), else ""."""
    found = re.fullmatch(r"(?i)info:pmid/(\d{1,8})", values.plain(text))
    return found[1] if found else ""


def pmcid(text: str) -> str:
    """A PubMed Central identifier (`PMC…`), "" where the text is none."""
    found = re.fullmatch(r"(?i)(?:info:pmcid/)?(?:pmc)(\d{1,8})", values.plain(text))
    return f"PMC{found[1]}" if found else ""


def publisher(text: str) -> str:
    """A publisher's name, "" where the text is an address, a handle or far too long."""
    text = values.plain(text)
    return (
        "" if not any(c.isalpha() for c in text) or len(text) > 200 or "://" in text or text.startswith("@") else text
    )


_ABSTRACT_LABEL = prepare(
    r"^(?i:(?:next|previous) section\s+){0,2}"
    r"(?:(?i:abstract|summary|zusammenfassung|résumé|resumen|초록|要旨|摘要)\s*[:.]?\s+(?=\w)|Abstract(?=[A-Z]))"
)


def abstract(text: str) -> str:
    """An abstract without the word before it, "" where the text is too short to be one."""
    text = values.rich(text[:20_000])
    return _ABSTRACT_LABEL.sub("", text) if len(text) > 80 else ""


CHECKS: Mapping[str, Check] = {
    "DOI": doi,
    "volume": values.number,
    "issue": values.number,
    "publisher": publisher,
    "collection-title": values.rich,
    "container-title-short": lambda text: values.plain(text) if len(values.plain(text)) > 3 else "",
    "language": values.language,
    "PMID": labelled_pmid,
    "PMCID": pmcid,
    "number": values.plain,
    "edition": values.number,
    "version": values.plain,
    "abstract": abstract,
}
"""What a value must stand to be taken, and the form it gets."""
