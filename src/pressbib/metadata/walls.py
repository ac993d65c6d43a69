"""Pages that hold no work to cite: bot walls, log-in pages, error pages, home pages, empty shells; and redirects by
<meta http-equiv=refresh>."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata import site
from pressbib.metadata.statement import Statements
from pressbib.metadata.values import fold
from pressbib.patterns import prepare

_MOST_SECONDS = 30
_REFRESH = prepare(r"(?i)\s*(\d{1,6})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?(.*)", re.DOTALL)


def refresh_target(document: Document) -> str:
    """The absolute address that a page sends its reader to with a meta refresh; "" where there is none.

    A refresh without an address or after more than half a minute reloads a live page and is none.
    """
    for key, content in document.embedded.meta:
        if key.lower() != "refresh" or len(content) > 4_000:
            continue
        found = _REFRESH.fullmatch(content.strip())
        if not found or int(found[1]) > _MOST_SECONDS:
            continue
        target: str = found[2].strip().strip("'\"").strip()
        if not target:
            continue
        try:
            target = urljoin(document.url, target)
        except ValueError:
            continue
        if identifiers.url_key(target) not in ("", identifiers.url_key(document.url)):
            return target
    return ""


def find(document: Document, statements: Statements) -> str:
    """Why a page cannot hold a work, whatever else it says: `bot wall`, `not found`, ...; "" for other pages."""
    title = " ".join(document.title.casefold().split())
    cited = _is_cited(statements)
    if not cited and _is_wall(document, title):
        return "bot wall"
    if _opens(title, "missing-titles") and not cited:
        return "not found"
    if not cited and document.lines:
        first = " ".join(line.text[:400] for line in document.lines[:60])[:4_000].casefold()
        if any(words in first for words in site.words("refusals", "parked-words")):
            return "domain for sale"
    if not cited and refresh_target(document) and not document.is_brief and len(document.lines) < 12:
        return "meta refresh"
    if not cited and _opens(title, "login-titles"):
        return "log-in page"
    if not cited and is_home(document, statements):
        return "home page"
    if not cited and _is_list(document, title, statements):
        return "list of works"
    if not document.lines and not document.title and not statements.has("title"):
        return "empty page"
    return ""


def _is_cited(statements: Statements) -> bool:
    """Whether the page carries a citation in tags that only pages of works have."""
    title = statements.first("title", "highwire", "bepress", "eprints", "dublin-core")
    return title is not None and (
        statements.has("author", "highwire", "bepress", "eprints", "dublin-core")
        or statements.has("authors", "highwire")
        or statements.has("DOI", "highwire", "prism", "dublin-core")
        or statements.has("journal-title", "highwire", "prism")
    )


def _is_wall(document: Document, title: str) -> bool:
    if _opens(title, "wall-titles"):
        return True
    scripts = [state for state in document.embedded.states if len(state) < 100_000]
    if len(document.lines) < 40 and not document.is_brief:
        text = " ".join(line.text for line in document.lines)[:10_000].casefold()
        if any(words in text for words in site.words("refusals", "wall-words")):
            return True
        if any(name in script for script in scripts for name in site.words("refusals", "wall-scripts")):
            return len(document.lines) < 15
    return False


def _opens(title: str, key: str) -> bool:
    """Whether a <title>, or a piece of it, is a phrase of a list; one of several words may go on a little."""
    pieces = [piece.strip(" .!…?") for piece in (title, *re.split(r"\s[|–—:»·-]\s|: ", title))] if title else []
    phrases = site.words("refusals", key)
    short = [piece for piece in pieces if len(piece) < 80 and (piece.startswith(phrases) or piece.endswith(phrases))]
    return any(_says(piece, phrase) for piece in short for phrase in phrases)


def _says(piece: str, phrase: str) -> bool:
    if piece == phrase:
        return True
    several = " " in phrase or not phrase.isascii()
    near = len(piece) <= len(phrase) + (14 if phrase.count(" ") > 1 or not phrase.isascii() else 5)
    return several and near and (piece.startswith(phrase) or piece.endswith(phrase))


def _is_list(document: Document, title: str, statements: Statements) -> bool:
    """Whether a page lists works or tells of the site: search results, an issue, an author, a tag, rules."""
    kind = statements.first("og-type")
    if (statements.has("page-type") and not statements.has("title", "json-ld")) or (kind and kind.text == "profile"):
        return True
    first = re.split(r"\s[|–—:»·-]\s", title)[0].strip(" .!…?")
    phrases = site.words("refusals", "listing-titles")
    named = first in phrases or first.startswith(tuple(f"{phrase} " for phrase in phrases if " " in phrase))
    return named or bool(_ISSUE.match(first)) or _is_search(document)


_ISSUE = prepare(
    r"(?:vol(?:ume|umen|\.)?|issue|no\.?|number|nr\.?|núm(?:ero)?\.?|n[°º]|bd\.?|band|heft|jahrgang|jg\.?|tome?|tomo|том|выпуск|№"
    r"|cilt|sayı)\s?\d{1,4}\b(?=\s?$|\s?[,:;/(–-]|\s(?:no|nr|iss|núm|num|heft|№|sayı|\())|第?\s?\d{1,4}\s?(?:卷|巻|号|期|권|호)"
)


def _is_search(document: Document) -> bool:
    query = document.url.partition("?")[2].lower()
    return bool(re.search(r"/(?:search|suche|recherche|buscar|busca|ricerca)(?:/|\?|$)", document.url.lower())) and (
        "q=" in query or "query=" in query or "search" in query or "keyword" in query
    )


_FRONT = prepare(r"(?i)/?(?:index(?:\.\w{2,5})?|home|main|default\.aspx?|jspui|xmlui|dspace|[a-z]{2})?/?")


def is_home(document: Document, statements: Statements) -> bool:
    """Whether the address is that of a site's front page, or the page calls itself one."""
    if document.url and "?" not in document.url and _FRONT.fullmatch(site.path(document.url)):
        return True
    if fold(re.split(r"\s[|–—:»·-]\s", document.title)[0]) in ("home", "homepage", "startseite", "accueil", "inicio"):
        return True
    kind = statements.first("og-type")
    canonical = statements.first("URL", "canonical")
    at_root = canonical is not None and "?" not in canonical.text and site.path(canonical.text).strip("/") == ""
    return bool(kind and kind.text.lower() == "website" and at_root)
