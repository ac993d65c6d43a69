"""What a page prints, and what its address and links say -> Statements. It is the last resort for pages without tags,
and fills what tags leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pressbib import identifiers
from pressbib.document import Document, Line
from pressbib.metadata import bylines, citations, listings, needs, people, site, titles, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain
from pressbib.patterns import prepare


def read(document: Document, statements: Statements) -> None:
    """The statements of what stands near the heading of the work."""
    _from_address(document, statements)
    if document.title:
        statements.add(Statement("title", document.title, "title", "title"))
    if needs.is_cited(statements):
        return
    heading = _heading(document)
    if heading:
        shared = statements.first("title", "open-graph")
        exact = fold(heading.text) in _pieces(document.title) or bool(
            shared and fold(shared.text) == fold(heading.text)
        )
        vocabulary = "matched-heading" if exact else "heading"
        statements.add(Statement("title", heading.text, vocabulary, f"line {heading.number}"))
        if exact and not _POSTS.isdisjoint(token.lower() for token in heading.within):
            statements.add(Statement("post-element", heading.text, "visible", f"line {heading.number}"))
    tagged = statements.has("title", "highwire", "bepress", "eprints", "dublin-core", "coins", "state")
    if not tagged and listings.is_list(document):
        return
    bylines.read(document, heading, statements)
    citations.read(document, heading, statements)
    _labelled(document, statements)
    _described(document, statements)
    _sourced(statements)
    _links(document, statements)


_POSTS = frozenset((".post", ".hentry", ".h-entry", ".blog-post", ".blogpost"))
"""Classes of the element that holds a post of a blog (microformats' hAtom and h-entry, and what themes call it)."""


def _heading(document: Document) -> Line | None:
    """The heading that <title> repeats, else the only <h1>."""
    title = fold(document.title)
    own = _pieces(document.title)
    platforms = titles.platforms()
    best: Line | None = None
    length = 5
    for line in document.lines[: citations.MOST_LINES]:
        if line.region in citations.AWAY or not 3 < len(line.text) < 600:
            continue
        is_heading = line.tag in ("h1", "h2", "h3")
        if not is_heading and (len(line.text) > len(document.title) + 5 or line.text[:8] not in document.title):
            continue
        folded = fold(line.text)
        if not is_heading and folded not in own:
            continue
        if len(folded) > (length if folded.isascii() or best else 2) and folded not in platforms:
            if folded in title or (len(title) > 25 and folded.startswith(title[:25])):
                best, length = line, len(folded)
            elif line.tag == "h1" and best is None:
                best = line
    return best


def _pieces(title: str) -> frozenset[str]:
    """A <title>, its first piece, and what follows the name of a view (`ACP - Abstract - Title`), folded."""
    pieces = re.split(r"\s+(?:[|»·]|--?|[–—])\s+|\s+on JSTOR$|(?<=[^\x00-\x7f])(?:--|[_｜|-])(?=[^\x00-\x7f])", title)
    longest = max(pieces, key=len) if len(pieces) > 1 else ""
    return frozenset(map(fold, (title, pieces[0], longest, titles.without_leader(title)))) - {""}


# --- labelled fields


_FIELDS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "author(s)": "author",
    "conference": "conference-title",
    "journal": "journal-title",
    "published in": "journal-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "year": "date-publication",
    "publication date": "date-publication",
    "published": "date-publication",
}
_LABEL = prepare(rf"(?i)({'|'.join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))})\s?(?::\s?|\s|$)(.*)")


def _labelled(document: Document, statements: Statements) -> None:
    """A table of fields (`Title …`, `Authors …`) that has both; a line or two may well begin so by chance."""
    if statements.has("title", "highwire") or statements.has("title", "dublin-core"):
        return
    found: dict[str, tuple[str, Line]] = {}
    label = ""
    for line in document.lines[:400]:
        if label:
            found.setdefault(label, (line.text, line))
            label = ""
            continue
        match = _LABEL.fullmatch(line.text) if len(line.text) < 400 and line.region not in citations.AWAY else None
        if match and match[2]:
            found.setdefault(_FIELDS[match[1].lower()], (match[2], line))
        elif match:
            label = _FIELDS[match[1].lower()]
    if "title" not in found or "author" not in found or abs(found["title"][1].number - found["author"][1].number) > 8:
        return
    named = people.split(found["author"][0])
    if not any(" " in name for name in named) or not all(map(people.looks_like_name, named)):
        return  # the labels of a form, not of values
    for variable, (text, line) in found.items():
        statements.add(Statement(variable, text, "labelled", f"line {line.number}"))


# --- other places


def _described(document: Document, statements: Statements) -> None:
    """A meta description that is a reference: `Authors, Title, Journal, Vol. 1, No. 2 (Feb. 12, 1982), pp. 3-4`."""
    description = next((text for key, text in document.embedded.meta if key.lower() == "description"), "")
    description = plain(description[:2_000])
    title = re.split(r"\s(?:on|\||-|–)\s", document.title)[0] if document.title else ""
    at = description.find(title) if len(title) > 8 else -1
    if at < 0:
        return
    found = citations.parse(description[at + len(title) :].strip(" ,."))
    if "volume" not in found or "page" not in found:
        return
    for variable, text in found.items():
        statements.add(Statement(citations.VARIABLES[variable], text, "description", "description"))
    authors = description[:at].strip(" ,.")
    if authors:
        statements.add(Statement("author", authors, "description", "description"))
    statements.add(Statement("title", title, "description", "description"))


def _sourced(statements: Statements) -> None:
    """dc.source, dcterms.isPartOf and bibliographicCitation that hold a whole citation."""
    if statements.has("volume"):
        return
    for variable in ("source", "part-of", "citation"):
        for statement in statements.of(variable, "dublin-core")[:5]:
            text = plain(statement.text[:2_000])
            title = statements.first("title", "highwire", "dublin-core")
            _, _, after = text.partition(plain(title.text[:1_000])) if title else ("", "", "")
            found = citations.parse(after.strip(' ."”,’') or text)
            if "volume" in found and "-" in values.page(found.get("page", "")):
                for key in ("volume", "issue", "page", "journal"):
                    if key in found and (key != "journal" or after):
                        statements.add(Statement(citations.VARIABLES[key], found[key], "source", statement.locator))
                return


_DATED_PATH = prepare(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=/|-|\.|$)")
_DATED_END = prepare(r"[-_/]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/|\.|$)")
_MONTH_PATH = prepare(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/[^/]")
_ISSUE_PATH = prepare(r"(?i)/(?:issues?|toc|archive)/((?:1[89]|20)\d\d)/(\d{1,4})/(\d{1,3})/?$")
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


def _from_address(document: Document, statements: Statements) -> None:
    path = site.path(document.url)
    if found := _DATED_PATH.search(path.lower()) or _DATED_END.search(path):
        year, month, day = found.groups()
        month = str(_MONTHS.get(month, month))
        if month.isdigit():
            statements.add(Statement("date-publication", f"{year}-{month}-{day}", "address", "address"))
    elif site.find(document.url).kind == "blog" and (found := _MONTH_PATH.search(path)):
        statements.add(Statement("date-publication", f"{found[1]}-{found[2]}", "address", "address"))
    if identifier := identifiers.identify_url(document.url):
        statements.add(Statement(identifier.kind, identifier.value, "address", document.url))
    for rel, href, _ in document.embedded.links:
        if "canonical" in rel.split():
            statements.add(Statement("URL", href, "canonical", "link canonical"))
            if identifier := identifiers.identify_url(href):
                statements.add(Statement(identifier.kind, identifier.value, "canonical", "link canonical"))


def _links(document: Document, statements: Statements) -> None:
    """A magazine's link to the issue that an article is in: /issues/YEAR/VOLUME/NUMBER. More than one such link is a
    list of issues and says nothing."""
    host = site.host(document.url)
    found = {}
    for link in document.links[:3_000]:
        if (match := _ISSUE_PATH.search(link.url.partition("?")[0])) and site.host(link.url) in (host, ""):
            found[match[0]] = (match, link)
    if len(found) == 1:
        match, link = next(iter(found.values()))
        statements.add(Statement("volume", match[2], "issue-link", link.url))
        statements.add(Statement("issue", match[3], "issue-link", link.url))
