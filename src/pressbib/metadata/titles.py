"""Titles: the name of the site, the journal or the platform cut off, a subtitle put back."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pressbib.document import Document
from pressbib.metadata import site, trust
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain, rich
from pressbib.patterns import prepare

_PARTS = prepare(
    r"\s+(?:[|»·•]|--?|[–—]|::?)\s+|\s*[|｜：]\s*|\s+»\s+|[-_－＿](?=[^\s_－＿-]{2,24}$)|(?<=[^\x00-\x7f])--(?=[^\x00-\x7f])|:\s(?=[^:]{1,100}$)"
)
_CLEAN = ("highwire", "bepress", "eprints", "dublin-core", "state", "json-ld", "microdata", "meta", "parsely", "coins")
_SECTIONS = prepare(r"(?i)^(?:opinion|analysis|comment|editorial|review|exclusive|watch|video|podcast)\s+\|\s+")
_IDENTIFIER = prepare(r"^\[[\w.\-/:]{3,30}\]\s+")
_ENDS = (
    prepare(r"(?i):\s+Vol\.?\s\d{1,4},\s(?:No|Iss)\b.{0,30}$"),
    prepare(r"(?i)\s+on JSTOR$"),
    prepare(r"\s+\[[A-Z][\w .]{2,30}\]$"),
    prepare(r"\s+--\s+\S.{0,80}?\d+\s*\(\d+\):\s*\w+\s+--\s+.{2,100}$"),
)


def choose(
    statements: Statements, document: Document, own_names: frozenset[str]
) -> tuple[str, Statement, list[Statement]] | None:
    """The title, the statement it is from, and the statements that give another."""
    found: tuple[str, Statement] | None = None
    others: list[Statement] = []
    for _, statement in trust.choose(statements, "title", plain):
        title = clean(statement, own_names)
        if not title or len(title) > 2_000 or fold(title) in own_names or fold(title) in _nothing():
            continue
        if found is None:
            found = title, statement
        elif fold(title) != fold(found[0]) and statement.vocabulary in _CLEAN:
            others.append(statement)
    if found is None:
        return None
    title, statement = found
    if title.endswith(("…", "...")):  # cut for search engines
        start = title.rstrip("….").rstrip()
        for _, other in trust.choose(statements, "title", plain):
            whole = clean(other, own_names)
            if whole.startswith(start) and len(whole) > len(title) and not whole.endswith(("…", "...")):
                title, statement = whole, other
                break
    return _with_subtitle(title, statement, document, own_names), statement, others


@cache
def _nothing() -> frozenset[str]:
    return frozenset(
        ("", "untitled", "null", "none", "undefined", "title", "home", "abstract", "article", "notitle", "pdf")
    )


def clean(statement: Statement, own_names: frozenset[str]) -> str:
    """A title without what the page puts around it; tags of citations are taken as they stand."""
    text = rich(statement.text[:20_000])
    if statement.vocabulary in ("highwire", "bepress", "eprints", "dublin-core", "state", "coins"):
        return re.sub(r"(?<=[\w)])\.$", "", text) if _ends_in_one_dot(text) else text
    return bare(text, own_names)


def bare(text: str, own_names: frozenset[str]) -> str:
    """The title in a <title>: without section, identifier, view, issue, and the names of site, journal and platform."""
    text = without_leader(_SECTIONS.sub("", _IDENTIFIER.sub("", text)))
    for pattern in _ENDS:
        text = pattern.sub("", text)
    return without_names(text, own_names | platforms())


def _ends_in_one_dot(text: str) -> bool:
    return text.endswith(".") and not re.search(r"\b(?:[A-Z]|\w{1,3})\.$|\.\.$", text)


@cache
def platforms() -> frozenset[str]:
    """Names of publishing platforms, folded: a title that is one of them names the site."""
    return frozenset(fold(name) for key in ("names", "journals") for name in site.words("platforms", key))


def without_names(text: str, names: frozenset[str]) -> str:
    """A text without the pieces at its ends that are names of the site: `Title | Journal | Platform` -> `Title`."""
    for _ in range(6):
        marks = list(_PARTS.finditer(text))[:20]
        tail = next((mark for mark in marks if _is_name(text[mark.end() :], names)), None)
        if tail:
            text = text[: tail.start()]
        elif marks and _is_name(text[: marks[0].start()], names):
            text = text[marks[0].end() :]
        else:
            break
    return text.strip()


def without_leader(text: str) -> str:
    """Without what leads up to the name of a view: `ACP - Abstract - Title`, `Trials | Full text | Title`."""
    start = 0
    for mark in list(_PARTS.finditer(text))[:3]:
        if mark.start() - start > 40 or mark.end() > len(text) - 12:
            break
        if fold(text[start : mark.start()]) in _VIEWS:
            return text[mark.end() :]
        start = mark.end()
    return text


_VIEWS = frozenset(("abstract", "fulltext", "article", "fullarticle", "freefulltext", "html", "articles", "summary"))


def _is_name(piece: str, names: frozenset[str]) -> bool:
    folded = fold(piece)
    if folded in names or folded.removeprefix("the") in names:
        return True
    long = _long(names)
    if not folded.startswith(long) or len(piece.split()) > 5:
        return False
    return any(folded.startswith(name) and len(folded) < len(name) + 20 for name in long)


@lru_cache(maxsize=64)
def _long(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) > 5)


def _with_subtitle(title: str, statement: Statement, document: Document, own_names: frozenset[str]) -> str:
    """`Title: Subtitle` where <title> says so and a Dublin Core tag has only the title."""
    if statement.vocabulary in ("highwire", "bepress", "eprints", "heading", "title") or ": " in title:
        return title
    page_title = bare(rich(document.title), own_names)
    start, _, rest = page_title.partition(": ")
    if statement.vocabulary == "dublin-core" and fold(start) == fold(title) and len(rest.split()) > 1:
        return title if fold(rest) in own_names else f"{title}: {rest}"
    return title
