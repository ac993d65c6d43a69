"""Embedded metadata: what a landing page says of its work in tags, data and print -> one Record.

    record = metadata.read(document)   # None: the page holds no work; metadata.refusal(document) says why

Every vocabulary is read into Statements; which of them counts is a table (`trust`), what a value must be to be taken
are its checks. Nothing is guessed: what no place on the page states is absent.
"""

from __future__ import annotations

from pressbib.document import Document
from pressbib.metadata import coins, linked_data, needs, reading, scripts, tags, visible, walls
from pressbib.metadata.statement import Statements
from pressbib.metadata.walls import refresh_target
from pressbib.record import Record

__all__ = ["BRIEF", "read", "refresh_target", "refusal"]


def read(document: Document) -> Record | None:
    """The work that a page describes, with the origin of every value (`landing:VOCABULARY`).

    None for a page that describes none: a bot wall, a log-in page without a citation, an error page, a home page, an
    empty shell. Never raises on bad pages.
    """
    statements = _see(document)
    return None if walls.find(document, statements) else reading.record(document, statements)


def is_cited(document: Document, _source: str) -> bool:
    """Whether the tags of a page alone give title, authors, date, journal, volume, page and DOI."""
    statements = Statements()
    tags.read(document.embedded, statements)
    return needs.is_cited(statements)


def is_told(document: Document, source: str) -> bool:
    """Whether all that is embedded in a page says what its print could add; source is the page itself."""
    return needs.is_told(document, _see_embedded(document), source)


BRIEF = (is_cited, is_told)
"""For `readers.read(..., brief_if=metadata.BRIEF)`: where what a page prints need not be read."""


def refusal(document: Document) -> str:
    """Why a page gives no Record: `bot wall`, `not found`, `domain for sale`, `meta refresh`, `log-in page`,
    `home page`, `list of works`, `empty page` or `no work on the page`; "" where it gives one."""
    statements = _see(document)
    if reason := walls.find(document, statements):
        return reason
    return "" if reading.record(document, statements) else "no work on the page"


def _see(document: Document) -> Statements:
    statements = _see_embedded(document)
    visible.read(document, statements)
    return statements


def _see_embedded(document: Document) -> Statements:
    statements = Statements()
    tags.read(document.embedded, statements)
    linked_data.read(document, statements)
    coins.read(document, statements)
    scripts.read(document, statements)
    return statements
