"""What a reader saw: a Page as bytes, and the Document that layouts and metadata read.

One Document type stands for an HTML page and for copied text, so that everything above it is written once. White space
is settled here: `Line.text` has single spaces and no U+00A0, soft hyphens or directional marks; `Line.raw` is what the
page has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pressbib.classes import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a request, or a file: bytes unchanged, never decoded.

    url: what was asked for ("" for a file or standard input whose address is not known).
    final_url: the address after redirects.
    content_type: the Content-Type header, "" where unknown.
    retrieved: when (ISO 8601, UTC), "" for files.
    cached: the answer was kept from before, and nothing was asked.
    """

    url: str
    final_url: str
    content: bytes
    content_type: str = ""
    retrieved: str = ""
    status: int = 200
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its words, and its absolute address (relative to the page's where that is known)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A block of text that stands on its own: a paragraph, heading, list item, table cell, or a line of text.

    number: counts from 1 in reading order. tag: the HTML element that made it (`p`, `h2`, `li`, `dt`, `dd`, `td`, ...),
    "" in copied text. region: `main`, `nav`, `aside`, `footer`, ... where the page says so, else "".
    emphasis: the runs set in italic or bold, in order. links: the hyperlinks on it. within: the classes (`.details`)
    and ids (`#sidebar`) of the elements around it, outermost first. row: cells of one table row share a number; 0
    elsewhere.
    """

    number: int
    text: str
    raw: str = ""
    tag: str = ""
    region: str = ""
    links: tuple[Link, ...] = ()
    emphasis: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Embedded:
    """Metadata that a page carries beside its text, unread: `metadata.py` makes sense of it.

    meta: (key, content) of every <meta> in page order, the key as written (name=, property=, itemprop=, http-equiv=).
    links: (rel, href, type) of every <link>, href absolute. json_ld: the text of each JSON-LD script. coins: the title
    of each COinS span. microdata: (itemtype, {itemprop: values}) of each top item, nested items flattened with a dot.
    states: the scripts in which an application ships its data as JSON, or a bot wall asks its question.
    bylines: (classes and ids, words) of the elements that name the authors, without footnote marks, in page order.
    times: (classes and the like, date) of the first <time> elements.
    """

    meta: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    coins: tuple[str, ...] = ()
    microdata: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = ()
    states: tuple[str, ...] = ()
    bylines: tuple[tuple[str, str], ...] = ()
    times: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page as read. title is the <title> or "", language is what the page declares (BCP 47) or "".

    is_brief: the page was asked for its metadata alone, so that lines and links stayed unread."""

    url: str = ""
    title: str = ""
    language: str = ""
    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()
    embedded: Embedded = field(default_factory=Embedded)
    encoding: str = ""
    is_html: bool = False
    retrieved: str = ""
    is_brief: bool = False
